// Finds the word of the vocabulary that a mistyped word was meant to be: one letter too many, too few, wrong
// or swapped, or letters doubled where they are not. One error leaves the first or the last two letters intact,
// so two small indexes suffice.

import { stemIn } from './stems.js';

export interface NearWords {
  readonly byHead: ReadonlyMap<string, readonly Candidate[]>;
  readonly byTail: ReadonlyMap<string, readonly Candidate[]>;
}

interface Candidate {
  /** A word as spelt, or its stem. */
  readonly form: string;
  readonly undoubled: string;
  readonly symbol: number;
}

/** Shorter words are taken as written: too many of them are one letter apart. */
export const SHORTEST_MENDED = 6;
const SHORTEST_FORM = 5;
const LONGEST_MENDED = 24;

/** An index of the words of a vocabulary, by spelling and by stem, with the symbol each stands for. */
export function nearWords(words: readonly string[], symbols: Int32Array): NearWords {
  const byHead = new Map<string, Candidate[]>();
  const byTail = new Map<string, Candidate[]>();
  const known = new Set<string>();
  const add = (form: string, symbol: number): void => {
    if (form.length < SHORTEST_FORM || known.has(`${form} ${symbol}`)) return;
    known.add(`${form} ${symbol}`);
    const candidate = { form, undoubled: undoubled(form), symbol };
    push(byHead, head(candidate.undoubled), candidate);
    push(byTail, tail(candidate.undoubled), candidate);
  };
  for (const [i, word] of words.entries()) {
    const symbol = symbols[i] ?? 0;
    add(word, symbol);
    add(stemIn('en', word), symbol);
  }
  return { byHead, byTail };
}

/** Whether a word can be in the index at all: of plain letters, and neither short nor endless. */
export function isMendable(word: string): boolean {
  return word.length >= SHORTEST_MENDED && word.length <= LONGEST_MENDED && /^[a-z]+$/.test(word);
}

/** The symbol of the only word one typing error away from the word, or null. */
export function near(index: NearWords, norm: string): number | null {
  if (!isMendable(norm) || MISTAKABLE.has(norm)) return null;
  const found = new Set([...nearForm(index, norm), ...nearForm(index, stemIn('en', norm))]);
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function nearForm(index: NearWords, form: string): number[] {
  const single = undoubled(form);
  const candidates = [...(index.byHead.get(head(single)) ?? []), ...(index.byTail.get(tail(single)) ?? [])];
  return candidates
    .filter(
      (it) =>
        (single === it.undoubled && single.length >= SHORTEST_FORM - 1) || isOneErrorApart(form, it.form),
    )
    .map((it) => it.symbol);
}

/** Words that are right and one letter away from others. */
const MISTAKABLE = new Set(['thorough', 'thoroughly', 'throughout']);
/** The shorter the words, the more right ones are one error apart: forms must be this long for each kind of error. */
const LONG_ENOUGH = { swap: 6, addition: 7, slip: 8 };

/**
 * Whether two words or stems differ by one letter too many or too few, two swapped, or one beside the right one on the
 * keyboard, and are long enough for that to be an error.
 */
export function isOneErrorApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from++;
  let back = 0;
  while (
    back < a.length - from &&
    back < b.length - from &&
    a[a.length - 1 - back] === b[b.length - 1 - back]
  )
    back++;
  const left = a.slice(from, a.length - back);
  const right = b.slice(from, b.length - back);
  const shorter = Math.min(a.length, b.length);
  if (left.length === 0 || right.length === 0) return back > 0 && shorter >= LONG_ENOUGH.addition;
  if (left.length === 1 && right.length === 1)
    return back > 0 && shorter >= LONG_ENOUGH.slip && isSlip(left, right);
  if (shorter < LONG_ENOUGH.swap) return false;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Neighbours on the keyboard, or one vowel for another; other letters make other words. */
function isSlip(a: string, b: string): boolean {
  if (/[aeiou]/.test(a) && /[aeiou]/.test(b)) return true;
  return ROWS.some(
    (row) => row.includes(a) && row.includes(b) && Math.abs(row.indexOf(a) - row.indexOf(b)) === 1,
  );
}

/** `occured` and `dissapear` differ from the right spelling by doubled letters only. */
function undoubled(word: string): string {
  return word.replace(/(.)\1/g, '$1');
}

function head(stem: string): string {
  return stem.slice(0, 2);
}

function tail(stem: string): string {
  return stem.charAt(0) + stem.slice(-2);
}

function push(index: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [candidate]);
  else there.push(candidate);
}
