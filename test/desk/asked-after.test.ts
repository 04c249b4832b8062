import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intake } from './intakes.js';
import { morning, type ShippedDesk, shippedDesk } from './shipped-desk.js';

describe('somebody who asks after a matter that is open', () => {
  let shipped: ShippedDesk;
  beforeEach(async () => {
    shipped = await shippedDesk();
  });
  afterEach(() => shipped.close());

  const take = async (event: string, text: string, user: string): Promise<string> => {
    const source = { kind: 'human', channel: 'gallery-help', user } as const;
    const anchor = { id: event, url: `https://chat.example/${event}` };
    const { id } = await shipped.desk.accept(intake(event, text, { source, anchor, at: morning }));
    await shipped.desk.settled();
    return id;
  };
  const said = async (): Promise<readonly string[]> =>
    (await shipped.store.localItems('chat', 100)).map(({ body }) => JSON.parse(body).text);

  it('joins its case and is shown where it is followed, once', async () => {
    const first = await take('e1', 'Nobody can log in since ten, all galleries are affected', 'greta');
    const before = (await said()).length;
    const asked = await take('e2', 'any news on login?', 'pia');
    const record = await shipped.store.caseOf(first);
    expect((await shipped.store.caseOf(asked))?.id).toBe(record?.id);
    const pointers = (await said()).slice(before);
    expect(pointers).toEqual([expect.stringContaining('https://chat.example/e1')]);
    await take('e3', 'any news on login?', 'pia');
    expect(await said()).toHaveLength(before + 1);
    expect(await shipped.store.cases('all', 10)).toHaveLength(1);
  });

  it('is no mere question when it tells of a failure too', async () => {
    const first = await take('e1', 'Nobody can log in since ten, all galleries are affected', 'greta');
    const more = await take(
      'e2',
      'any news on login? now it is down for all collectors, nobody gets in',
      'pia',
    );
    const { id = '' } = (await shipped.store.caseOf(first)) ?? {};
    const told = (await shipped.store.caseEvents(id)).map(({ what }) => what);
    expect(told).not.toContain(`${more} asks after it`);
  });

  it('is answered as ever where nothing of the kind is open', async () => {
    await take('e1', 'Checkout is broken for all collectors since ten, nobody can pay', 'greta');
    const before = await shipped.store.cases('all', 10);
    const asked = await take('e2', 'any news on login?', 'pia');
    expect((await shipped.store.caseOf(asked))?.id).not.toBe(before[0]?.id);
  });

  const texts = async (): Promise<readonly string[]> =>
    (await shipped.store.localItems('chat', 100))
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ body }) => JSON.parse(body).text);
  const edit = async (event: string, text: string, user: string): Promise<void> => {
    const source = { kind: 'human', channel: 'gallery-help', user } as const;
    await shipped.desk.amend(intake(event, text, { source, at: morning }), shipped.now());
    await shipped.desk.settled();
  };
  const outage = 'Nobody can log in since ten, all galleries are affected';

  it('is not counted among those who report it', async () => {
    await take('e1', outage, 'greta');
    await take('e2', 'any news on login?', 'pia');
    await shipped.pass(1_000);
    expect((await texts()).filter((text) => text.includes('So far'))).toEqual([]);
  });

  it('loses the pointer when their question is taken out of the case', async () => {
    const first = await take('e1', outage, 'greta');
    const asked = await take('e2', 'any news on login?', 'pia');
    expect(await texts()).toContainEqual(expect.stringContaining('Thank you for asking'));
    const { id = '' } = (await shipped.store.caseOf(first)) ?? {};
    await shipped.desk.act(id, { do: 'acknowledge' }, 'you');
    await shipped.pass(2_000);
    const step = { do: 'separate', report: asked } as const;
    expect((await shipped.desk.act(id, step, 'you')).outcome).toBe('changed');
    await shipped.pass(2_000);
    expect(await texts()).not.toContainEqual(expect.stringContaining('Thank you for asking'));
    expect(await texts()).toContainEqual(expect.stringContaining('It is another matter than'));
    expect((await shipped.store.caseOf(first))?.asking).toEqual([]);
    // Who asks after the incident once more is shown it once more.
    await take('e3', 'any news on login?', 'pia');
    expect((await texts()).filter((text) => text.includes('Thank you for asking'))).toHaveLength(1);
  });

  it('stays with the case when they ask in other words', async () => {
    const first = await take('e1', outage, 'greta');
    const asked = await take('e2', 'any news on login?', 'pia');
    const before = (await texts()).length;
    await edit('e2', 'are there any news on login?', 'pia');
    expect(await texts()).toHaveLength(before);
    expect((await shipped.store.caseOf(asked))?.id).toBe((await shipped.store.caseOf(first))?.id);
  });

  it('has a case of their own once they tell of something else', async () => {
    const first = await take('e1', outage, 'greta');
    const asked = await take('e2', 'any news on login?', 'pia');
    await edit('e2', 'Checkout is broken for all collectors since ten, nobody can pay', 'pia');
    const [own, other] = [await shipped.store.caseOf(asked), await shipped.store.caseOf(first)];
    expect(own?.class).toBe('incident');
    expect(own?.id).not.toBe(other?.id);
    expect(other?.reports).toEqual([first]);
    expect(await texts()).toContainEqual(expect.stringContaining('> Checkout is broken for all'));
    expect(await texts()).not.toContainEqual(expect.stringContaining('Thank you for asking'));
  });

  it('joins as one who reports it once they tell of the same', async () => {
    const first = await take('e1', outage, 'greta');
    const asked = await take('e2', 'any news on login?', 'pia');
    await edit('e2', 'Login fails for all of my collectors, the password is not accepted', 'pia');
    expect((await shipped.store.caseOf(first))?.reports).toEqual([first, asked]);
    expect((await shipped.store.caseOf(first))?.asking).toEqual([]);
    expect(await texts()).toContainEqual(expect.stringContaining('Also reported by pia'));
  });

  it('does not hold a case open when its report is taken back', async () => {
    const first = await take('e1', outage, 'greta');
    await take('e2', 'any news on login?', 'pia');
    await edit('e1', 'Never mind, it works again', 'greta');
    await shipped.pass(10_000);
    expect((await shipped.store.caseOf(first))?.class).toBe('none');
    expect(await texts()).toContainEqual(expect.stringContaining('No incident after all'));
    expect(await texts()).toContainEqual(
      expect.stringContaining('It has turned out to need no immediate support.'),
    );
  });

  it('does not speak for a case whose report was deleted', async () => {
    const first = await take('e1', outage, 'greta');
    await take('e2', 'any news on login?', 'pia');
    await shipped.desk.retract('e1');
    await shipped.pass(1_000);
    expect((await shipped.store.caseOf(first))?.status).toBe('resolved');
    expect(await texts()).not.toContainEqual(expect.stringContaining('Incident reported'));
  });
});
