import { beforeAll, describe, expect, it } from 'vitest';
import { compareHistory } from '../../src/cli/history-diff.js';
import {
  accuracyOf,
  driftOf,
  growingWords,
  HistoryError,
  readHistory,
  sampleOf,
  sampleSize,
  shareOf,
  weekAt,
} from '../../src/history/index.js';
import type { Rulebook } from '../../src/rulebook/index.js';
import { rulebookOf } from '../authoring/rulebook-of.js';
import { type MadeReport, madeExport } from './made-export.js';

const at = Date.UTC(2026, 2, 10, 14);
const dayMs = 86_400_000;

function made(id: number, text: string, when: number, more: Partial<MadeReport> = {}): MadeReport {
  const source = { kind: 'human', channel: 'gallery-help', user: `u${id % 7}` } as const;
  return { report: { id: `r-${id}`, text, source, at: when, utcOffset: 0 }, ...more };
}

describe('figures out of an export', () => {
  let rulebook: Rulebook;
  beforeAll(async () => {
    rulebook = await rulebookOf();
  });
  const historyOf = async (reports: readonly MadeReport[]) =>
    readHistory(await madeExport(reports, rulebook));

  it('tell a share with the range of Wilson', () => {
    const { low, high } = shareOf(8, 10);
    expect([low?.toFixed(3), high?.toFixed(3)]).toEqual(['0.490', '0.943']);
    expect(shareOf(0, 0).share).toBeNull();
  });

  it('keep what nobody corrected apart from what people said when they were asked', async () => {
    const history = await historyOf([
      made(1, 'where is my invoice?', at),
      made(2, 'where is my invoice?', at, { words: [{ to: 'incident' }] }),
      made(3, 'where is my invoice?', at, { words: [{ to: 'non-incident', sample: '2026-W11' }] }),
      made(4, 'where is my invoice?', at, { words: [{ to: 'none', sample: '2026-W11' }] }),
    ]);
    const { uncorrected, sampled, missed, reliability } = accuracyOf(history.reports);
    expect(uncorrected).toMatchObject({ count: 2, of: 4 });
    expect(sampled).toMatchObject({ count: 1, of: 2 });
    expect(missed).toMatchObject({ count: 1, of: 1 });
    expect(reliability.reduce((sum, { right }) => sum + right.of, 0)).toBe(2);
  });

  it('ask each week about the same ten decisions, and about none that was noticed to be wrong', async () => {
    const reports = Array.from({ length: 40 }, (_, id) =>
      made(id, 'where is my invoice?', at, id === 3 ? { words: [{ to: 'incident' }] } : {}),
    );
    const week = weekAt(at, 'America/New_York');
    const sample = sampleOf(await historyOf(reports), week);
    expect(sample.week).toBe('2026-W11');
    expect(sample.asked).toHaveLength(sampleSize);
    expect(sample.asked.map(({ report }) => report)).not.toContain('r-3');
    expect(sampleOf(await historyOf(reports), week)).toEqual(sample);
  });

  it('raise an alarm when more is undecided than before, and none for what may be chance', async () => {
    const many = (from: number, count: number, undecided: number) =>
      Array.from({ length: count }, (_, index) =>
        made(
          from + index,
          'where is my invoice?',
          at - (from === 0 ? 2 : 14) * dayMs,
          index < undecided ? { decided: 'undecided' } : {},
        ),
      );
    const worse = await historyOf([...many(0, 40, 20), ...many(100, 100, 5)]);
    expect(driftOf(worse, at).map(({ figure }) => figure)).toEqual(['undecided']);
    const same = await historyOf([...many(0, 40, 3), ...many(100, 100, 5)]);
    expect(driftOf(same, at)).toEqual([]);
  });

  it('name words that grow and that no concept covers', async () => {
    const history = await historyOf([
      ...Array.from({ length: 30 }, (_, id) => made(id, 'where is my invoice today', at - 20 * dayMs)),
      ...Array.from({ length: 5 }, (_, id) =>
        made(100 + id, 'the viewroom invoice is odd today', at - dayMs),
      ),
    ]);
    const words = growingWords(history, at, rulebook.vocabulary).map(({ word }) => word);
    expect(words).toContain('viewroom');
    expect(words).not.toContain('invoice');
    expect(words).not.toContain('today');
  });

  it('are read from older exports, and not from what is none', async () => {
    const row = (table: string, fields: object) => JSON.stringify({ table, row: fields });
    const document = JSON.stringify({ text: 'x', source: { kind: 'human', channel: 'c', user: 'u' }, at });
    const { reports } = await readHistory([
      JSON.stringify({ format: 'triage-desk', tables: [] }),
      row('reports', { seq: 1, id: 'r-1', document, received_at: at, state: 'decided' }),
      row('decisions', {
        report: 'r-1',
        revision: 1,
        cause: 'arrival',
        at,
        class: 'none',
        rulebook: 'old',
        document: '{}',
      }),
      row('of-a-later-version', { a: 1 }),
    ]);
    expect(reports[0]?.decisions[0]?.decision).toMatchObject({ class: 'none', rulebook: 'old', firings: [] });
    await expect(readHistory(['{}'])).rejects.toThrow(HistoryError);
    await expect(readHistory([JSON.stringify({ format: 'triage-desk' }), 'nonsense'])).rejects.toThrow(
      'line 2',
    );
  });
});

describe('another rulebook over the past', () => {
  it('flips what it would have decided otherwise, reports seen together, the dearest first', async () => {
    const before = await rulebookOf();
    const rules = (weight: number) => ({
      'non-incident.yaml': `rules:
  - id: invoice-question
    why: Questions about invoices can wait for the next working day.
    weight: ${weight}
    when: { mentions: invoice }
    examples: [where is my invoice?]
    near-misses: [where is my parcel?]
`,
      'incident.yaml': `rules:
  - id: payments-failing-for-many
    why: Payments fail for more than one person.
    weight: 3
    when: { near: { concepts: [payment, failing], within: 8 words }, scope: [many, all] }
    examples: [payments are failing for everyone]
    near-misses: [the payment of one collector is failing]
`,
    });
    const after = await rulebookOf(rules(0.1));
    const minute = 60_000;
    const together = (id: number, when: number, partner: string): MadeReport => {
      const one = made(id, 'login is broken for them', when);
      return { report: { ...one.report, partner } };
    };
    const history = await readHistory(
      await madeExport(
        [
          made(1, 'where is my invoice?', at),
          together(2, at + minute, 'Gallery A'),
          together(3, at + 2 * minute, 'Galerie B'),
        ],
        before,
      ),
    );
    const comparison = await compareHistory(history, { from: 0, to: at + dayMs }, before, after);
    expect(comparison.changes.map(({ kind, given: { report } }) => [kind, report.id])).toEqual([
      ['incident-doubted', 'r-2'],
      ['incident-doubted', 'r-3'],
      ['other', 'r-1'],
    ]);
    expect(comparison.cost).toBe(7);
  });
});
