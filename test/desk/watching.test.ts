import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nowhere } from '../../src/adapters/local/nowhere.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { driftBy } from '../../src/cli/drift-by.js';
import type { DeskDeps } from '../../src/desk/deps.js';
import { DeliveryError, type Store } from '../../src/desk/ports.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { rulebookOf } from '../authoring/rulebook-of.js';
import { type MadeReport, madeExport } from '../history/made-export.js';
import { intake } from './intakes.js';
import { plainDesk } from './plain-desk.js';
import { plainJudge, plainScribe } from './plain-judge.js';

const hour = 3_600_000;
const week = 7 * 24 * hour;
// A Tuesday.
const noon = Date.UTC(2026, 2, 3, 12);

describe('a desk that watches itself', () => {
  let folder: string;
  let store: Store;
  let desk: Desk;
  let now: number;

  const start = async (more: Partial<DeskDeps> = {}): Promise<void> => {
    desk = await plainDesk(store, more, () => now);
  };
  const selfTest = (text: string, outside = nowhere) => ({ selfTest: { everyMs: hour, text, outside } });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watching-'));
    now = noon;
    store = await openSqliteStore(folder, () => now);
  });

  afterEach(async () => {
    await desk.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('hands itself a report that goes the whole way, and that nobody sees', async () => {
    const told: string[] = [];
    const post = async (key: string) => {
      told.push(key);
      return { id: key, url: null };
    };
    await start(selfTest('outage', { ...nowhere, chat: { ...nowhere.chat, post } }));
    await expect.poll(() => told.some((key) => key.endsWith(':reply'))).toBe(true);
    await desk.settled();
    expect(await store.reports(10)).toEqual([]);
    expect(await store.cases('all', 10)).toEqual([]);
    expect(await store.latestEffects(10)).toEqual([]);
    expect(await store.localItems('chat', 10)).toEqual([]);
    // Nothing waits but the weekly list.
    expect(await store.nextTimerAt()).toBeGreaterThan(now + 6 * 24 * 3_600_000);
    now += 10 * 60_000;
    expect((await desk.health()).problems).toEqual([]);
  });

  it('tests itself once in each stretch of time, however often it is started', async () => {
    await start(selfTest('outage'));
    await desk.settled();
    await desk.stop();
    await start(selfTest('outage'));
    await desk.settled();
    const lines: string[] = [];
    for await (const line of store.dump()) if (line.startsWith('{"table":"reports"')) lines.push(line);
    expect(lines).toHaveLength(1);
  });

  it('takes no report of its own for half of a pattern', async () => {
    await start(selfTest('payment fails'));
    await desk.settled();
    const { id } = await desk.accept(intake('e1', 'payment fails', { at: noon + 60_000 }));
    await desk.settled();
    expect((await store.decision(id))?.decision.class).toBe('non-incident');
  });

  it('is not ready when its own report does not come through', async () => {
    const stuck = async () => {
      throw new DeliveryError('busy', 'no');
    };
    await start(selfTest('outage', { ...nowhere, board: { ...nowhere.board, open: stuck } }));
    now += 5 * 60_000;
    await expect
      .poll(async () => (await desk.health()).blocking)
      .toEqual(["the desk's own report has not come through for 5 minutes"]);
  });

  it('never lets its own report out when a later desk does not test itself', async () => {
    const { id } = await store.addReport(intake('s', 'outage', { synthetic: true }), now);
    await start();
    await desk.settled();
    expect(await store.localItems('chat', 10)).toEqual([]);
    expect((await store.effectsOfReport(id)).map(({ state }) => state)).not.toContain('delivered');
  });

  it('tells that decisions get worse, and does its work all the same', async () => {
    const rulebook = await rulebookOf();
    const source = { kind: 'human', channel: 'gallery-help', user: 'ana' } as const;
    const reports = Array.from({ length: 60 }, (_, n): MadeReport => {
      // Thirty of the weeks before, decided; thirty of the last week, two thirds of them not.
      const at = n < 30 ? noon - 2 * week : noon - hour;
      const report = { id: `r-${n}`, text: 'where is my invoice', source, at, utcOffset: 0 };
      return { report, decided: n < 40 ? 'non-incident' : 'undecided' };
    });
    const lines = await madeExport(reports, rulebook);
    await start({
      drift: (_, at) =>
        driftBy(async function* () {
          yield* lines;
        }, at),
    });
    const told =
      'More reports are left undecided than before: 67 % in seven days, 0 % in the four weeks before. More: triage stats';
    await expect.poll(async () => (await desk.health()).problems).toEqual([told]);
    expect((await desk.health()).blocking).toEqual([]);
  });

  it('is ready though its figures cannot be worked out', async () => {
    let looks = 0;
    const broken = async () => {
      looks += 1;
      throw new Error('broken');
    };
    await start({ drift: broken });
    await expect.poll(() => looks).toBeGreaterThan(3);
    expect((await desk.health()).problems).toEqual([]);
  });

  it('is not ready when nobody can say who is on call, or the calendar is old', async () => {
    await start({ rota: { at: () => Promise.reject(new DeliveryError('busy', 'gone')) } });
    expect((await desk.health()).blocking).toEqual(['the on-call calendar cannot be read (DeliveryError)']);
    desk.useRules({
      judge: plainJudge,
      scribe: plainScribe,
      rota: { at: async () => ['ada'], problem: async () => 'the calendar was last read two days ago' },
    });
    expect((await desk.health()).problems).toEqual(['the calendar was last read two days ago']);
  });

  it('is not ready while something else that it needs is not well', async () => {
    await start({ checks: [async () => null, async () => 'chat is not connected'] });
    expect((await desk.health()).blocking).toEqual(['chat is not connected']);
  });

  describe('and its channels', () => {
    const busyWeeks = async (weeks: readonly number[], perWeek = 6): Promise<void> => {
      for (const back of weeks)
        for (let i = 0; i < perWeek; i++)
          await store.addReport(intake(`w${back}-${i}`, 'thanks'), noon - back * week - i * 60_000 - 1);
    };

    it('says when a usually busy channel has fallen silent', async () => {
      await busyWeeks([1, 2, 3, 4]);
      await start();
      await desk.settled();
      expect((await desk.health()).problems).toEqual([
        '#gallery-help has been silent for 2 hours, in which it usually has 6 reports or more',
      ]);
      await desk.accept(intake('e1', 'thanks'));
      now += 1;
      expect((await desk.health()).problems).toEqual([]);
    });

    it.each([
      ['was quiet in one of the four weeks', [1, 2, 4], 6, 'working'],
      ['never had much to say', [1, 2, 3, 4], 3, 'working'],
      ['has a holiday', [1, 2, 3, 4], 6, 'holiday'],
    ] as const)('says nothing of a channel that %s', async (_, weeks, perWeek, hours) => {
      await busyWeeks(weeks, perWeek);
      await start({ judge: { ...plainJudge, hoursAt: () => hours } });
      await desk.settled();
      expect((await desk.health()).problems).toEqual([]);
    });
  });
});
