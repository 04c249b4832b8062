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
});
