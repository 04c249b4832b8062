import type { Given } from '../authoring/index.js';
import { scanText } from '../classifier/index.js';
import type { KnownWords } from '../learning/index.js';
import type { Directory } from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';

/** What is known of words: from reports that everybody may read, from the vocabulary, and from the directory. */
export function knownWords(
  { vocabulary }: Rulebook,
  read: readonly Given[],
  { people, areas }: Directory,
  phrases: readonly string[] = [],
): KnownWords {
  const ordinary = new Set<string>();
  for (const { report } of read)
    for (const token of scanText(report.text).tokens)
      if (token.kind === 'word' && !token.capital) ordinary.add(token.norm);
  const trade = new Set([...phrases, ...areas.flatMap(({ title, name }) => [title, name])].flatMap(wordsOf));
  const names = people.flatMap(({ name }) => wordsOf(name)).filter((word) => !ordinary.has(word));
  return {
    vocabulary,
    isOrdinary: (word) => ordinary.has(word),
    isOfTheTrade: (word) => trade.has(word),
    people: new Set(names),
  };
}

function wordsOf(text: string): readonly string[] {
  return scanText(text).tokens.flatMap(({ kind, norm }) => (kind === 'word' ? [norm] : []));
}
