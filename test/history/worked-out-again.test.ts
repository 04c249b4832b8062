import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statsVerb } from '../../src/cli/stats.js';
import { incidentsChannel } from '../../src/router/index.js';
import { morning } from '../desk/shipped-desk.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';
import { type MadeReport, madeExport } from './made-export.js';
import { exportOf, type Happening, playWeek } from './scripted-week.js';
import { workedOutAgain } from './worked-out-again.js';

const day = 24;
const dayMs = 86_400_000;

const week: readonly Happening[] = [
  { at: 0, as: 'outage', says: 'Checkout is broken for all collectors, nobody can pay', in: 'incidents' },
  { at: 0.4, to: 'outage', step: { do: 'acknowledge' }, by: 'engineer-payments' },
  { at: 2, to: 'outage', step: { do: 'resolve' } },
  { at: 3, as: 'unheard', says: 'Nobody can log in, three galleries wrote in the last ten minutes' },
  { at: 3.1, as: 'claim', says: 'Moss Gallery wants its charge details updated', in: 'incidents' },
  { at: 4, as: 'upload-1', says: 'Kestrel Gallery cannot upload images to CMS', partner: 'Kestrel Gallery' },
  { at: 4 + day, as: 'upload-2', says: 'Moss Gallery cannot upload images to CMS', partner: 'Moss Gallery' },
  { at: 5 + day, to: 'upload-2', step: { do: 'reclassify', to: 'incident' }, by: 'you' },
  { at: 7 + day, to: 'upload-2', step: { do: 'acknowledge' }, by: 'you' },
  { at: 8 + day, as: 'thanks', says: 'Thanks everybody, have a nice weekend' },
];

/** Earlier weeks: the desk was right, and sure; then it was neither. */
const before: readonly MadeReport[] = Array.from({ length: 150 }, (_, index) => {
  const isLate = index >= 60;
  const at = morning - (isLate ? 1 : 9 + (index % 20)) * dayMs + index * 60_000;
  const source = { kind: 'human', channel: 'gallery-help', user: `u${index % 9}` } as const;
  const said = index % 2 === 0 ? [{ to: isLate ? 'none' : 'non-incident', sample: '2026-W10' } as const] : [];
  return {
    report: { id: `r-before-${index}`, text: 'where is my invoice?', source, at, utcOffset: -300 },
    words: index % 7 === 0 ? [{ to: 'incident' } as const, ...said] : said,
    confidence: [0.3, 0.55, 0.7, 0.85, 0.95][index % 5] ?? 1,
    decided: isLate && index % 3 === 0 ? 'undecided' : 'non-incident',
  };
});

describe('every number of triage stats', () => {
  let shipped: Awaited<ReturnType<typeof playWeek>>;
  let lines: readonly string[];
  let folder: string;

  beforeAll(async () => {
    shipped = await playWeek(week);
    const answer = { report: shipped.idOf('thanks'), week: '2026-W11', answer: 'none' } as const;
    await shipped.desk.answerSample(answer, 'you');
    const [, ...earlier] = await madeExport(before, shipped.rulebook);
    lines = [...(await exportOf(shipped)), ...earlier];
    folder = mkdtempSync(join(tmpdir(), 'stats-'));
    writeFileSync(join(folder, 'export.jsonl'), lines.join('\n'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await shipped.close();
  });

  it.each([
    ['of the last eight weeks', {}],
    ['of some days', { from: '2026-03-01', to: '2026-03-10T12:30' }],
    ['of a time in which nothing happened', { from: '2025-01-01', to: '2025-01-20' }],
  ])('%s can be worked out from the export by anybody', async (_, period) => {
    const terminal = { ...fakeTerminal(), now: () => morning + 3 * dayMs };
    await statsVerb({ ...period, history: join(folder, 'export.jsonl'), json: true }, terminal);
    const told = JSON.parse(terminal.results.join('')) as {
      readonly period: { readonly from: number; readonly to: number };
      readonly alarms: readonly object[];
    };
    const { policy } = shipped.rulebook.routing;
    const again = workedOutAgain(lines, told.period, {
      zone: policy.zone,
      incidents: incidentsChannel(policy),
      responseMs: policy.responseMs,
    });
    const figures = {
      ...told,
      alarms: told.alarms.map(({ sentence: _, ...figures }: { sentence?: string }) => figures),
    };
    expect(rounded(figures)).toEqual(rounded(again));
  });

  it('is there: cases, alarms, samples and every class of confidence', async () => {
    const again = workedOutAgain(
      lines,
      { from: morning - 56 * dayMs, to: morning + 3 * dayMs },
      { zone: 'America/New_York', incidents: 'incidents', responseMs: 1_800_000 },
    ) as {
      readonly alarms: readonly { readonly figure: string }[];
      readonly toResolve: { readonly of: number };
      readonly accuracy: { readonly reliability: readonly { readonly right: { readonly of: number } }[] };
    };
    expect(again.alarms.map(({ figure }) => figure)).toEqual(
      expect.arrayContaining(['undecided', 'sampled']),
    );
    expect(again.toResolve.of).toBeGreaterThan(0);
    expect(again.accuracy.reliability.every(({ right }) => right.of > 0)).toBe(true);
  });
});

/** Two ways of working a number out may differ in its last digits. */
function rounded(value: object): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, held: unknown) => (typeof held === 'number' ? Number(held.toFixed(9)) : held)),
  );
}
