import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import { intake } from './intakes.js';
import { morning, type ShippedDesk, shippedDesk } from './shipped-desk.js';

describe('a storm', () => {
  let shipped: ShippedDesk;
  let store: Store;
  let events = 0;

  beforeEach(async () => {
    shipped = await shippedDesk();
    store = shipped.store;
  });
  afterEach(() => shipped.close());

  const said = async (): Promise<readonly { text: string; mentions: readonly string[] }[]> =>
    (await store.localItems('chat', 1_000))
      .filter(({ withdrawn }) => !withdrawn)
      .map((item) => JSON.parse(item.body));

  const alert = (text: string, more: Partial<Intake['source']> = {}): Intake => {
    events += 1;
    return intake(`alert-${events}`, text, {
      at: shipped.now(),
      source: { kind: 'automated', channel: 'incidents', user: 'monitor', ...more },
    });
  };

  const take = async (...intakes: readonly Intake[]): Promise<void> => {
    for (const each of intakes) await shipped.desk.accept(each);
    await shipped.desk.settled();
  };

  it('of 500 alerts makes one case, one mention and one card of each kind, and counts in place', async () => {
    const kinds = [
      'HighErrorRate checkout',
      'DiskFull',
      'QueueStuck emails',
      'ApiLatency prod',
      'PodCrash web',
    ];
    const storm = Array.from({ length: 500 }, (_, n) =>
      alert(`[FIRING:${n}] ${kinds[n % 5]} on host-${n}, ${50 + (n % 50)}% for ${n} s`),
    );
    await take(...storm);
    await shipped.pass(30_000);
    const cases = await store.cases('all', 1_000);
    expect(cases.map(({ reports }) => reports.length)).toEqual([100, 100, 100, 100, 100]);
    const messages = await said();
    expect(messages).toHaveLength(5);
    expect(messages.filter(({ mentions }) => mentions.length > 0)).toHaveLength(5);
    expect(messages.every(({ text }) => text.includes('So far 100 alerts and reports'))).toBe(true);
    expect(await store.localItems('board', 1_000)).toHaveLength(5);
  });

  it('ends where the monitor says that it is over, once that has lasted', async () => {
    await take(alert('[FIRING:1] HighMemory on worker-3, 91% used'));
    await take(alert('[RESOLVED] HighMemory on worker-3'));
    await shipped.pass(2_000);
    expect((await said())[0]?.text).toContain('The monitor says that this is over');
    expect((await store.cases('all', 10))[0]?.status).toBe('open');
    await shipped.pass(600_000);
    expect((await store.cases('all', 10))[0]?.status).toBe('resolved');
    await shipped.pass(7_200_000);
    expect(await said()).toHaveLength(1);
  });

  it('is not over while the alert comes and goes, and mentions nobody again', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await take(alert(`[FIRING:1] HighMemory on worker-3, 9${turn}% used`));
      await take(alert('[RESOLVED] HighMemory on worker-3'));
      await shipped.pass(120_000);
    }
    await take(alert('[FIRING:1] HighMemory on worker-3, 99% used'));
    await shipped.pass(600_000);
    const [record, ...others] = await store.cases('all', 10);
    expect(others).toEqual([]);
    expect(record).toMatchObject({ status: 'open', reports: expect.objectContaining({ length: 6 }) });
    expect(await said()).toHaveLength(1);
  });

  it('only says so of a case that somebody has taken up', async () => {
    await take(alert('[FIRING:1] HighMemory on worker-3, 91% used'));
    const [record] = await store.cases('all', 10);
    await shipped.desk.act(record?.id ?? '', { do: 'acknowledge' }, 'you');
    await take(alert('[RESOLVED] HighMemory on worker-3'));
    await shipped.pass(3_600_000);
    expect(await store.case(record?.id ?? '')).toMatchObject({ status: 'acknowledged' });
    expect((await store.caseEvents(record?.id ?? '')).map(({ what }) => what)).toContain(
      'the monitor says that it is over',
    );
  });

  it('of two bots that answer each other ends, and those on call are told once', async () => {
    const words =
      'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau';
    const names = words.split(' ').flatMap((one) => ['disk', 'queue'].map((other) => `${one} ${other}`));
    for (const name of names) await take(alert(`Auto-reply: I saw a message about ${name}`));
    const messages = await said();
    expect(messages).toHaveLength(21);
    expect(messages.filter(({ text }) => text.includes('two bots that answer each other'))).toHaveLength(1);
    expect(await store.cases('all', 100)).toHaveLength(names.length);
  });

  it('around an incident that nobody answers puts the reminder off, and does not drop it', async () => {
    const names =
      'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau'
        .split(' ')
        .concat('upsilon', 'phi');
    const minute = 60_000;
    for (const name of names) {
      await take(alert(`Auto-reply: I saw a message about ${name}`));
      await shipped.pass(minute / 3);
    }
    const reminders = async (): Promise<number> =>
      (await said()).filter(({ text }) => text.includes('without an answer')).length;
    // The first has waited for half an hour, and the bot is left alone for some minutes more.
    await shipped.pass(25 * minute);
    expect(await reminders()).toBe(0);
    await shipped.pass(20 * minute);
    expect(await reminders()).toBeGreaterThanOrEqual(names.length - 2);
  });

  it('of questions in one channel gets replies within the budget, and its tickets all the same', async () => {
    const { repliesPerHour } = shipped.rulebook.routing.policy.storms;
    for (let n = 0; n < repliesPerHour + 5; n += 1)
      await shipped.desk.accept(
        intake(`q${n}`, 'Please update the charge details of Kestrel Gallery', { at: morning }),
      );
    await shipped.desk.settled();
    expect(await said()).toHaveLength(repliesPerHour);
    expect(await store.localItems('backlog', 100)).toHaveLength(repliesPerHour + 5);
  });
});
