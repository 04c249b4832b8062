// Which of the concepts found do not count as said of here and now: negated, over, supposed, or others' words.

import type { ConceptHit, Denial } from '../types.js';
import type { Found } from './find-concepts.js';
import type { Token } from './token.js';
import { ROLE_BITS, type Vocabulary } from './vocabulary.js';

/** How far a negation reaches, in words. */
const NEGATION_REACH = 6;
/** How far an "if" reaches, in words. */
const HYPOTHESIS_REACH = 10;
/** How many words may stand between a negation and what it says does not happen. */
const LACKING_REACH = 4;
/** How far around "scheduled maintenance" nothing fails, in words. */
const PLAN_REACH = 20;
/** How many words may stand between "titled" and the quotation it announces. */
const QUOTATION_REACH = 4;
/** Quoted lines are others' words when the reporter has at least this many of their own. */
const OWN_WORDS = 6;

/** A text with more is a list; the last ones are looked at, so that the work stays linear. */
const MOST_RESOLUTIONS = 50;

export interface Denied {
  /** As many as were found, in the same order. */
  readonly hits: readonly ConceptHit[];
  /** Indexes of the things that are said not to happen ("no orders since noon", "isn't taking payments"). */
  readonly lacking: readonly number[];
}

/** Gives each concept found its denial, if any. */
export function deny(found: readonly Found[], tokens: readonly Token[], vocabulary: Vocabulary): Denied {
  const ground = groundOf(found, tokens, vocabulary);
  const lacking: number[] = [];
  if ((ground.roles & OPERATORS) !== 0) operate(ground, lacking);
  quoteLines(ground);
  if ((ground.roles & ROLE_BITS.resolution) !== 0) resolveAll(ground);
  return { hits: found.map((hit, i) => hitOf(ground, hit, i)), lacking: notBesideDenied(ground, lacking) };
}

const OPERATORS =
  ROLE_BITS.quotation | ROLE_BITS.negation | ROLE_BITS.absence | ROLE_BITS.hypothesis | ROLE_BITS.planned;

function operate(ground: Ground, lacking: number[]): void {
  for (let i = 0; i < ground.found.length; i++) {
    if (ground.has(i, ROLE_BITS.quotation)) quote(ground, i);
    else if (ground.has(i, ROLE_BITS.negation | ROLE_BITS.absence)) negate(ground, i, lacking);
    else if (ground.has(i, ROLE_BITS.hypothesis)) suppose(ground, i);
    else if (ground.has(i, ROLE_BITS.planned)) plan(ground, i);
  }
}

function resolveAll(ground: Ground): void {
  const resolutions = ground.found.flatMap((_, i) => (ground.has(i, ROLE_BITS.resolution) ? [i] : []));
  for (const i of resolutions.slice(-MOST_RESOLUTIONS)) resolve(ground, i);
}

/** All that the operators look at; `denials` is filled as they work. */
interface Ground {
  readonly found: readonly Found[];
  readonly tokens: readonly Token[];
  readonly vocabulary: Vocabulary;
  readonly denials: (Denial | null)[];
  /** Words that begin a clause because of a word such as "but". */
  readonly breaks: ReadonlySet<number>;
  /** The roles that any of them has. */
  readonly roles: number;
  /** Whether a hit has one of some roles. */
  has(index: number, roles: number): boolean;
}

function groundOf(found: readonly Found[], tokens: readonly Token[], vocabulary: Vocabulary): Ground {
  const bits = found.map((hit) => vocabulary.roleBits[hit.concept] ?? 0);
  const roles = bits.reduce((all, own) => all | own, 0);
  const has = (index: number, wanted: number): boolean => ((bits[index] ?? 0) & wanted) !== 0;
  const breaks = (roles & ROLE_BITS.clause) === 0 ? NO_BREAKS : new Set<number>();
  if (breaks !== NO_BREAKS)
    found.forEach((hit, i) => {
      if (has(i, ROLE_BITS.clause)) breaks.add(hit.firstWord);
    });
  return { found, tokens, vocabulary, breaks, roles, has, denials: found.map(() => null) };
}

const NO_BREAKS = new Set<number>();

