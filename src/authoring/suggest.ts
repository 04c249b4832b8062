// New words for a concept, each with what it would change on labelled reports.

import { type Concept, compileVocabulary } from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import type { Case } from './cases.js';
import { tracePhrases, type WrittenPhrase } from './phrases.js';
import { readFor, refired, verdictOn } from './weigh.js';
import type { KindredWords } from './wordnet.js';
import { classesOf, wordsOfMistakes } from './words-of-mistakes.js';

/** A word that a concept lacks. */
export interface Suggestion {
  readonly word: string;
  /** Words of the concept that WordNet calls kindred; empty when it comes from reports only. */
  readonly kindredOf: readonly string[];
  /** It stands out in wrongly decided reports that the concept could have saved. */
  readonly fromMistakes: boolean;
  /** Reports that contain it. */
  readonly found: number;
  /** Ids of reports that would become right, or wrong. */
  readonly mended: readonly string[];
  readonly broken: readonly string[];
}

export interface SuggestOptions {
  /** How many words to try; those from mistakes and those that several words agree on come first. */
  readonly most: number;
}

/** Proposes English words for a concept, those that help most first. */
export async function suggestWords(
  concept: Concept,
  concepts: readonly Concept[],
  cases: readonly Case[],
  rulebook: Rulebook,
  kindred: KindredWords,
  { most }: SuggestOptions,
): Promise<readonly Suggestion[]> {
  const related = await relatedWords(concept, kindred);
  const classes = classesOf(concept.name, rulebook.rules.rules);
  const fresh = (words: readonly string[]) => words.filter((word) => isNew(word, rulebook));
  const mistaken = fresh(wordsOfMistakes(concept.name, cases, classes)).slice(0, Math.ceil(most / 2));
  const agreed = [...related].sort((a, b) => b[1].length - a[1].length).map(([word]) => word);
  const tried = [...new Set([...mistaken, ...fresh(agreed)])].slice(0, most);
  const places = tracePhrases(
    tried.map((text): WrittenPhrase => ({ concept: concept.name, text, language: 'en', lookAlike: false })),
    cases,
  );
  return tried
    .map((word, index) => {
      const containing = (places[index] ?? []).flatMap((place) => cases[place] ?? []);
      return {
        word,
        kindredOf: related.get(word) ?? [],
        fromMistakes: mistaken.includes(word),
        found: containing.length,
        ...effectOf(word, concept, concepts, containing, rulebook),
      };
    })
    .sort((a, b) => worth(b) - worth(a) || b.kindredOf.length - a.kindredOf.length || b.found - a.found);
}

function worth({ mended, broken }: Suggestion): number {
  return mended.length - broken.length;
}

const MOST_SEEDS = 40;

/** Kindred words of the concept's English words, with the words they are kindred of. */
async function relatedWords(
  concept: Concept,
  kindred: KindredWords,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const related = new Map<string, string[]>();
  const seeds = concept.phrases
    .filter(({ text, language }) => language === 'en' && /^=?[a-z][a-z '-]*$/i.test(text))
    .map(({ text }) => text.replace(/^=/, ''))
    .slice(0, MOST_SEEDS);
  for (const seed of seeds)
    for (const word of await kindred(seed)) related.set(word, [...(related.get(word) ?? []), seed]);
  return related;
}

/** A word in which the vocabulary finds something already is no news. */
function isNew(word: string, rulebook: Rulebook): boolean {
  const source = { kind: 'human', channel: 'other', user: '' } as const;
  const report = { id: 'word', text: word, source, at: 0, utcOffset: 0 };
  return readFor(report, rulebook).features.hits.length === 0;
}

function effectOf(
  word: string,
  concept: Concept,
  concepts: readonly Concept[],
  containing: readonly Case[],
  rulebook: Rulebook,
): Pick<Suggestion, 'mended' | 'broken'> {
  if (containing.length === 0) return { mended: [], broken: [] };
  const wider = concepts.map((one) =>
    one.name === concept.name ? { ...one, phrases: [...one.phrases, { text: word, language: 'en' }] } : one,
  );
  const changed = { ...rulebook, vocabulary: compileVocabulary(wider) };
  const mended: string[] = [];
  const broken: string[] = [];
  for (const one of containing) {
    const read = readFor(one.report, changed, one.window);
    const firings = refired(read, rulebook.rules, one.firings);
    const now = verdictOn(read, firings, rulebook.deciding).class;
    if (now === one.class) continue;
    if (now === one.label) mended.push(one.report.id);
    if (one.class === one.label) broken.push(one.report.id);
  }
  return { mended, broken };
}
