import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare, type Given } from '../../src/authoring/index.js';
import { classify } from '../../src/classifier/index.js';
import { readGiven } from '../../src/cli/report-files.js';
import { SHIPPED_CORRECTIONS, SHIPPED_GROUPS } from '../../src/cli/shipped.js';
import { textsOf, writtenRulesIn } from '../../src/cli/written-rules.js';
import { readHistory } from '../../src/history/index.js';
import { mistakesIn, type Proposal, propose } from '../../src/learning/index.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { madeExport } from '../history/made-export.js';
import { wrongDecisions } from './wrong-decisions.js';

const reports = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/reports/${name}.jsonl`, import.meta.url));

/** Enough of the labelled reports to be flipped, and few enough for a test. */
const guarded = [
  reports('written-domain'),
  reports('written-elsewhere'),
  SHIPPED_GROUPS,
  SHIPPED_CORRECTIONS,
];

describe('a history of decisions that the shipped rules got wrong', () => {
  let rules: Awaited<ReturnType<typeof writtenRulesIn>>;
  let corrected: readonly Given[];
  let guard: readonly Given[];
  let proposal: Proposal;

  beforeAll(async () => {
    rules = await writtenRulesIn(undefined);
    guard = readGiven(guarded);
    const lines = await madeExport(
      wrongDecisions.map(({ report, label }) => ({ report, words: [{ to: label }] })),
      rules.rulebook,
    );
    const known = new Set(rules.rulebook.rules.rules.map(({ id }) => id));
    corrected = mistakesIn(await readHistory(lines), known).map(({ one, truth }) => ({
      report: one.report,
      label: truth,
      group: null,
    }));
    proposal = await propose(corrected, guard, textsOf(rules.files), rules.rulebook);
    console.log(
      `${corrected.length} wrong decisions, ${corrected.length - proposal.unsolved.length} with a change`,
    );
  }, 300_000);

  it('is large enough to mean something', () => {
    expect(corrected.length).toBeGreaterThanOrEqual(12);
  });

  it('has a change for nine of ten, and says of which it has none', () => {
    expect(proposal.unsolved.length).toBeLessThanOrEqual(corrected.length / 10);
    const mended = proposal.proposed.flatMap(({ mends }) => mends);
    expect(new Set([...mended, ...proposal.unsolved])).toEqual(
      new Set(corrected.map(({ report }) => report.id)),
    );
  });

  it('is decided rightly by the proposed rules, all of it that has a change', async () => {
    for (const { report, label } of corrected) {
      const { class: decided } = await classify(report, proposal.rulebook, [], { explain: false });
      const isLeft = proposal.unsolved.includes(report.id);
      expect([report.text, decided === label]).toEqual([report.text, !isLeft]);
    }
  });

  it('is mended without one other decision changed, but to its label', async () => {
    const after = await compare(guard, rules.rulebook, proposal.rulebook);
    expect(after).toMatchObject({ broken: 0 });
    expect(after.changes).toHaveLength(after.mended);
  });

  it('is mended by rules that pass every check, each with an example and a near miss', async () => {
    const { problems, written } = await readRulebook(proposal.files);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const before = new Set(rules.written.rules.map(({ rule }) => rule.id));
    const fresh = written.rules.filter(({ rule }) => !before.has(rule.id));
    expect(fresh.length).toBeGreaterThan(0);
    for (const { entry } of fresh)
      expect([entry.examples.length, entry['near-misses'].length]).toEqual([1, 1]);
  });
});
