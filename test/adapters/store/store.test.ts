import { beforeEach, expect, it } from 'vitest';
import { RefusedValue } from '../../../src/desk/ports.js';
import type { Claim, ClaimTerms, Store } from '../../../src/desk/records.js';
import type { Effect } from '../../../src/router/index.js';
import { intake } from '../../desk/intakes.js';
import { onEachStore } from './each-store.js';

const none = { chat: 0, backlog: 0, board: 0 };
const terms: ClaimTerms = {
  by: 'a',
  ports: ['chat', 'backlog', 'board'],
  leaseMs: 1_000,
  settleMs: none,
  paceMs: none,
  except: [],
};

const effect = (key: string, more: Partial<Effect> = {}): Effect => ({
  key,
  kind: 'reply',
  destination: { kind: 'thread' },
  template: 'reply',
  mentions: [],
  after: [],
  ...more,
});

onEachStore('the store', (kind) => {
  let store: Store;
  let now: number;

  beforeEach(async () => {
    now = 1_000_000;
    store = await kind.fresh(() => now);
  });

  const plan = async (report: string, ...effects: readonly Effect[]): Promise<void> =>
    store.addPlan({ report, route: 'any', effects }, null, 1, now, ({ kind: of }) => ({
      port: of === 'file-ticket' ? 'backlog' : 'chat',
      lane: of === 'file-ticket' ? 'backlog' : '#any',
    }));
  const claim = (more: Partial<ClaimTerms> = {}): Promise<Claim | null> =>
    store.transaction((records) => records.claimEffect({ ...terms, ...more }, now));
  const claimed = async (more: Partial<ClaimTerms> = {}): Promise<Claim> => {
    const made = await claim(more);
    if (made === null) throw new Error('nothing to claim');
    return made;
  };
  const accept = async (event: string, text = 'any'): Promise<string> =>
    (await store.addReport(intake(event, text), now)).id;

  it('finds the reports that are answered below a message', async () => {
    const anchor = { id: 'C1:1.000001', url: null };
    const first = await store.addReport({ ...intake('form', 'one'), anchor }, now);
    const second = await store.addReport({ ...intake('answer', 'two'), anchor }, now);
    const below = (await store.reportsBelow('C1:1.000001')).map(({ report }) => report.id);
    expect(below).toEqual([first.id, second.id]);
    expect(await store.reportsBelow('C1:1.000002')).toEqual([]);
  });

  it('finds what was heard in one place since a time, and nothing of a place whose name begins alike', async () => {
    await accept('slack:C1:1.000001');
    now += 1_000;
    for (const event of ['slack:C1:2.000001', 'slack:C12:2.000001', 'slack:c1:2.000001', 'slack:C_:9'])
      await accept(event);
    const heard = async (event: string, since: number) =>
      (await store.reportsHeard(event, since)).map((stored) => stored.event);
    expect(await heard('slack:C1:', now)).toEqual(['slack:C1:2.000001']);
    expect(await heard('slack:C1:', 0)).toEqual(['slack:C1:1.000001', 'slack:C1:2.000001']);
    expect(await heard('slack:C_', 0)).toEqual(['slack:C_:9']);
  });

  it('keeps a report once per event, under one id', async () => {
    const first = await store.addReport(intake('e1', 'one'), now);
    const second = await store.addReport(intake('e1', 'one again'), now);
    expect(second).toEqual({ id: first.id, accepted: 'known' });
    expect((await store.report(first.id))?.report.text).toBe('one');
    expect(await store.reports(10)).toHaveLength(1);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a lone surrogate', 'a\uD800b'],
    ['an emoji', 'a😀b'],
    ['control characters', '\u0001\u001b\r\n\t'],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['quotes and backslashes', `'"\\`],
    ['nothing', ''],
  ])('gives a text with %s back as it was', async (_, text) => {
    const id = await accept('e1', text);
    expect((await store.report(id))?.report.text).toBe(text);
  });

  it('keeps every kind of value of a report, and takes odd ones in names', async () => {
    const odd = intake('e\u0000\uD800', 'x', {
      source: { kind: 'automated', channel: 'a\u0000b', user: '\uDC00' },
      at: Number.MAX_SAFE_INTEGER,
      utcOffset: -330,
      partner: 'Gäll&ry',
      anchor: { id: '1', url: 'https://example.com/1' },
      private: true,
      synthetic: true,
    });
    const { id } = await store.addReport(odd, now);
    expect(await store.report(id)).toMatchObject({
      report: { at: Number.MAX_SAFE_INTEGER, utcOffset: -330, partner: 'Gäll&ry', source: odd.source },
      anchor: odd.anchor,
      private: true,
      synthetic: true,
      state: 'stored',
      editedAt: null,
    });
    expect((await store.reportByEvent(odd.event))?.report.id).toBe(id);
  });

  it('keeps the words of an old report while something about it is on its way', async () => {
    const id = await accept('e1');
    await store.markDecided(id);
    await plan(id, effect('x'));
    expect(await store.reportsBefore(now + 1, 10)).toEqual([]);
    const made = await claimed();
    expect(await store.reportsBefore(now + 1, 10)).toEqual([]);
    await store.transaction((records) => records.recordDelivery(made, { id: 'm', url: null }, 'a', 1, now));
    expect(await store.reportsBefore(now + 1, 10)).toEqual([id]);
    expect(await store.reportsBefore(now, 10)).toEqual([]);
  });

  it.each([
    ['NaN', Number.NaN],
    ['a fraction', 1.5],
    ['infinity', Number.POSITIVE_INFINITY],
    ['an object', {}],
    ['a Date', new Date(0)],
    ['a bigint that is too large', 2n ** 60n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['bytes', new Uint8Array(1)],
  ])('refuses %s instead of storing something else', async (_, value) => {
    await expect(store.setWatermark('any', value as number)).rejects.toThrow(TypeError);
  });

  it('refuses a value that is not there', async () => {
    await expect(store.setSetting('name', undefined as unknown as string)).rejects.toThrow();
    expect(await store.setting('name')).toBeNull();
  });

  it.each([
    ['true', true, 1],
    ['false', false, 0],
    ['a bigint', 12n, 12],
    ['a whole number', 2 ** 53 - 1, 2 ** 53 - 1],
    ['a negative number', -1, -1],
  ])('takes %s', async (_, value, kept) => {
    await store.setWatermark('any', value as number);
    expect(await store.watermark('any')).toBe(kept);
  });

  it('undoes everything when a transaction fails', async () => {
    const failing = store.transaction(async (records) => {
      await records.addReport(intake('e1', 'one'), now);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store.reports(10)).toEqual([]);
  });

  it('gives undecided reports in the order of their arrival', async () => {
    const first = await accept('e1');
    const second = await accept('e2');
    expect((await store.nextUndecided())?.report.id).toBe(first);
    await store.markDecided(first);
    expect((await store.nextUndecided())?.report.id).toBe(second);
    await store.markUndecidable(second, 'Error', true);
    expect(await store.nextUndecided()).toBeNull();
    expect(await store.facts()).toMatchObject({ undecided: 0, stuck: 1 });
  });

  it('takes a later edit, and not an earlier one that comes late', async () => {
    const id = await accept('e1', 'first');
    expect(await store.amendReport(id, 'third', 30)).toBe(true);
    expect(await store.amendReport(id, 'second', 20)).toBe(false);
    expect(await store.amendReport(id, 'third', 40)).toBe(false);
    expect(await store.report(id)).toMatchObject({ report: { text: 'third' }, editedAt: 40 });
  });

  it('keeps what was added below when the words above it change, and lets go of it with them', async () => {
    const id = await accept('e1', 'first');
    expect(await store.addToReport(id, 'more\nof it')).toBe(true);
    expect(await store.addToReport(id, 'last')).toBe(true);
    expect(await store.addToReport(id, 'more\nof it')).toBe(false);
    expect(await store.amendReport(id, 'second', 20)).toBe(true);
    expect(await store.report(id)).toMatchObject({
      report: { text: 'second\nmore\nof it\nlast' },
      added: ['more\nof it', 'last'],
    });
    expect(await store.amendReport(id, 'second', 30)).toBe(false);
    expect(await store.amendReport(id, 'over', 40, 'dropped')).toBe(true);
    expect(await store.report(id)).toMatchObject({ report: { text: 'over' }, added: [] });
    await store.addToReport(id, 'personal');
    await store.eraseReport(id, now);
    expect(await store.report(id)).toMatchObject({ report: { text: '' }, added: [] });
    expect(await store.addToReport(id, 'late')).toBe(false);
  });

  it('does not accept an event that was deleted before it arrived', async () => {
    await store.addTombstone('e1', now);
    expect((await store.addReport(intake('e1', 'late'), now)).accepted).toBe('known');
    expect(await store.nextUndecided()).toBeNull();
  });

  it('finds what shares a topic within the time, oldest first', async () => {
    for (const [event, at, topics] of [
      ['e1', 100, ['a']],
      ['e2', 200, ['b']],
      ['e3', 150, ['a', 'b']],
      ['e4', 999, ['a']],
    ] as const) {
      const id = await accept(event);
      const seen = {
        id,
        at,
        user: event,
        partners: [],
        functions: [...topics],
        critical: [],
        complains: true,
        area: null,
        class: 'none',
        open: true,
      } as const;
      await store.remember(seen, topics);
    }
    const window = await store.window(['a', 'b'], 100, 200);
    expect(window.map(({ user }) => user)).toEqual(['e1', 'e3', 'e2']);
    expect(await store.window([], 0, 9_999)).toEqual([]);
  });

  it('lets one claim at a time deliver an effect', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    const mine = await claimed();
    expect(mine).toMatchObject({ by: 'a', lookFirst: false });
    expect(await claim({ by: 'b' })).toBeNull();
    expect(await store.holds(mine, 900)).toBe('held');
    expect(await store.holds(mine, 1_100)).toBe('lost');
  });

  it('lets another take over when the lease and the settling time are over, to look first', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    const lost = await claimed({ settleMs: { ...none, chat: 500 } });
    now += 1_400;
    expect(await claim({ by: 'b' })).toBeNull();
    now += 100;
    const taken = await claimed({ by: 'b' });
    expect(taken.lookFirst).toBe(true);
    expect(await store.holds(lost, 0)).toBe('lost');
    expect(await store.recordDelivery(lost, { id: 'x', url: null }, null, 1, now)).toBe('lost');
    expect(await store.recordDelivery(taken, { id: 'y', url: null }, 'd', 1, now)).toBe('recorded');
    expect((await store.effect('k1'))?.ref?.id).toBe('y');
  });

  it('frees what waits only when all it needs is delivered', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'), effect('k2'), effect('k3', { after: ['k1', 'k2'] }));
    for (const key of ['k1', 'k2']) {
      const mine = await claimed();
      expect(mine.effect.effect.key).toBe(key);
      await store.recordDelivery(mine, { id: key, url: null }, 'd', 1, now);
    }
    expect((await claim())?.effect.effect.key).toBe('k3');
  });

  it('stops waiting when patience is over', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1', { kind: 'file-ticket' }), effect('k2', { after: ['k1'], patienceMs: 100 }));
    expect(await claim({ ports: ['chat'] })).toBeNull();
    now += 100;
    expect((await claim({ ports: ['chat'] }))?.effect.effect.key).toBe('k2');
  });

  it('waits for the time an effect must not start before', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1', { notBefore: now + 50 }));
    expect(await claim()).toBeNull();
    expect(await store.nextEffectAt(['chat'])).toBe(now + 50);
    now += 50;
    expect(await claim()).not.toBeNull();
  });

  it('keeps the pace of a lane', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'), effect('k2'));
    const pace = { paceMs: { ...none, chat: 1_000 } };
    expect(await claim(pace)).not.toBeNull();
    expect(await claim(pace)).toBeNull();
    expect(await store.nextEffectAt(['chat'])).toBe(now + 1_000);
    now += 1_000;
    expect((await claim(pace))?.effect.effect.key).toBe('k2');
  });

  it('leaves a closed lane alone', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    expect(await store.laneFailed('#any')).toBe(1);
    expect(await store.laneFailed('#any')).toBe(2);
    await store.closeLane('#any', now + 10);
    expect(await claim()).toBeNull();
    await store.laneWorked('#any');
    expect(await store.laneFailed('#any')).toBe(1);
  });

  it('plans the same effect once, with the latest words', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    await plan(id, effect('k1', { template: 'other' }));
    const [only, ...others] = await store.effectsOfReport(id);
    expect(others).toEqual([]);
    expect(only?.effect.template).toBe('other');
  });

  it('makes many changes of the facts one edit', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    const first = await claimed();
    await store.recordDelivery(first, { id: 'm', url: null }, 'd', first.effect.desired, now);
    await store.touchReport(id, now);
    await store.touchReport(id, now + 5);
    const edit = await claimed();
    await store.recordDelivery(edit, { id: 'm', url: null }, 'e', edit.effect.desired, now);
    expect(await claim()).toBeNull();
  });

  it('says again what changed while it was being said', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    const first = await claimed();
    await store.touchReport(id, now);
    await store.recordDelivery(first, { id: 'm', url: null }, 'd', first.effect.desired, now);
    expect((await claimed()).effect).toMatchObject({ state: 'delivered', shown: 1, desired: 2 });
  });

  it('parks, shows and retries', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    await store.recordSetback(await claimed(), {
      dueAt: null,
      state: 'parked',
      ambiguous: false,
      error: 'refused',
    });
    expect(await claim()).toBeNull();
    expect((await store.parkedEffects()).map((each) => each.effect.key)).toEqual(['k1']);
    expect(await store.retryEffect('k1', now)).toBe(true);
    expect(await store.retryEffect('k1', now)).toBe(false);
    expect(await claim()).not.toBeNull();
  });

  it('looks first after an unknown end, and not after a known one', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    const setback = { dueAt: now, state: 'pending', error: 'x' } as const;
    await store.recordSetback(await claimed(), { ...setback, ambiguous: false });
    const second = await claimed();
    expect(second.lookFirst).toBe(false);
    await store.recordSetback(second, { ...setback, ambiguous: true });
    expect((await claimed()).lookFirst).toBe(true);
  });

  it('tells when what was cancelled was delivered all the same', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    const mine = await claimed();
    expect(await store.cancelEffects(id, [])).toEqual([]);
    await store.takeBackEffects(id, now);
    expect(await store.holds(mine, 0)).toBe('unwanted');
    expect(await store.recordDelivery(mine, { id: 'm', url: null }, 'd', 1, now)).toBe('unwanted');
    const back = await claimed();
    expect(back.effect).toMatchObject({ state: 'cancelled', ref: { id: 'm' } });
    await store.endEffect(back, 'withdrawn');
    expect(await claim()).toBeNull();
  });

  it('makes what was dropped before it was begun, once it is planned again', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1', { kind: 'file-ticket' }), effect('k2', { after: ['k1'] }));
    const failed = await claimed();
    await store.recordSetback(failed, { dueAt: null, state: 'parked', ambiguous: false, error: 'no' });
    expect([...(await store.cancelEffects(id, []))].sort()).toEqual(['k1', 'k2']);
    now += 50_000;
    await plan(
      id,
      effect('k1', { kind: 'file-ticket', notBefore: now + 500 }),
      effect('k2', { after: ['k1'] }),
    );
    expect(await store.effect('k1')).toMatchObject({
      state: 'pending',
      attempts: 0,
      error: null,
      createdAt: now,
      dueAt: now + 500,
    });
    expect(await claim()).toBeNull();
    now += 500;
    const ticket = await claimed();
    expect(ticket.effect.effect.key).toBe('k1');
    await store.recordDelivery(ticket, { id: 't', url: null }, null, 1, now);
    expect((await claimed()).effect).toMatchObject({ state: 'pending', effect: { key: 'k2' } });
  });

  it('does not make again what was taken back, what may have been done, or what is about erased words', async () => {
    const id = await accept('e1');
    await plan(id, effect('done'), effect('begun'), effect('waits', { notBefore: now + 9_000 }));
    await store.recordDelivery(await claimed(), { id: 'm', url: null }, 'd', 1, now);
    const begun = await claimed();
    await store.recordSetback(begun, { dueAt: now, state: 'pending', ambiguous: true, error: 'no' });
    const planAgain = () => plan(id, effect('done'), effect('begun'), effect('waits'));
    const states = async () =>
      Object.fromEntries(
        (await store.effectsOfReport(id)).map(({ effect: { key }, state }) => [key, state] as const),
      );
    await store.takeBackEffects(id, now);
    await store.eraseReport(id, now);
    await planAgain();
    const all = { done: 'cancelled', begun: 'cancelled', waits: 'cancelled' };
    expect(await states()).toEqual(all);
    await store.endEffect(await claimed(), 'withdrawn');
    await store.endEffect(await claimed(), 'cancelled');
    await planAgain();
    expect(await states()).toEqual({ ...all, done: 'withdrawn' });
    expect(await claim()).toBeNull();
  });

  it('leaves to be taken back what was cancelled after it may have been done, though its report is there', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'), effect('k2'));
    await store.recordDelivery(await claimed(), { id: 'm', url: null }, 'd', 1, now);
    await claimed();
    await store.takeBackEffects(id, now);
    await plan(id, effect('k1'), effect('k2'));
    expect(await store.effectsOfReport(id)).toMatchObject([{ state: 'cancelled' }, { state: 'cancelled' }]);
  });

  it('gives claims of a dead desk free at once where it was alone', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    await claimed({ leaseMs: 60_000, settleMs: { ...none, chat: 100 } });
    expect(await store.releaseClaims(now)).toBe(1);
    expect(await claim()).toBeNull();
    now += 100;
    expect((await claimed()).lookFirst).toBe(true);
  });

  it('waits for what a dead desk has begun to show, even when it is planned anew or set free', async () => {
    const id = await accept('e1');
    await plan(id, effect('k0'), effect('k1', { after: ['k0'], patienceMs: 10 }));
    now += 10;
    await claimed({ except: ['k0'], leaseMs: 60_000, settleMs: { ...none, chat: 1_000 } });
    await store.releaseClaims(now);
    await plan(id, effect('k1', { template: 'other' }));
    expect(await claim({ except: ['k0'] })).toBeNull();
    await store.recordDelivery(await claimed(), { id: 'm', url: null }, 'd', 1, now);
    expect(await claim()).toBeNull();
    now += 1_000;
    expect(await claimed()).toMatchObject({
      lookFirst: true,
      effect: { effect: { key: 'k1' } },
    });
  });

  it('looks first for what lay due for long: the store may be a restored copy', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'));
    now += 61_000;
    expect((await claimed()).lookFirst).toBe(true);
  });

  it('puts off a timer', async () => {
    await store.setTimer({ key: 't1', kind: 'any', dueAt: now, subject: 'any' });
    await store.postponeTimer('t1', now + 10);
    expect(await store.takeTimer(now)).toBeNull();
    expect(await store.nextTimerAt()).toBe(now + 10);
  });

  it('says of a value that it will never take it', async () => {
    const failing = store.transaction((records) => records.setWatermark('any', 0.5));
    await expect(failing).rejects.toThrow(RefusedValue);
    const unknown = store.transaction((records) => records.linkReport('case-unknown', 'r-unknown'));
    await expect(unknown).rejects.toThrow(RefusedValue);
  });

  it('keeps times whole, and refuses one that is no time', async () => {
    const { id } = await store.addReport(intake('e1', 'any', { at: 12.7 }), now);
    expect((await store.report(id))?.report.at).toBe(13);
    await expect(store.addReport(intake('e2', 'any', { at: Number.NaN }), now)).rejects.toThrow(TypeError);
  });

  it('fires a timer once, and never again under its key', async () => {
    const timer = { key: 't1', kind: 'escalate', dueAt: now + 10, subject: 'case-1' };
    await store.setTimer(timer);
    expect(await store.takeTimer(now)).toBeNull();
    now += 10;
    expect(await store.takeTimer(now)).toEqual(timer);
    await store.setTimer(timer);
    expect(await store.takeTimer(now)).toBeNull();
    expect(await store.nextTimerAt()).toBeNull();
  });

  it('keeps cases with their reports and their history', async () => {
    const [first, second] = [await accept('e1'), await accept('e2')];
    const record = {
      id: 'case-1',
      status: 'open',
      class: 'incident',
      area: null,
      severity: null,
      reports: [first],
      openedAt: now,
      acknowledged: null,
      resolved: null,
      decidedBy: null,
      ticket: null,
      card: null,
    } as const;
    await store.addCase(record);
    await store.linkReport('case-1', second);
    await store.addCaseEvent('case-1', { at: now, what: 'opened', by: 'desk' });
    expect(await store.caseOf(second)).toEqual(record);
    expect(await store.cases('open', 10)).toEqual([record]);
    await store.saveCase({ ...record, status: 'resolved' });
    expect(await store.cases('open', 10)).toEqual([]);
    expect(await store.caseEvents('case-1')).toEqual([{ at: now, what: 'opened', by: 'desk' }]);
  });

  it('moves a watermark forwards only', async () => {
    await store.setWatermark('incidents', 20);
    await store.setWatermark('incidents', 10);
    expect(await store.watermark('incidents')).toBe(20);
    expect(await store.watermark('alerts')).toBeNull();
  });

  it('keeps one local thing per key', async () => {
    const item = { key: 'k1', port: 'chat', ref: 'm1', body: '{}', at: now } as const;
    await store.addLocal(item);
    expect((await store.addLocal({ ...item, ref: 'm2' })).ref).toBe('m1');
    await store.changeLocal('m1', { at: now, withdrawn: true });
    expect(await store.localItems('chat', 10)).toEqual([{ ...item, editedAt: now, withdrawn: true }]);
  });

  it('knows since when the oldest effect is late: tries that failed count, what is held back does not', async () => {
    const id = await accept('e1');
    await plan(id, effect('held', { notBefore: now + 5_000 }), effect('k1'));
    const failed = await claimed();
    await store.recordSetback(failed, {
      dueAt: now + 9_000,
      state: 'pending',
      ambiguous: false,
      error: 'no',
    });
    const planned = now;
    now += 1_000;
    expect(await store.facts()).toMatchObject({ due: 1, oldestUndelivered: planned });
    await store.cancelEffects(id, ['held']);
    expect(await store.facts()).toMatchObject({ due: 0, oldestUndelivered: null });
    now += 5_000;
    expect(await store.facts()).toMatchObject({ due: 1, oldestUndelivered: planned + 5_000 });
  });

  it('ends waits earlier when the clock was set back, but not those for a moment', async () => {
    const id = await accept('e1');
    await plan(id, effect('held', { notBefore: now + 5_000 }), effect('k1'));
    const failed = await claimed();
    await store.recordSetback(failed, { dueAt: now + 900, state: 'pending', ambiguous: false, error: 'no' });
    await store.closeLane('#any', now + 800);
    await store.setTimer({ key: 't', kind: 'any', dueAt: now + 700, subject: 'any' });
    now -= 10_000;
    await store.pullForward(10_000, now);
    now += 950;
    expect((await claimed()).effect.effect.key).toBe('k1');
    expect(await claim()).toBeNull();
    expect(await store.nextTimerAt()).toBe(now - 250);
  });

  it('takes nothing over that it is asked to leave alone', async () => {
    const id = await accept('e1');
    await plan(id, effect('k1'), effect('k2'));
    expect((await claimed({ except: ['k1'] })).effect.effect.key).toBe('k2');
    expect(await claim({ except: ['k1', 'k2'] })).toBeNull();
  });

  it('counts reports by channel, without those of the desk itself', async () => {
    await accept('e1');
    await store.addReport(intake('e2', 'any', { synthetic: true }), now);
    await store.addReport(intake('e3', 'any'), now + 10);
    expect([...(await store.countByChannel(now, now + 10))]).toEqual([['gallery-help', 1]]);
  });
});
