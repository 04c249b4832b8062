// Takes a phrase apart into what the matcher looks for, one after the other.

import { type BoundedCache, boundedCache } from './bounded-cache.js';
import { fold } from './characters.js';
import { scan } from './scan.js';
import { stemIn } from './stems.js';

/** One thing to find: a symbol (`=word` exactly, `en:stem` by stem), or a gap of at most three words. */
export type Step = string | typeof GAP;
export const GAP = null;

/** How many words a `...` may stand for. */
export const GAP_WORDS = 3;

/** The source of a `/regular expression/`, or null when the phrase is made of words. */
export function expressionOf(phrase: string): string | null {
  const trimmed = phrase.trim();
  return trimmed.length > 2 && trimmed.startsWith('/') && trimmed.endsWith('/') ? trimmed.slice(1, -1) : null;
}

/** The steps of a phrase and of its spellings: `log in` is also `login`, `checkout` also `check out`. */
export function stepsOf(phrase: string, language: string): readonly (readonly Step[])[] {
  const remembered = stepsIn(language);
  const known = remembered.get(phrase);
  if (known !== undefined) return known;
  const steps = takeApart(phrase, language);
  remembered.set(phrase, steps);
  return steps;
}

type Remembered = BoundedCache<readonly (readonly Step[])[]>;

// A vocabulary is checked in several respects before it is compiled, and each asks for the steps anew.
const byLanguage = new Map<string, Remembered>();

function stepsIn(language: string): Remembered {
  const there = byLanguage.get(language);
  if (there !== undefined) return there;
  const made: Remembered = boundedCache(20_000);
  byLanguage.set(language, made);
  return made;
}

function takeApart(phrase: string, language: string): readonly (readonly Step[])[] {
  const steps: Step[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    for (const token of scan(plain.join(' ')))
      steps.push(symbolOf(token.norm, token.kind === 'word', language));
    plain = [];
  };
  for (const piece of phrase.trim().split(/\s+/)) {
    if (piece === '...' || piece === '…') {
      flush();
      steps.push(GAP);
    } else if (piece.startsWith('=') && piece.length > 1) {
      flush();
      for (const token of scan(piece.slice(1))) steps.push(`=${token.norm}`);
    } else if (piece !== '') plain.push(piece);
  }
  flush();
  const trimmed = trimGaps(steps);
  return trimmed.length === 0 ? [] : [trimmed, ...respellings(phrase, trimmed, language)];
}

/** The symbol of a word by its stem, or of anything else exactly. */
export function symbolOf(norm: string, isWord: boolean, language: string): string {
  return isWord ? `${language}:${stemIn(language, norm)}` : `=${norm}`;
}

const PARTICLES = [
  'in',
  'out',
  'up',
  'off',
  'on',
  'down',
  'over',
  'back',
  'time',
  'site',
  'base',
  'page',
  'mail',
  'line',
];
const WORD = /^[\p{L}]{2,12}$/u;

function respellings(phrase: string, steps: readonly Step[], language: string): Step[][] {
  const words = fold(phrase)
    .trim()
    .split(/[\s-]+/);
  const [first, second] = words;
  if (words.length === 2 && first !== undefined && second !== undefined && steps.length === 2) {
    if (!WORD.test(first) || !WORD.test(second) || !PARTICLES.includes(second)) return [];
    return [[symbolOf(first + second, true, language)]];
  }
  if (words.length !== 1 || first === undefined || steps.length !== 1 || language !== 'en') return [];
  const particle = PARTICLES.find(
    (p) => first.endsWith(p) && first.length - p.length >= 3 && !NOT_SPLIT.has(first),
  );
  if (particle === undefined || !/^\p{L}+$/u.test(first)) return [];
  return [[symbolOf(first.slice(0, -particle.length), true, language), symbolOf(particle, true, language)]];
}

const NOT_SPLIT = new Set(
  'again certain explain obtain remain contain maintain complain domain within bargain captain train common person reason season million station question action version mission session position option transaction auction authentication production discover recover handover turnover cover remove deliver over online offline deadline sometime'.split(
    ' ',
  ),
);

function trimGaps(steps: readonly Step[]): readonly Step[] {
  let from = 0;
  let to = steps.length;
  while (from < to && steps[from] === GAP) from++;
  while (to > from && steps[to - 1] === GAP) to--;
  return steps.slice(from, to);
}
