// The only file of this room that knows natural: it reads the WordNet files that natural brings. Not behind the
// door, since it reads from disk; who wants kindred words passes this in.

import WordNet from 'natural/lib/natural/wordnet/wordnet.js';

/** English words and phrases of a like meaning, lower case; none for a word that WordNet does not know. */
export type KindredWords = (word: string) => Promise<readonly string[]>;

/** Kindred words by WordNet: those of the same sense, and for adjectives those of a similar one. */
export function wordNet(): KindredWords {
  const words = new WordNet();
  return async (word) => {
    // Its reader searches byte by byte, and finds nothing of use for what is not plain words.
    if (!/^[a-z][a-z '-]*$/i.test(word)) return [];
    const synsets = await new Promise<readonly Synset[]>((resolve) => words.lookup(word, resolve));
    const similar = synsets.flatMap(({ ptrs }) => ptrs.filter((ptr) => ptr.pointerSymbol === '&'));
    const further: Synset[] = [];
    for (const { synsetOffset, pos } of similar)
      further.push(await new Promise<Synset>((resolve) => words.get(synsetOffset, pos, resolve)));
    const found = [...synsets, ...further].flatMap(({ synonyms }) => synonyms.map(plain));
    return [...new Set(found)].filter((other) => other !== word.toLowerCase());
  };
}

type Synset = Parameters<Parameters<WordNet['lookup']>[1]>[0][number];

/** `wiped_out(p)` is written "wiped out". */
function plain(lemma: string): string {
  return lemma
    .replace(/\([a-z]+\)$/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
}