function set(ground: Ground, index: number, denial: Denial): void {
  const entry = ground.vocabulary.concepts[ground.found[index]?.concept ?? -1];
  if (entry?.deniable === true && ground.denials[index] === null) ground.denials[index] = denial;
}

/** A part of the business: that it does not happen is a failure, not a denial. */
function isSubject(ground: Ground, index: number): boolean {
  const entry = ground.vocabulary.concepts[ground.found[index]?.concept ?? -1];
  return (
    entry !== undefined &&
    (entry.function !== null || entry.area !== null) &&
    !ground.has(index, ROLE_BITS.failure)
  );
}

function negate(ground: Ground, operator: number, lacking: number[]): void {
  const { found } = ground;
  const from = found[operator]?.lastWord ?? 0;
  if (isSwallowed(ground, operator)) return;
  const reach = reachOf(ground, from, NEGATION_REACH);
  forWords(ground, operator, from + 1, reach, (i, first) => {
    if (!isSubject(ground, i)) set(ground, i, 'negated');
    else if (first - from <= LACKING_REACH) lacking.push(i);
  });
}

function suppose(ground: Ground, operator: number): void {
  const from = ground.found[operator]?.lastWord ?? 0;
  forWords(ground, operator, from + 1, reachOf(ground, from, HYPOTHESIS_REACH), (i) =>
    set(ground, i, 'hypothetical'),
  );
}

/** What is planned for later does not fail now. */
function plan(ground: Ground, operator: number): void {
  const own = ground.found[operator];
  if (own === undefined) return;
  forWords(ground, operator, own.firstWord - PLAN_REACH, own.lastWord + PLAN_REACH, (i) => {
    if (ground.has(i, ROLE_BITS.failure) && ground.found[i]?.sentence === own.sentence)
      set(ground, i, 'hypothetical');
  });
}

/** "not work", a failure, swallows its own "not"; so does "no longer an issue", a resolution. */
function isSwallowed(ground: Ground, operator: number): boolean {
  const own = ground.found[operator];
  if (own === undefined) return false;
  let swallowed = false;
  forNeighbours(ground, operator, own.firstWord, (i, hit) => {
    if (hit.firstWord > own.firstWord || hit.lastWord < own.lastWord) return;
    if (ground.has(i, ROLE_BITS.failure | ROLE_BITS.resolution)) swallowed = true;
  });
  return swallowed;
}

/** The last word an operator reaches: the end of a clause stops it, and a comma unless a list goes on. */
function reachOf(ground: Ground, from: number, most: number): number {
  const { tokens, breaks } = ground;
  let reach = from;
  for (let i = from + 1; i <= from + most && i < tokens.length; i++) {
    if (breaks.has(i) || tokens[i]?.clause !== tokens[i - 1]?.clause) break;
    if (tokens[i]?.comma === true && !listGoesOn(tokens, i)) break;
    reach = i;
  }
  return reach;
}

const LIST_WORDS = new Set(['or', 'nor', 'oder', 'noch', 'ou', 'ni', 'ne', 'o']);

function listGoesOn(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < at + 4 && i < tokens.length; i++)
    if (LIST_WORDS.has(tokens[i]?.norm ?? '')) return true;
  return false;
}

/** Others' words, announced: 'a work titled "The Crash"'. */
function quote(ground: Ground, operator: number): void {
  const { tokens, found } = ground;
  const own = found[operator];
  if (own === undefined) return;
  let open = own.lastWord + 1;
  while (
    open <= own.lastWord + QUOTATION_REACH &&
    tokens[open]?.sentence === own.sentence &&
    tokens[open]?.quoted !== 'marks'
  )
    open++;
  if (tokens[open]?.quoted !== 'marks' || tokens[open]?.sentence !== own.sentence) return;
  let close = open;
  while (tokens[close + 1]?.quoted === 'marks' && tokens[close + 1]?.sentence === own.sentence) close++;
  forWords(ground, operator, open, close, (i) => set(ground, i, 'quoted'));
}

function quoteLines(ground: Ground): void {
  const { tokens, found } = ground;
  if (!tokens.some((token) => token.quoted === 'line')) return;
  if (tokens.filter((token) => token.quoted !== 'line').length < OWN_WORDS) return;
  found.forEach((hit, i) => {
    if (tokens[hit.firstWord]?.quoted === 'line') set(ground, i, 'quoted');
  });
}

