// Drops one vocabulary phrase at a time. Phrases that are found in no report together are dropped together,
// since a report only knows of the phrases in it: hundreds of vocabularies become a few dozen.

import { type Concept, compile, compileVocabulary, type Rule } from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import type { Case, ExampleCase } from './cases.js';
import { phrasesOf, tracePhrases, type WrittenPhrase, withoutPhrases } from './phrases.js';
import { type ReadReport, readFor, refired, verdictOn } from './weigh.js';

/** What became of the vocabulary without one phrase. */
export interface PhraseResult {
  readonly phrase: WrittenPhrase;
  /** Reports and examples it is found in. */
  readonly found: number;
  /** Those of them in which a concept is then found no more, or elsewhere. */
  readonly changed: number;
  /** A report decided otherwise, or an example that fires otherwise; null when there is none. */
  readonly noticedBy: string | null;
}

/** Tries every phrase; yields the results in batches. */
export function* tryPhrases(
  concepts: readonly Concept[],
  cases: readonly Case[],
  examples: readonly ExampleCase[],
  rulebook: Rulebook,
): Generator<readonly PhraseResult[]> {
  const phrases = phrasesOf(concepts);
  const judges = [
    ...cases.map((one) => reportJudge(one, rulebook)),
    ...examples.map((one) => exampleJudge(one, rulebook)),
  ];
  const places = tracePhrases(
    phrases,
    judges.map((judge) => judge.read),
  );
  const idle = places.flatMap((found, index) => (found.length === 0 ? [index] : []));
  yield idle.map((index) => resultOf(phrases, index, 0));
  for (const batch of batches(places)) {
    const vocabulary = compileVocabulary(withoutPhrases(concepts, new Set(batch)));
    yield batch.map((index) => tryPhrase(index, phrases, places, judges, { ...rulebook, vocabulary }));
  }
}

/** Why nothing noticed that a phrase is gone. */
export function phraseReason({ found, changed }: PhraseResult): string {
  if (found === 0) return 'in no report';
  if (changed === 0) return 'where it is found, other phrases of its concept are found too';
  return 'found, and no report is decided otherwise without it';
}

/** A report or example with the question whether a changed rulebook treats it otherwise. */
interface Judge {
  readonly id: string;
  readonly read: ReadReport;
  readonly window: Case['window'];
  readonly notices: (changed: ReadReport) => boolean;
}

function reportJudge(one: Case, { rules, deciding }: Rulebook): Judge {
  const notices = (changed: ReadReport) => {
    const firings = refired(changed, rules, one.firings);
    return verdictOn(changed, firings, deciding).class !== one.class;
  };
  return { id: one.report.id, read: one, window: one.window, notices };
}

function exampleJudge(one: ExampleCase, { rules }: Rulebook): Judge {
  const rule: Rule | undefined = rules.rules.find((candidate) => candidate.id === one.rule);
  const fires = rule === undefined ? () => one.fires : compile(rule.when);
  const notices = ({ situation }: ReadReport) => fires(situation) !== one.fires;
  return { id: `${one.report.id} of ${one.rule}`, read: one, window: one.window, notices };
}

function tryPhrase(
  index: number,
  phrases: readonly WrittenPhrase[],
  places: readonly (readonly number[])[],
  judges: readonly Judge[],
  rulebook: Rulebook,
): PhraseResult {
  let changed = 0;
  let noticedBy: string | null = null;
  for (const place of places[index] ?? []) {
    const judge = judges[place];
    if (judge === undefined) continue;
    const read = readFor(judge.read.report, rulebook, judge.window);
    if (!sameFacts(read, judge.read)) {
      changed += 1;
      if (noticedBy === null && judge.notices(read)) noticedBy = judge.id;
    }
    // Only to be noticed matters; how many reports change is told of those that live on.
    if (noticedBy !== null) break;
  }
  return { ...resultOf(phrases, index, places[index]?.length ?? 0), changed, noticedBy };
}

function resultOf(phrases: readonly WrittenPhrase[], index: number, found: number): PhraseResult {
  const phrase = phrases[index];
  if (phrase === undefined) throw new Error(`there is no phrase ${index}`);
  return { phrase, found, changed: 0, noticedBy: null };
}

function sameFacts(a: ReadReport, b: ReadReport): boolean {
  return (
    JSON.stringify(a.situation.facts) === JSON.stringify(b.situation.facts) &&
    JSON.stringify(a.features.hits) === JSON.stringify(b.features.hits)
  );
}

/** Phrases by groups of which no two are found in one report; those found most often come first. */
function batches(places: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const open: { readonly taken: Set<number>; readonly phrases: number[] }[] = [];
  const order = [...places.keys()].sort(
    (a, b) => (places[b]?.length ?? 0) - (places[a]?.length ?? 0) || a - b,
  );
  for (const index of order) {
    const found = places[index] ?? [];
    if (found.length === 0) continue;
    const free = open.find(({ taken }) => found.every((place) => !taken.has(place)));
    const batch = free ?? { taken: new Set<number>(), phrases: [] };
    if (free === undefined) open.push(batch);
    for (const place of found) batch.taken.add(place);
    batch.phrases.push(index);
  }
  return open.map((batch) => batch.phrases);
}
