// The outcome of a mutation run, for people and as one JSON document.

import {
  isKilled,
  type MutantResult,
  mutantWords,
  type PhraseResult,
  phraseReason,
  remedy,
  survivalReason,
} from '../authoring/index.js';
import { table } from './show-scorecard.js';

/** What one run found. */
export interface Mutation {
  readonly reports: number;
  readonly examples: number;
  readonly results: readonly MutantResult[];
  /** Null when phrases were not asked for. */
  readonly phrases: readonly PhraseResult[] | null;
}

/** The score, per kind of mutant, and every survivor with its reason, by rule. */
export function showMutation({ results, phrases, reports, examples }: Mutation): string {
  const survivors = results.filter((result) => !isKilled(result));
  const byRule = Map.groupBy(survivors, (result) => result.mutant.rule.id);
  const lines = [
    `${score(results)} of ${results.length} mutants of rules and conditions were noticed by ${reports} reports and ${examples} examples`,
    '',
    table([
      ['kind', 'mutants', 'noticed', 'by a report', 'score'],
      ...KINDS.map((kind) => row(kind, results)),
    ]),
    ...(survivors.length === 0 ? [] : ['', `Not noticed (${survivors.length}):`]),
    ...[...byRule].flatMap(([rule, ofRule]) => [
      `  ${rule}`,
      ...ofRule.flatMap((result) => [
        `    ${mutantWords(result)}`,
        ...[survivalReason(result), remedy(result)].flatMap((line) =>
          line === null ? [] : [`      ${line}`],
        ),
      ]),
    ]),
    ...(phrases === null ? [] : ['', ...phraseLines(phrases)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for machines. */
export function mutationDocument({ results, phrases, reports, examples }: Mutation): object {
  const noticed = results.filter(isKilled).length;
  return {
    reports,
    examples,
    mutants: results.length,
    noticed,
    noticedByReports: results.filter((result) => result.report !== null).length,
    score: results.length === 0 ? null : noticed / results.length,
    survivors: results
      .filter((result) => !isKilled(result))
      .map((result) => ({
        rule: result.mutant.rule.id,
        kind: result.mutant.kind,
        change: mutantWords(result),
        reason: survivalReason(result),
        remedy: result.telling && { as: result.telling.as, report: result.telling.report.id },
      })),
    phrases: phrases?.map(phraseDocument) ?? null,
  };
}

function phraseDocument(result: PhraseResult): object {
  const { phrase, found, noticedBy } = result;
  return { ...phrase, found, noticedBy, reason: noticedBy === null ? phraseReason(result) : null };
}

const KINDS = ['drop-rule', 'zero-weight', 'drop-condition', 'negate-condition'] as const;

function row(kind: (typeof KINDS)[number], results: readonly MutantResult[]): readonly string[] {
  const ofKind = results.filter((result) => result.mutant.kind === kind);
  const byReport = ofKind.filter((result) => result.report !== null);
  const noticed = ofKind.filter(isKilled);
  return [kind, `${ofKind.length}`, `${noticed.length}`, `${byReport.length}`, score(ofKind)];
}

function score(results: readonly MutantResult[]): string {
  if (results.length === 0) return '–';
  return `${((100 * results.filter(isKilled).length) / results.length).toFixed(1)} %`;
}

/** Phrases have no target: a broad vocabulary is wanted, also for words that no fixture has yet. */
function phraseLines(phrases: readonly PhraseResult[]): readonly string[] {
  const unnoticed = phrases.filter((result) => result.noticedBy === null);
  const byConcept = Map.groupBy(unnoticed, (result) => result.phrase.concept);
  return [
    `${phrases.length - unnoticed.length} of ${phrases.length} phrases of the vocabulary are noticed when they go`,
    ...[...byConcept].flatMap(([concept, ofConcept]) => [
      `  ${concept}`,
      ...[...Map.groupBy(ofConcept, phraseReason)].map(
        ([reason, ofReason]) => `    ${reason}: ${ofReason.map(phraseWords).join(', ')}`,
      ),
    ]),
  ];
}

function phraseWords({ phrase }: PhraseResult): string {
  return phrase.lookAlike ? `not "${phrase.text}"` : `"${phrase.text}"`;
}