/** A resolution takes back the failures of its clause, and those before it when it names nothing else. */
function resolve(ground: Ground, operator: number): void {
  const { found, denials } = ground;
  const own = found[operator];
  if (own === undefined || denials[operator] !== null) return;
  const [from, to] = clauseOf(ground, own);
  const subjects = new Set<number>();
  forWords(ground, operator, from, to, (i) => {
    if (isSubject(ground, i)) subjects.add(found[i]?.concept ?? -1);
    else if (ground.has(i, ROLE_BITS.failure)) set(ground, i, 'resolved');
  });
  if (found.some((hit, i) => hit.firstWord > to && denials[i] === null && isFailure(ground, i))) return;
  const general = subjects.size === 0 || ground.has(operator, ROLE_BITS.retraction);
  const concerned = general ? null : sentencesOn(ground, subjects);
  for (let i = 0; i < operator; i++) {
    const hit = found[i];
    if (hit === undefined || hit.firstWord >= from || !isFailure(ground, i)) continue;
    if (concerned === null || concerned(hit.sentence)) set(ground, i, 'resolved');
  }
}

function isFailure(ground: Ground, index: number): boolean {
  return ground.has(index, ROLE_BITS.failure) && !ground.has(index, ROLE_BITS.resolution);
}

/** Whether a sentence names one of these parts of the business, or none at all. */
function sentencesOn(ground: Ground, subjects: ReadonlySet<number>): (sentence: number) => boolean {
  const naming = new Map<number, boolean>();
  ground.found.forEach((hit, i) => {
    if (!isSubject(ground, i)) return;
    naming.set(hit.sentence, naming.get(hit.sentence) === true || subjects.has(hit.concept));
  });
  return (sentence) => naming.get(sentence) !== false;
}

function clauseOf(ground: Ground, hit: Found): [number, number] {
  const { tokens, breaks } = ground;
  let from = hit.firstWord;
  let to = hit.lastWord;
  while (from > 0 && !breaks.has(from) && tokens[from - 1]?.clause === tokens[from]?.clause) from--;
  while (to + 1 < tokens.length && !breaks.has(to + 1) && tokens[to + 1]?.clause === tokens[to]?.clause) to++;
  return [from, to];
}

/** "not a payment issue": what is lacking there is the issue. */
function notBesideDenied(ground: Ground, lacking: readonly number[]): readonly number[] {
  if (lacking.length === 0) return lacking;
  const denied = new Set<number>();
  ground.found.forEach((hit, i) => {
    if (ground.denials[i] === 'negated' && ground.has(i, ROLE_BITS.failure)) denied.add(hit.sentence);
  });
  return lacking.filter((i) => !denied.has(ground.found[i]?.sentence ?? -1));
}

/** Calls back for the hits that begin within the words `from` to `to`; hits are sorted by place. */
function forWords(
  ground: Ground,
  operator: number,
  from: number,
  to: number,
  then: (index: number, firstWord: number) => void,
): void {
  const { found } = ground;
  let i = operator;
  while (i > 0 && (found[i - 1]?.firstWord ?? -1) >= from) i--;
  for (; i < found.length; i++) {
    const first = found[i]?.firstWord ?? 0;
    if (first > to) return;
    if (first >= from && i !== operator) then(i, first);
  }
}

/** Calls back for hits that may cover a word: those that begin up to twelve words before it. */
function forNeighbours(
  ground: Ground,
  operator: number,
  word: number,
  then: (index: number, hit: Found) => void,
): void {
  const { found } = ground;
  let i = operator;
  while (i > 0 && (found[i - 1]?.firstWord ?? -1) >= word - 12) i--;
  for (; i < found.length; i++) {
    const hit = found[i];
    if (hit === undefined || hit.firstWord > word) return;
    if (i !== operator) then(i, hit);
  }
}

function hitOf(ground: Ground, hit: Found, index: number): ConceptHit {
  const { start, end, sentence, firstWord, lastWord } = hit;
  const concept = ground.vocabulary.concepts[hit.concept]?.name ?? '';
  return { concept, start, end, sentence, firstWord, lastWord, denied: ground.denials[index] ?? null };
}
