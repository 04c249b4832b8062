// Single changes that would set one wrong decision right: a weight, a word that a concept lacks, a word that misled.

import { bareFiring, type Case, readFor, refired, verdictOn } from '../authoring/index.js';
import {
  type Concept,
  type ConceptHit,
  type Condition,
  compileVocabulary,
  type Deciding,
  type Firing,
  type Rule,
  scanText,
  shortfall,
  type Token,
  WORD_MODEL,
} from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { type RuleChange, type WordChange, withPhrase } from './rule-change.js';

/** A change that is to be tried, and how much it changes: weights by how far they move. */
export interface Candidate {
  readonly changes: readonly RuleChange[];
  readonly size: number;
}

/** A word counts as much as this much of a weight: between rules that nearly do, words say more than numbers. */
const sizeOfWord = 0.25;
/** Further than this no weight is moved: a rule that needs more is the wrong rule. */
const farthest = 1.5;
const step = 0.01;
const mostWords = 40;

/** Changes that lead from the class decided to the label, the smallest first. */
export function candidatesFor(
  one: Case,
  rulebook: Rulebook,
  concepts: readonly Concept[],
  others: readonly Case[],
): readonly Candidate[] {
  return [
    ...weightCandidates(one, rulebook),
    ...lookAlikes(one, rulebook, concepts),
    ...newWords(one, rulebook, concepts, others),
  ].sort((a, b) => a.size - b.size || a.changes.length - b.changes.length);
}

function weightCandidates(one: Case, { rules, deciding }: Rulebook): readonly Candidate[] {
  const known = new Map(rules.rules.map((rule) => [rule.id, rule]));
  const movable = one.firings.filter(
    ({ rule, decisive }) => rule !== WORD_MODEL && !decisive && known.has(rule),
  );
  const up = movable.filter((firing) => firing.class === one.label);
  const down = movable.filter((firing) => firing.class === one.class && firing.class !== one.label);
  const alone = [
    ...up.map((firing) => [[firing, 1] as const]),
    ...down.map((firing) => [[firing, -1] as const]),
  ];
  const pairs = up.flatMap((raised) => down.map((lowered) => [[raised, 1] as const, [lowered, -1] as const]));
  return [...alone, ...pairs].flatMap((moves) => leastMove(one, moves, deciding));
}

type Move = readonly [Firing, 1 | -1];

/** The least number of steps that all of them move by to reach the label; none when that is too far. */
function leastMove(one: Case, moves: readonly Move[], deciding: Deciding): readonly Candidate[] {
  const moved = (steps: number) =>
    one.firings.map((firing) => {
      const move = moves.find(([which]) => which === firing);
      return move === undefined ? firing : { ...firing, weight: weightAfter(move, steps) };
    });
  const reached = (steps: number) => verdictOn(one, moved(steps), deciding).class === one.label;
  let high = farthest / step;
  if (!reached(high)) return [];
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  const changes = moves.map((move): RuleChange => {
    const [{ rule, weight }] = move;
    return { kind: 'weight', rule, from: weight ?? 0, to: weightAfter(move, high) };
  });
  const size = changes.reduce(
    (sum, change) => sum + (change.kind === 'weight' ? Math.abs(change.to - change.from) : 0),
    0,
  );
  return size === 0 ? [] : [{ changes, size }];
}

/** A rule speaks for its class or not at all: lowered below nothing it would speak for the others. */
function weightAfter([{ weight }, direction]: Move, steps: number): number {
  const before = weight ?? 0;
  const after = before + direction * steps * step;
  return Number((direction === -1 ? Math.max(Math.min(before, 0), after) : after).toFixed(2));
}

/** Words around a hit that a wrong rule rests on: where they stand, the concept would not be meant. */
function lookAlikes(one: Case, rulebook: Rulebook, concepts: readonly Concept[]): readonly Candidate[] {
  const wrong = rulebook.rules.rules.filter((rule) => one.fired.has(rule.id) && rule.class !== one.label);
  const named = new Set(wrong.flatMap(({ when }) => conceptsIn(when)));
  const tokens = wordsOf(one);
  const phrases = one.features.hits
    .filter(({ concept, denied }) => denied === null && named.has(concept))
    .flatMap((hit) => around(hit, tokens).map((words) => ({ concept: hit.concept, words })));
  return tried(
    one,
    rulebook,
    concepts,
    unique(phrases).map((each) => ({ kind: 'look-alike', ...each })),
  );
}

/** Words that no concept covers, given to a concept that a rule for the label lacks. */
function newWords(
  one: Case,
  rulebook: Rulebook,
  concepts: readonly Concept[],
  others: readonly Case[],
): readonly Candidate[] {
  const lacking = rulebook.rules.rules.filter(
    (rule) => rule.class === one.label && !one.fired.has(rule.id) && wouldDo(one, rule, rulebook.deciding),
  );
  const wanted = [...new Set(lacking.flatMap((rule) => lackedBy(rule, one)))];
  const free = wanted.length === 0 ? [] : rareFirst(uncovered(one), others);
  return tried(
    one,
    rulebook,
    concepts,
    wanted.flatMap((concept) => free.map((words) => ({ kind: 'word', concept, words }) as const)),
  );
}

