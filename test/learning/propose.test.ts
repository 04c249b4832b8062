import { describe, expect, it } from 'vitest';
import { compare, type Given } from '../../src/authoring/index.js';
import type { Report, ReportClass } from '../../src/classifier/index.js';
import { readHistory } from '../../src/history/index.js';
import { mistakesIn, propose } from '../../src/learning/index.js';
import { rulebookOf } from '../authoring/rulebook-of.js';
import { type MadeReport, madeExport } from '../history/made-export.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

const at = Date.UTC(2026, 2, 10, 14);
const source = { kind: 'human', channel: 'gallery-help', user: 'ana' } as const;

function reportOf(id: string, text: string): Report {
  return { id, text, source, at, utcOffset: -240 };
}

function given(id: string, text: string, label: ReportClass): Given {
  return { report: reportOf(id, text), label, group: null };
}

const guard: readonly Given[] = [
  given('g1', 'payments are failing for everyone', 'incident'),
  given('g2', 'where is my invoice?', 'non-incident'),
  given('g3', 'thanks a lot!', 'none'),
  given('g4', 'please change the lot, the auction starts in 2 hours', 'urgent-non-incident'),
  given('g5', 'the invoice page of everyone is blue', 'non-incident'),
];

/** The history as it was told, the mistakes in it, and what is proposed. */
async function learn(reports: readonly MadeReport[], others = guard) {
  const rulebook = await rulebookOf();
  const history = await readHistory(await madeExport(reports, rulebook));
  const mistakes = mistakesIn(history, new Set(rulebook.rules.rules.map(({ id }) => id)));
  const corrected = mistakes.map(
    ({ one, truth }): Given => ({ report: one.report, label: truth, group: null }),
  );
  const proposal = await propose(corrected, others, smallRulebook(), rulebook);
  const after = await compare([...corrected, ...others], rulebook, proposal.rulebook);
  return { mistakes, proposal, after };
}

describe('what is learned from corrections', () => {
  it('moves the least weight that sets a wrong decision right', async () => {
    const { proposal, after } = await learn([
      { report: reportOf('r-1', 'thanks, my invoice is wrong'), words: [{ to: 'non-incident' }] },
    ]);
    expect(proposal.unsolved).toEqual([]);
    expect(proposal.proposed).toHaveLength(1);
    const [change] = proposal.proposed[0]?.changes ?? [];
    expect(change).toMatchObject({ kind: 'weight' });
    if (change?.kind === 'weight') expect(Math.abs(change.to - change.from)).toBeLessThan(0.2);
    expect(after).toMatchObject({ mended: 1, broken: 0 });
    expect(after.changes.map(({ given: { report } }) => report.id)).toEqual(['r-1']);
  });

  it('adds the word that a concept lacks, as a line of the file', async () => {
    const { proposal, after } = await learn([
      { report: reportOf('r-2', 'the checkout page is kaput for everyone'), words: [{ to: 'incident' }] },
    ]);
    expect(proposal.proposed[0]?.changes).toEqual([{ kind: 'word', concept: 'failing', words: 'kaput' }]);
    expect(proposal.files.get('vocabulary/speech.yaml')).toContain(
      "words: [failing, broken, error, can't, kaput]",
    );
    expect(after).toMatchObject({ mended: 1, broken: 0 });
  });

  it('takes away a word that misled, where the words beside it show what was meant', async () => {
    // Both rules are as strong here: a weight that helps one of the two reports would harm the other.
    const others = [...guard, given('g6', 'thanks, where is my invoice?', 'non-incident')];
    const { proposal, after } = await learn(
      [{ report: reportOf('r-4', 'thanks for the invoice template'), words: [{ to: 'none' }] }],
      others,
    );
    expect(proposal.proposed[0]?.changes).toEqual([
      { kind: 'look-alike', concept: 'invoice', words: 'invoice template' },
    ]);
    expect(after).toMatchObject({ mended: 1, broken: 0 });
  });

  it('proposes nothing where any small change would flip another report', async () => {
    const others = [...guard, given('g6', 'thanks, my invoice was wrong', 'none')];
    const { proposal, after } = await learn(
      [{ report: reportOf('r-1', 'thanks, my invoice is wrong'), words: [{ to: 'non-incident' }] }],
      others,
    );
    expect(proposal).toMatchObject({ proposed: [], unsolved: ['r-1'] });
    expect(proposal.refused.get('r-1')).toContainEqual(
      expect.objectContaining({ harm: { spoils: 'report', report: 'g6', to: 'non-incident' } }),
    );
    expect(after.changes).toEqual([]);
  });

  it('leaves a report without a label as it is decided today', async () => {
    const past: Given = { ...given('g6', 'thanks, my invoice was wrong', 'none'), label: null };
    const { proposal, after } = await learn(
      [{ report: reportOf('r-1', 'thanks, my invoice is wrong'), words: [{ to: 'non-incident' }] }],
      [...guard, past],
    );
    expect(proposal).toMatchObject({ proposed: [], unsolved: ['r-1'] });
    expect(after.changes).toEqual([]);
  });

  it('goes by the last word: a correction taken back is none, and of two people the later one holds', async () => {
    const { mistakes } = await learn([
      {
        report: reportOf('r-5', 'where is my invoice?'),
        words: [{ to: 'incident' }, { to: 'non-incident', by: 'ben' }],
      },
      {
        report: reportOf('r-6', 'where is my invoice, please?'),
        words: [{ to: 'incident' }, { to: 'none', by: 'ben' }],
      },
    ]);
    expect(mistakes.map(({ one, truth }) => [one.report.id, truth])).toEqual([['r-6', 'none']]);
    expect(mistakes[0]?.words.map(({ by, to }) => [by, to])).toEqual([
      ['ada', 'incident'],
      ['ben', 'none'],
    ]);
  });

  it('names rules that are gone, and judges by those of today', async () => {
    const rulebook = await rulebookOf();
    const lines = await madeExport(
      [
        {
          report: reportOf('r-7', 'where is my invoice?'),
          decided: 'incident',
          words: [{ to: 'non-incident' }],
        },
      ],
      rulebook,
    );
    const renamed = lines.map((line) =>
      line
        .replaceAll('invoice-question', 'old-rule')
        .replaceAll('\\"class\\":\\"non-incident\\",\\"weight\\"', '\\"class\\":\\"incident\\",\\"weight\\"'),
    );
    const [mistake] = mistakesIn(
      await readHistory(renamed),
      new Set(rulebook.rules.rules.map(({ id }) => id)),
    );
    expect(mistake?.wrongRules).toMatchObject([{ rule: 'old-rule', gone: true }]);
    const proposal = await propose(
      [{ report: reportOf('r-7', 'where is my invoice?'), label: 'non-incident', group: null }],
      guard,
      smallRulebook(),
      rulebook,
    );
    expect(proposal).toMatchObject({ proposed: [], unsolved: [] });
  });
});
