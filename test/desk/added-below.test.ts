import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intake } from './intakes.js';
import { morning, type ShippedDesk, shippedDesk } from './shipped-desk.js';

describe('what a reporter adds below an unclear report', () => {
  let shipped: ShippedDesk;
  let id: string;
  beforeEach(async () => {
    shipped = await shippedDesk();
    ({ id } = await shipped.desk.accept(
      intake('e1', 'Something odd with the bidding pagge', { at: morning }),
    ));
    await shipped.desk.settled();
    expect((await shipped.store.decision(id))?.decision.class).toBe('undecided');
    expect(await add('Nobody can log in, all galleries are affected')).toBe('added');
    expect((await shipped.store.decision(id))?.decision.class).toBe('incident');
  });
  afterEach(() => shipped.close());

  const add = async (text: string): Promise<string> => {
    const root = { event: 'e1', place: 'message-e1' };
    const [event, at] = [`answer ${text}`, shipped.now()];
    const taken = await shipped.desk.reply({ event, root, text, kind: 'human', user: 'user-e1', at });
    await shipped.desk.settled();
    return taken;
  };
  const edit = async (text: string, at = shipped.now()): Promise<string> => {
    const changed = await shipped.desk.amend(intake('e1', text, { at: morning }), at);
    await shipped.desk.settled();
    return changed;
  };

  it('is read together with it when the report itself is edited', async () => {
    expect(await edit('Something odd with the bidding page')).toBe('changed');
    const stored = await shipped.store.report(id);
    expect(stored?.report.text).toBe(
      'Something odd with the bidding page\nNobody can log in, all galleries are affected',
    );
    expect((await shipped.store.decision(id))?.decision.class).toBe('incident');
  });

  it('holds back no edit that was made before it and comes late', async () => {
    expect(await edit('Something odd with the bidding page', morning + 1)).toBe('changed');
    expect((await shipped.store.report(id))?.report.text).toMatch(/^Something odd with the bidding page\n/);
  });

  it('is called off with it by an edit', async () => {
    expect(await edit('Never mind, it works for me again')).toBe('changed');
    expect((await shipped.store.report(id))?.report.text).toBe('Never mind, it works for me again');
    expect(await shipped.store.caseOf(id)).toMatchObject({ class: 'none', status: 'reclassified' });
  });
});
