// Finds the word of the vocabulary that a mistyped word was meant to be: one letter too many, too few, wrong
// or swapped, or letters doubled where they are not. One error leaves the first or the last two letters intact,
// so two small indexes suffice.

import { stemIn } from './stems.js';

export interface NearWords {
  readonly byHead: ReadonlyMap<string, readonly Candidate[]>;
  readonly byTail: ReadonlyMap<string, readonly Candidate[]>;
}

interface Candidate {
  readonly stem: string;
  readonly symbol: number;
}

/** Shorter words are taken as written: too many of them are one letter apart. */
export const SHORTEST_MENDED = 6;
const SHORTEST_STEM = 5;
const LONGEST_MENDED = 24;

/** An index of the English stems among the symbols of a vocabulary. */
export function nearWords(symbols: readonly string[]): NearWords {
  const byHead = new Map<string, Candidate[]>();
  const byTail = new Map<string, Candidate[]>();
  symbols.forEach((name, symbol) => {
    const stem = name.startsWith('en:') ? name.slice(3) : '';
    if (stem.length < SHORTEST_STEM || stem.length > LONGEST_MENDED || !/^[a-z]+$/.test(stem)) return;
    const single = undoubled(stem);
    push(byHead, head(single), { stem: single, symbol });
    push(byTail, tail(single), { stem: single, symbol });
  });
  return { byHead, byTail };
}

/** The symbol of the only stem one typing error away from the word, or null. */
export function near(index: NearWords, norm: string): number | null {
  if (norm.length < SHORTEST_MENDED || norm.length > LONGEST_MENDED || !/^[a-z]+$/.test(norm)) return null;
  const stem = undoubled(stemIn('en', norm));
  if (stem.length < SHORTEST_STEM - 1) return null;
  const candidates = [...(index.byHead.get(head(stem)) ?? []), ...(index.byTail.get(tail(stem)) ?? [])];
  const found = new Set(
    candidates.filter((it) => stem === it.stem || isOneErrorApart(stem, it.stem)).map((it) => it.symbol),
  );
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

/** Whether two words differ by one insertion, deletion, swap, or a letter beside the right one on the keyboard. */
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
  if (left.length === 0 || right.length === 0) return back > 0;
  if (left.length === 1 && right.length === 1) return back > 0 && isSlip(left, right);
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
