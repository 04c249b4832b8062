// The one file that knows natural. Sub-paths only: the main entry takes half a second and prints to stdout.

import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import german from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import spanish from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import french from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import italian from 'natural/lib/natural/stemmers/porter_stemmer_it.js';
import dutch from 'natural/lib/natural/stemmers/porter_stemmer_nl.js';
import portuguese from 'natural/lib/natural/stemmers/porter_stemmer_pt.js';
import { boundedCache } from './bounded-cache.js';

/** Languages a phrase can be written in, by ISO code; others are matched without stemming. */
const STEMMERS: Readonly<Record<string, { stem(word: string): string }>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese,
};

/** Longer words are not stemmed: they are no words of any language, and Porter is quadratic on them. */
export const LONGEST_STEMMED = 40;

const REMEMBERED_STEMS = 20_000;
const remembered = new Map(
  Object.keys(STEMMERS).map((language) => [language, boundedCache<string>(REMEMBERED_STEMS)]),
);

/** The stem of a folded word in a language, or the word itself where there is no stemmer. */
export function stemIn(language: string, word: string): string {
  const stemmer = STEMMERS[language];
  if (stemmer === undefined || word.length > LONGEST_STEMMED || word.length < 3) return word;
  const stems = remembered.get(language);
  const known = stems?.get(word);
  if (known !== undefined) return known;
  const found = stemmer.stem(word) || word;
  stems?.set(word, found);
  return found;
}
