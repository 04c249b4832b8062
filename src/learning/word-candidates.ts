// Words that would set one wrong decision right: one that a concept lacks, or one that misled.

import { bareFiring, type Case, verdictOn } from '../authoring/index.js';
import { type ConceptHit, type Condition, type Deciding, type Rule, shortfall } from '../classifier/index.js';
import type { Candidate } from './candidate.js';
import type { WordChange } from './rule-change.js';
import { changedRulebook, decidedAnew, type State } from './state.js';
import { isName, isOneClause, isPlain, type Word, wordsOf } from './words.js';

/** A word that more reports of other classes say is no word of the concept. */
const mostElsewhere = 5;
/** A word counts as much as this much of a weight: between rules that nearly do, words say more than numbers. */
const sizeOfWord = 0.25;
const mostConcepts = 4;
const mostWords = 6;

/** Words around a hit that a wrong rule rests on: where they stand, the concept would not be meant. */
export function lookAlikes(one: Case, state: State): readonly Candidate[] {
  const { rules, deciding } = state.rulebook;
  const wrong = rules.rules.filter((rule) => one.fired.has(rule.id) && rule.class !== one.label);
  const resting = Map.groupBy(
    wrong.flatMap(({ id, when }) => conceptsIn(when).map((concept) => ({ concept, id }))),
    ({ concept }) => concept,
  );
  const words = wordsOf(one);
  return [...resting].flatMap(([concept, by]) => {
    const silent = new Set(by.map(({ id }) => id));
    const without = one.firings.filter(({ rule }) => !silent.has(rule));
    if (verdictOn(one, without, deciding).class !== one.label) return [];
    const phrases = one.features.hits
      .filter((hit) => hit.concept === concept && hit.denied === null)
      .flatMap((hit) => around(hit, words));
    return tried(one, state, 'look-alike', concept, [...new Set(phrases)]);
  });
}

/** Words that no concept covers, given to a concept that a rule for the label lacks. */
export function newWords(one: Case, state: State): readonly Candidate[] {
  const { rules, deciding } = state.rulebook;
  const lacking = rules.rules.filter(
    (rule) => rule.class === one.label && !one.fired.has(rule.id) && wouldDo(one, rule, deciding),
  );
  const wanted = [...new Set(lacking.flatMap((rule) => lackedBy(rule, one)))].slice(0, mostConcepts);
  // What everybody says is no sign of anything: those come first that the fewest others say.
  const said = (phrase: string) =>
    state.saying(phrase).filter((place) => state.cases[place]?.label !== one.label).length;
  const free =
    wanted.length === 0
      ? []
      : uncovered(one)
          .filter((phrase) => said(phrase) <= mostElsewhere)
          .toSorted((a, b) => said(a) - said(b));
  return wanted.flatMap((concept) => tried(one, state, 'word', concept, free.slice(0, 2 * mostWords)));
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

/** Those changes of one concept that lead to the label when the report is read anew. */
function tried(
  one: Case,
  state: State,
  kind: WordChange['kind'],
  concept: string,
  phrases: readonly string[],
): readonly Candidate[] {
  const reaches = (some: readonly string[]): boolean => {
    const changes = some.map((words) => ({ kind, concept, words }));
    return decidedAnew(one, changedRulebook(state, changes), true).class === one.label;
  };
  // Making a vocabulary takes a while: where all of them together do not help, none does.
  if (phrases.length === 0 || !reaches(phrases)) return [];
  return phrases
    .slice(0, mostWords)
    .filter((words) => phrases.length === 1 || reaches([words]))
    .map((words) => ({ changes: [{ kind, concept, words }], size: sizeOfWord }));
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
      !isName(one, word) &&
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
