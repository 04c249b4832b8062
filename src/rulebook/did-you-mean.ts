import { nearestName } from '../router/language/index.js';
import { wordMeant } from './other-words.js';

/** What a word that nobody knows was meant to be, by its spelling or by what others call it; null when that cannot be told. */
export function wordFor(word: string, known: readonly string[]): string | null {
  return wordMeant(word, known) ?? otherNumber(word, known) ?? nearestName(word, known);
}

/** The plural of a singular, and the other way round. */
function otherNumber(word: string, known: readonly string[]): string | null {
  const singular = (text: string) => text.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
  return known.find((name) => singular(name) === singular(word)) ?? null;
}

/** What else is known of a word that nobody defines. */
interface Around {
  /** True where what is known was listed as expected already. */
  readonly listed?: boolean;
  /** Where authors define more of them: "under areas in directory.yaml". */
  readonly home?: string;
}

/** A cure that names the nearest known word, or says what there is and where more of it is defined. */
export function cureFor(
  word: string,
  known: readonly string[],
  { listed = false, home }: Around = {},
): string {
  const meant = wordFor(word, known);
  if (meant !== null) return `Did you mean "${meant}"?`;
  const elsewhere = home === undefined ? '' : `, or define it ${home}`;
  if (listed) return `Use one of these${elsewhere}.`;
  if (known.length === 0) return `Define one${home === undefined ? '' : ` ${home}`}, or remove it.`;
  const shown = known.slice(0, 12).join(', ');
  return `Use one of: ${shown}${known.length > 12 ? ', …' : ''}${elsewhere}.`;
}