function wouldDo(one: Case, rule: Rule, deciding: Deciding): boolean {
  return verdictOn(one, [...one.firings, bareFiring(rule)], deciding).class === one.label;
}

/** Concepts of which one would be enough for the rule to fire. */
function lackedBy(rule: Rule, one: Case): readonly string[] {
  const lacks = shortfall(rule.when, one.situation, 1)?.lacks ?? [];
  return lacks.flatMap(({ leaf, negated }) => {
    if (negated) return [];
    const present = new Set(
      one.features.hits.filter(({ denied }) => denied === null).map(({ concept }) => concept),
    );
    return conceptsIn(leaf).filter((concept) => !present.has(concept));
  });
}

/** Those changes of words that lead to the label when the report is read anew. */
function tried(
  one: Case,
  rulebook: Rulebook,
  concepts: readonly Concept[],
  changes: readonly WordChange[],
): readonly Candidate[] {
  return changes.slice(0, mostWords).flatMap((change) => {
    const vocabulary = compileVocabulary(concepts.map((concept) => withPhrase(concept, change)));
    const read = readFor(one.report, { ...rulebook, vocabulary }, one.window);
    return verdictOn(read, refired(read, rulebook.rules, one.firings), rulebook.deciding).class === one.label
      ? [{ changes: [change], size: sizeOfWord }]
      : [];
  });
}

function conceptsIn(condition: Condition): readonly string[] {
  if ('not' in condition) return [];
  if ('all' in condition) return condition.all.flatMap(conceptsIn);
  if ('any' in condition) return condition.any.flatMap(conceptsIn);
  const { fact, operator, value } = condition;
  if (operator === 'near' && value !== null && typeof value === 'object' && 'concepts' in value)
    return value.concepts.flat();
  if (fact !== 'mentions') return [];
  return typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : [];
}

interface Word {
  readonly token: Token;
  readonly written: string;
}

function wordsOf({ report }: Case): readonly Word[] {
  return scanText(report.text).tokens.map((token) => ({
    token,
    written: report.text.slice(token.start, token.end).toLowerCase(),
  }));
}

/** The hit with the word before, the word after, or both. */
function around({ start, end }: ConceptHit, words: readonly Word[]): readonly string[] {
  const first = words.findIndex(({ token }) => token.end > start);
  const last = words.findLastIndex(({ token }) => token.start < end);
  const phrase = (from: number, to: number): readonly string[] => {
    const part = words.slice(Math.max(0, from), to + 1);
    const whole = from >= 0 && to < words.length && part.every(isPlain) && isOneClause(part);
    return whole ? [part.map(({ written }) => written).join(' ')] : [];
  };
  return [...phrase(first - 1, last), ...phrase(first, last + 1), ...phrase(first - 1, last + 1)];
}

/** Words and pairs of words in which the vocabulary finds nothing. */
function uncovered(one: Case): readonly string[] {
  const words = wordsOf(one).map((word) => ({
    ...word,
    free:
      isPlain(word) &&
      one.features.hits.every(({ start, end }) => word.token.end <= start || word.token.start >= end),
  }));
  const single = words
    .filter(({ free, written }) => free && written.length > 3)
    .map(({ written }) => written);
  const pairs = words.flatMap((word, index) => {
    const next = words[index + 1];
    const both = next !== undefined && word.free && next.free && isOneClause([word, next]);
    return both ? [`${word.written} ${next.written}`] : [];
  });
  return [...new Set([...single, ...pairs])];
}

/** What everybody says is no sign of anything: those come first that the fewest others say. */
function rareFirst(phrases: readonly string[], others: readonly Case[]): readonly string[] {
  const said = new Map<string, number>();
  for (const { report } of others)
    for (const stem of new Set(scanText(report.text).tokens.map((token) => token.stem)))
      said.set(stem, (said.get(stem) ?? 0) + 1);
  const count = (phrase: string) =>
    Math.min(...scanText(phrase).tokens.map(({ stem }) => said.get(stem) ?? 0));
  return phrases.toSorted((a, b) => count(a) - count(b));
}

function isPlain({ token, written }: Word): boolean {
  return token.kind === 'word' && token.quoted !== 'code' && /^[\p{L}'’-]{2,30}$/u.test(written);
}

function isOneClause(words: readonly Word[]): boolean {
  return words.every(
    ({ token }) => token.clause === words[0]?.token.clause && token.sentence === words[0]?.token.sentence,
  );
}

function unique<Entry extends { readonly concept: string; readonly words: string }>(
  entries: readonly Entry[],
): readonly Entry[] {
  return [...new Map(entries.map((entry) => [`${entry.concept}\n${entry.words}`, entry])).values()];
}
