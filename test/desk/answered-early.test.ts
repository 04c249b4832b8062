import { afterEach, describe, expect, it } from 'vitest';
import type { ThreadReply } from '../../src/desk/thread-reply.js';
import { intake } from './intakes.js';
import { morning, type ShippedDesk, shippedDesk } from './shipped-desk.js';

describe('an answer in the thread that comes before the desk has decided, as after it was away', () => {
  let shipped: ShippedDesk;
  afterEach(() => shipped.close());

  const answer = (user: string, text: string): ThreadReply => ({
    event: `answer-${user}`,
    root: { event: 'e1', place: 'message-e1' },
    text,
    kind: 'human',
    user,
    at: shipped.now(),
  });
  const outage = 'Nobody can log in, collectors write that the password is not accepted';

  it('is an acknowledgement all the same where somebody on call gives it', async () => {
    shipped = await shippedDesk();
    const [engineer = ''] = (await shipped.desk.onCall()).people;
    const { id } = await shipped.desk.accept(intake('e1', outage, { at: morning }));
    expect(await shipped.desk.reply(answer(engineer, 'on it'))).toBe('acknowledged');
    await shipped.desk.settled();
    expect((await shipped.store.caseOf(id))?.acknowledged?.by).toBe(engineer);
  });

  it('takes up again what its author has called off just before', async () => {
    shipped = await shippedDesk();
    const { id } = await shipped.desk.accept(intake('e1', outage, { at: morning }));
    await shipped.desk.settled();
    await shipped.desk.amend(intake('e1', 'Never mind, it works for me again'), shipped.now());
    const early = { ...answer('user-e1', 'No, it is happening again'), at: shipped.now() + 1 };
    expect(await shipped.desk.reply(early)).toBe('reopened');
    await shipped.desk.settled();
    expect(await shipped.store.caseOf(id)).toMatchObject({ class: 'incident', status: 'open' });
  });
});
