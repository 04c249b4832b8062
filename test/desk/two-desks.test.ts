import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openPostgresStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import type { RunningDeps } from '../../src/desk/deps.js';
import { createEvents } from '../../src/desk/events.js';
import { type Chat, DeliveryError, type Store } from '../../src/desk/ports.js';
import { postHandoff } from '../../src/desk/post-handoff.js';
import { localSettings } from '../../src/desk/settings.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { noTroubles } from '../../src/desk/troubles.js';
import { createDriftWatch } from '../../src/desk/watch-drift.js';
import { type Cluster, havePostgres, startCluster } from '../helpers/postgres.js';
import { intake } from './intakes.js';
import { plainDesk } from './plain-desk.js';
import { plainJudge, plainScribe } from './plain-judge.js';
import { quietLog } from './quiet-log.js';

const pairs = Number(process.env.TRIAGE_PAIRS ?? 20);

describe.runIf(havePostgres('two desks on one PostgreSQL'))('two desks on one PostgreSQL', () => {
  let cluster: Cluster;
  let stores: readonly [Store, Store];
  let desks: readonly [Desk, Desk];
  let ahead = 0;

  const start = (store: Store, name: string): Promise<Desk> =>
    plainDesk(store, {
      settings: { ...localSettings, pollMs: 50, leaseMs: 6_000, callTimeoutMs: 5_000 },
      name,
    });

  beforeAll(async () => {
    cluster = await startCluster();
    const address = await cluster.freshSchema();
    const now = () => Date.now() + ahead;
    // Opened at the same instant: only one of them may make the tables.
    const [one, two] = await Promise.all([
      openPostgresStore(address, { now }),
      openPostgresStore(address, { now }),
    ]);
    stores = [one, two];
    desks = [await start(one, 'one'), await start(two, 'two')];
  });

  afterAll(async () => {
    for (const desk of desks) await desk.stop();
    for (const store of stores) await store.close();
    await cluster.stop();
  });

  it(
    `promote a pattern once, when each is handed one half of it at the same instant (${pairs} times)`,
    async () => {
      const [store] = stores;
      const ids: (readonly [string, string])[] = [];
      for (let pair = 0; pair < pairs; pair++) {
        const at = 1_700_000_000_000 + pair * 3_600_000;
        const text = `part${pair} fails`;
        // Which of the two is the earlier one by its own time changes from pair to pair.
        const [early, late] = pair % 2 === 0 ? [at, at + 1_000] : [at + 1_000, at];
        const [one, two] = await Promise.all([
          desks[0].accept(intake(`a${pair}`, text, { at: early })),
          desks[1].accept(intake(`b${pair}`, text, { at: late })),
        ]);
        ids.push([one.id, two.id]);
      }
      await Promise.all(desks.map((desk) => desk.settled()));
      const announced = (await store.localItems('chat', 10_000)).filter(({ key }) =>
        key.endsWith(':announce'),
      );
      for (const pair of ids) {
        const classes = await Promise.all(pair.map(async (id) => (await store.decision(id))?.decision.class));
        expect(classes).toEqual(['incident', 'incident']);
        const cases = await Promise.all(pair.map(async (id) => (await store.caseOf(id))?.id));
        expect(cases[0]).toBe(cases[1]);
        expect(announced.filter(({ key }) => pair.some((id) => key.startsWith(id)))).toHaveLength(1);
      }
    },
    pairs * 1_000 + 60_000,
  );

  it('escalate what is due at one instant once each', async () => {
    const [store] = stores;
    const ids: string[] = [];
    for (let i = 0; i < 20; i++)
      ids.push((await desks[i % 2]?.accept(intake(`due-${i}`, 'outage')))?.id ?? '');
    await Promise.all(desks.map((desk) => desk.settled()));
    ahead += 31 * 60_000;
    for (const desk of desks) desk.wake();
    const escalated = async (): Promise<readonly string[]> =>
      (await store.localItems('chat', 10_000))
        .filter(({ key }) => key.endsWith(':escalate') && ids.some((id) => key.startsWith(id)))
        .map(({ key }) => key)
        .sort();
    await expect.poll(escalated).toEqual(ids.map((id) => `${id}:escalate`).sort());
    const events = await Promise.all(
      ids.map(async (id) => store.caseEvents((await store.caseOf(id))?.id ?? '')),
    );
    for (const each of events) expect(each.filter(({ what }) => what === 'escalate')).toHaveLength(1);
  });

  it('post the hand-off once when both begin at one instant, and the other one does when the first has ended', async () => {
    const [store, second] = stores;
    let week = 1;
    const said: string[] = [];
    // As slow to show a message as Slack may be: whoever looks at once finds nothing.
    const chat: Chat = {
      ...localChat({ store, now: Date.now }),
      findByKey: async () => null,
      async post(key) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        said.push(key);
        return { id: key, url: null };
      },
    };
    const deps = (at: Store, name: string, more: Partial<RunningDeps> = {}): RunningDeps => ({
      store: at,
      troubles: noTroubles(),
      drifting: createDriftWatch(),
      judge: { ...plainJudge, lastHandOver: () => week },
      handoff: async () => ({ text: 'Hand-off', offers: [], channel: 'incidents' }),
      scribe: plainScribe,
      chat,
      backlog: localBacklog({ store, now: Date.now }),
      board: localBoard({ store, now: Date.now }),
      rota: { at: async () => ['ada'] },
      clock: systemClock,
      random: systemRandom,
      log: quietLog,
      settings: { ...localSettings, leaseMs: 2_000 },
      events: createEvents(quietLog),
      name,
      ...more,
    });
    await postHandoff(deps(store, 'one'));
    for (; week < 10; week++)
      await Promise.all([postHandoff(deps(store, 'one')), postHandoff(deps(second, 'two'))]);
    expect(said).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((each) => `hand-off:${each}`));
    const broken = {
      ...chat,
      async post(): Promise<never> {
        throw new DeliveryError('busy', 'gone');
      },
    };
    week = 10;
    await postHandoff(deps(store, 'one', { chat: broken }));
    await postHandoff(deps(second, 'two'));
    expect(said).toHaveLength(8);
    ahead += 7_000;
    await postHandoff(deps(second, 'two'));
    expect(said.at(-1)).toBe('hand-off:10');
  });

  it('know an event that was delivered to both', async () => {
    const answers = await Promise.all(desks.map((desk) => desk.accept(intake('twice', 'outage'))));
    expect(answers.map(({ accepted }) => accepted).sort()).toEqual(['known', 'new']);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('acknowledge nothing while the database is away, and go on when it is back', async () => {
    await cluster.kill();
    await expect(desks[0].accept(intake('away', 'outage'))).rejects.toThrow();
    expect((await desks[0].health()).problems).toEqual([expect.stringMatching(/the store does not answer/)]);
    await cluster.start();
    await expect.poll(() => desks[0].accept(intake('away', 'outage')).catch(() => null)).not.toBeNull();
    const { id } = await desks[1].accept(intake('away', 'outage'));
    const [store] = stores;
    await expect
      .poll(async () => (await store.effectsOfReport(id).catch(() => [])).map(({ state }) => state))
      .toEqual(['delivered', 'delivered', 'delivered']);
  });
});
