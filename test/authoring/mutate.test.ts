import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Case,
  casesFrom,
  type ExampleCase,
  exampleCases,
  isKilled,
  mutantsOf,
  mutantWords,
  phraseReason,
  survivalReason,
  tryMutants,
  tryPhrases,
} from '../../src/authoring/index.js';
import type { Report, ReportClass } from '../../src/classifier/index.js';
import { readRulebook } from '../../src/rulebook/read.js';
import type { Rulebook } from '../../src/rulebook/rulebook.js';
import { readWritten, type Written, yamlsOf } from '../../src/rulebook/written.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

let rulebook: Rulebook;
let written: Written;
let examples: readonly ExampleCase[];
beforeAll(async () => {
  const files = smallRulebook();
  const read = await readRulebook(files);
  if (read.rulebook === null) throw new Error(JSON.stringify(read.problems));
  rulebook = read.rulebook;
  written = readWritten(yamlsOf(files));
  examples = exampleCases(written.rules, rulebook);
});

describe('mutants of rules', () => {
  it('drops the rule, its weight, and each condition in turn', () => {
    const rule = rulebook.rules.rules.find((one) => one.id === 'payments-failing-for-many');
    const results = [...tryMutants(mutantsOf(rule ? [rule] : []), [], examples, rulebook.deciding)];
    expect(results.map(mutantWords)).toEqual([
      'drop the rule',
      'weight 0 instead of 3',
      'drop near: { concepts: [payment, failing], within: 8 words }',
      'negate near: { concepts: [payment, failing], within: 8 words }',
      'drop scope: [many, all]',
      'negate scope: [many, all]',
    ]);
  });

  it('keeps what surrounds a condition that goes', () => {
    const rule = rulebook.rules.rules.find((one) => one.id === 'automated-alert-in-incidents');
    const dropped = mutantsOf(rule ? [rule] : []).find(
      (one) => one.kind === 'drop-condition' && one.leaf.fact === 'state',
    );
    expect(dropped && 'when' in dropped && dropped.when).toEqual({
      all: [
        { fact: 'kind', operator: 'equal', value: 'automated' },
        { fact: 'channel', operator: 'equal', value: 'incidents' },
      ],
    });
  });

  it('are noticed by a report that is decided otherwise', async () => {
    const cases = await casesFrom([given('where is my invoice?', 'non-incident')], rulebook);
    const results = [...tryMutants(mutantsOf(rulebook.rules.rules), cases, [], rulebook.deciding)];
    const noticed = results.filter(isKilled).map((one) => [one.mutant.rule.id, one.mutant.kind]);
    expect(noticed).toContainEqual(['invoice-question', 'zero-weight']);
    expect(noticed).toContainEqual(['invoice-question', 'negate-condition']);
    expect(noticed).toContainEqual(['thanks-only', 'negate-condition']);
    expect(noticed).not.toContainEqual(['auction-change-soon', 'drop-rule']);
  });

  it('are noticed by an example that no longer fires, and by a near miss that does', () => {
    const results = [...tryMutants(mutantsOf(rulebook.rules.rules), [], examples, rulebook.deciding)];
    const of = (rule: string, kind: string) =>
      results.filter((one) => one.mutant.rule.id === rule && one.mutant.kind === kind);
    expect(of('thanks-only', 'drop-rule').map((one) => one.example)).toEqual(['example 1']);
    expect(of('thanks-only', 'drop-condition').map((one) => one.example)).toEqual([null, 'near miss 1']);
  });

  it('that live on say which fixture is missing', () => {
    const results = [...tryMutants(mutantsOf(rulebook.rules.rules), [], examples, rulebook.deciding)];
    const alive = results.find(
      (one) => one.mutant.rule.id === 'thanks-only' && one.mutant.kind === 'zero-weight',
    );
    expect(alive && survivalReason(alive)).toBe('no report fires the rule');
  });

  it('see the earlier reports of a group', async () => {
    const group = [
      { ...given("can't login", null, 'group'), at: 0, partner: 'Gallery A' },
      { ...given('login is broken for them', null, 'group'), at: 60_000, partner: 'Gallery B' },
    ].map(({ report, at, partner, ...rest }, n) => ({
      ...rest,
      report: { ...report, id: `g-${n}`, at, partner },
    }));
    const cases = await casesFrom([...group].reverse(), rulebook);
    expect(cases.map((one) => [one.report.id, one.class])).toEqual([
      ['g-0', 'undecided'],
      ['g-1', 'incident'],
    ]);
    const results = [...tryMutants(mutantsOf(rulebook.rules.rules), cases, [], rulebook.deciding)];
    const dropped = results.find(
      (one) => one.mutant.rule.id === 'several-partners-failing' && one.mutant.kind === 'zero-weight',
    );
    expect(dropped?.report).toBe('g-1');
  });
});

describe('phrases of the vocabulary', () => {
  const tried = async (cases: readonly Case[]) =>
    [
      ...tryPhrases(
        written.concepts.map(({ concept }) => concept),
        cases,
        examples,
        rulebook,
      ),
    ].flat();

  it('are noticed when a report is decided otherwise without them', async () => {
    const cases = await casesFrom([given('where is my invoice?', 'non-incident')], rulebook);
    const invoice = (await tried(cases)).find((one) => one.phrase.text === 'invoice');
    expect(invoice).toMatchObject({ found: 2, noticedBy: 'r-where is my invoice?' });
  });

  it('are listed with a reason when they are not', async () => {
    const results = await tried([]);
    const reasonOf = (text: string) => {
      const result = results.find((one) => one.phrase.text === text);
      return result && phraseReason(result);
    };
    expect(reasonOf('payment terms')).toBe('in no report');
  });

  it('are all tried, each once', async () => {
    const results = await tried([]);
    const all = written.concepts.reduce(
      (sum, { concept }) => sum + concept.phrases.length + concept.not.length,
      0,
    );
    expect(new Set(results.map((one) => JSON.stringify(one.phrase))).size).toBe(all);
  });
});

function given(text: string, label: ReportClass | null, group: string | null = null) {
  const source = { kind: 'human', channel: 'other', user: 'u' } as const;
  const report: Report = { id: `r-${text}`, text, source, at: 0, utcOffset: 0 };
  return { report, label, group };
}
