// Words that are common in wrongly decided reports which a concept could have saved, and rare elsewhere.

import {
  type Condition,
  isFunctionWord,
  type ReportClass,
  type Rule,
  scanText,
  type Token,
} from '../classifier/index.js';
import type { Case } from './cases.js';

/** The classes for which some rule wants the concept asserted; all that have rules when no rule names it. */
export function classesOf(concept: string, rules: readonly Rule[]): ReadonlySet<ReportClass> {
  const naming = rules.filter((rule) => (rule.weight ?? 1) > 0 && wants(rule.when, concept));
  return new Set((naming.length > 0 ? naming : rules).map((rule) => rule.class));
}

/** Words and pairs of words, those that tell the saved reports from the others best first. */
export function wordsOfMistakes(
  concept: string,
  cases: readonly Case[],
  classes: ReadonlySet<ReportClass>,
): readonly string[] {
  const labelled = cases.filter((one) => one.label !== null);
  const lost = labelled.filter(
    (one) => one.class !== one.label && one.label !== null && classes.has(one.label) && !says(one, concept),
  );
  const others = labelled.filter((one) => !lost.includes(one));
  const inLost = count(lost);
  const inOthers = count(others);
  const score = (word: string) =>
    Math.log(
      (((inLost.get(word) ?? 0) + 0.5) * (others.length + 1)) /
        (((inOthers.get(word) ?? 0) + 0.5) * (lost.length + 1)),
    );
  return [...inLost]
    .filter(([, reports]) => reports >= FEWEST_REPORTS)
    .map(([word]) => ({ word, score: score(word) }))
    .filter((one) => one.score > LEAST_SCORE)
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word);
}

const FEWEST_REPORTS = 2;
/** Log-odds: at least twice as common as elsewhere. */
const LEAST_SCORE = Math.log(2);

function wants(condition: Condition, concept: string): boolean {
  if ('not' in condition) return false;
  if ('all' in condition) return condition.all.some((part) => wants(part, concept));
  if ('any' in condition) return condition.any.some((part) => wants(part, concept));
  const { fact, operator, value } = condition;
  if (operator === 'near' && value !== null && typeof value === 'object' && 'concepts' in value)
    return value.concepts.flat().includes(concept);
  return fact === 'mentions' && (value === concept || (Array.isArray(value) && value.includes(concept)));
}

function says({ features }: Case, concept: string): boolean {
  return features.hits.some((hit) => hit.concept === concept);
}

/** In how many reports each word, and each pair of words side by side, stands; function words say nothing of a concept. */
function count(cases: readonly Case[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { report } of cases)
    for (const word of wordsIn(report.text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function wordsIn(text: string): ReadonlySet<string> {
  const { tokens } = scanText(text);
  const words = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (!isWord(token)) continue;
    words.add(token.norm);
    const next = tokens[index + 1];
    if (next !== undefined && isWord(next) && next.clause === token.clause)
      words.add(`${token.norm} ${next.norm}`);
  }
  return words;
}

function isWord({ kind, norm, quoted }: Token): boolean {
  return (
    kind === 'word' && quoted !== 'code' && /^\p{Script=Latin}{3,20}$/u.test(norm) && !isFunctionWord(norm)
  );
}
