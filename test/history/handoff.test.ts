import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handoffTelling } from '../../src/cli/handoff-telling.js';
import {
  type Handoff,
  type History,
  handoffMarkdown,
  handoffMessage,
  handoffOf,
  readHistory,
  statsOf,
} from '../../src/history/index.js';
import { morning, type ShippedDesk } from '../desk/shipped-desk.js';
import { exportOf, type Happening, playWeek } from './scripted-week.js';

const dayMs = 86_400_000;
const day = 24;

const week: readonly Happening[] = [
  { at: 0, as: 'outage', says: 'Checkout is broken for all collectors, nobody can pay' },
  { at: 0.5, to: 'outage', step: { do: 'acknowledge' }, by: 'engineer-payments' },
  { at: 1, to: 'outage', step: { do: 'add-note', text: 'use PayPal meanwhile' } },
  { at: 2, to: 'outage', step: { do: 'resolve' } },
  { at: 3, as: 'unheard', says: 'Nobody can log in, three galleries wrote in the last ten minutes' },
  { at: 4, as: 'upload-1', says: 'Kestrel Gallery cannot upload images to CMS', by: 'ana' },
  { at: 4 + day, as: 'upload-2', says: 'Moss Gallery cannot upload images to CMS', by: 'ben' },
  {
    at: 4 + 3 * day,
    as: 'upload-3',
    says: 'Galerie Pinsker cannot upload images to CMS <!channel> @{ada} `x`',
    by: 'cy',
  },
  { at: 5 + 3 * day, to: 'upload-3', step: { do: 'reclassify', to: 'incident' }, by: 'you' },
];

describe('the hand-off of a week', () => {
  let shipped: ShippedDesk & { idOf(as: string): string };
  let history: History;
  let handoff: Handoff;
  const period = { from: morning - 3_600_000, to: morning + 6 * dayMs };

  beforeAll(async () => {
    shipped = await playWeek(week);
    history = await readHistory(await exportOf(shipped));
    handoff = handoffOf(history, period, terms());
  });
  afterAll(() => shipped.close());

  const terms = () => ({
    directory: shipped.rulebook.routing.directory,
    zone: 'America/New_York',
    vocabulary: shipped.rulebook.vocabulary,
  });
  const caseOf = (as: string) => shipped.idOf(as).replace(/^r-/, 'case-');

  it('lists what was resolved, and what nobody has taken up', () => {
    expect(handoff.resolved.map(({ id }) => id)).toEqual([caseOf('outage')]);
    expect(handoff.waiting.map(({ id }) => id)).toEqual([caseOf('unheard'), caseOf('upload-3')]);
    expect(handoff.open).toEqual([]);
  });

  it('names what is left to do without a ticket', () => {
    expect(handoff.looseEnds.map((end) => [end.case, end.why])).toEqual([
      [caseOf('outage'), 'a way around it is in use, and no ticket is there'],
    ]);
  });

  it('sees what keeps coming back, and offers to open a bug', () => {
    const trend = handoff.trends.find(({ area }) => area === 'cms');
    expect(trend).toMatchObject({ count: 3, days: 3, openBugFrom: caseOf('upload-3') });
  });

  it('tells the corrections with the rules that misled', () => {
    expect(handoff.corrections).toMatchObject([
      { report: shipped.idOf('upload-3'), from: 'non-incident', to: 'incident', by: 'you' },
    ]);
    expect(handoff.noisyRules.length).toBeGreaterThan(0);
  });

  it('shows a case as it stood then, when the period ended before somebody took it up', () => {
    const early = handoffOf(history, { from: period.from, to: morning + 900_000 }, terms());
    expect(early.waiting.map(({ id }) => id)).toEqual([caseOf('outage')]);
    expect(early.resolved).toEqual([]);
  });

  it('says it in words in which nothing of a reporter is markup or a mention', () => {
    const telling = handoffTelling(shipped.rulebook.routing);
    const markdown = handoffMarkdown(handoff, telling);
    expect(markdown).toContain('## Nobody has taken these up (2)');
    expect(markdown).toContain("`Galerie Pinsker cannot upload images to CMS <!channel> @{ada} 'x'`");
    const message = handoffMessage(handoff, telling);
    expect(message).not.toContain('@{ada}');
    expect(message).toContain('open one? triage follow-up');
  });

  it('is counted by figures that the export alone gives again', async () => {
    const by = { zone: 'America/New_York', incidents: 'incidents', responseMs: 1_800_000 };
    const stats = statsOf(history, period, by);
    const rows = (await exportOf(shipped)).map(
      (line) => JSON.parse(line) as { table?: string; row: Record<string, unknown> },
    );
    const of = (table: string) => rows.filter((one) => one.table === table).map(({ row }) => row);
    expect(stats.reports).toBe(of('reports').length);
    const last = new Map(of('decisions').map((row) => [row.report, row.class]));
    for (const { name, count } of stats.classes)
      expect([name, [...last.values()].filter((value) => value === name).length]).toEqual([name, count]);
    const corrections = of('corrections');
    expect(stats.accuracy.uncorrected).toMatchObject({
      count: of('reports').length - corrections.length,
      of: of('reports').length,
    });
    const taken = of('cases')
      .map(
        (row) =>
          JSON.parse(String(row.document)) as { openedAt: number; acknowledged: { at: number } | null },
      )
      .flatMap(({ openedAt, acknowledged }) => (acknowledged === null ? [] : [acknowledged.at - openedAt]));
    expect(stats.toAcknowledge).toMatchObject({ of: 1, median: taken[0] });
    expect(stats.hours.reduce((sum, count) => sum + count, 0)).toBe(stats.reports);
  });
});
