// Which of the concepts found do not count as said of here and now: negated, over, supposed, or others' words.

import type { ConceptHit, Denial } from '../types.js';
import type { Role } from './concept.js';
import type { Found } from './find-concepts.js';
import type { Scan, Token } from './token.js';
import type { Entry, Vocabulary } from './vocabulary.js';

/** How far a negation reaches, in words. */
const NEGATION_REACH = 6;
/** How far an "if" reaches, in words. */
const HYPOTHESIS_REACH = 10;
/** How many words may stand between "titled" and the quotation it announces. */
const QUOTATION_REACH = 4;

export interface Denied {
  readonly hits: readonly ConceptHit[];
  /** Things that are said not to happen ("no orders since noon", "isn't taking payments"): concept names. */
  readonly lacking: readonly ConceptHit[];
}

/** Gives each hit its denial, if any. */
export function deny(found: readonly Found[], scan: Scan, vocabulary: Vocabulary): Denied {
  const { tokens } = scan;
  const entry = (hit: Found): Entry | undefined => vocabulary.concepts[hit.concept];
  const has = (hit: Found, role: Role): boolean => entry(hit)?.roles.includes(role) ?? false;
  const denials = new Map<Found, Denial>();
  const set = (hit: Found, denial: Denial): void => {
    if (entry(hit)?.deniable !== false && !denials.has(hit)) denials.set(hit, denial);
  };
  const breaks = clauseBreaks(found, has, tokens);
  const lacking: Found[] = [];

  quotations(found, tokens, has, set);
  const bySentence = group(found);
  for (const hits of bySentence.values()) {
    const operators = hits.filter((hit) => has(hit, 'negation') || has(hit, 'absence'));
    for (const operator of operators) {
      if (isPartOfAnother(operator, hits, has)) continue;
      const reach = reachOf(operator.lastWord, NEGATION_REACH, tokens, breaks, true);
      for (const hit of within(hits, operator.lastWord + 1, reach)) {
        if (hit === operator) continue;
        if (isSubject(entry(hit))) {
          if (hit.firstWord - operator.lastWord <= 4) lacking.push(hit);
        } else set(hit, 'negated');
      }
    }
    for (const operator of hits.filter((hit) => has(hit, 'hypothesis'))) {
      const reach = reachOf(operator.lastWord, HYPOTHESIS_REACH, tokens, breaks, true);
      for (const hit of within(hits, operator.lastWord + 1, reach))
        if (hit !== operator) set(hit, 'hypothetical');
    }
  }
  resolutions(found, bySentence, tokens, breaks, has, set, denials, entry);

  const hits = found.map((hit) => toHit(hit, entry(hit)?.name ?? '', denials.get(hit) ?? null));
  const namesDenied = (sentence: number): boolean =>
    hits.some(
      (hit, i) =>
        hit.sentence === sentence && hit.denied !== null && has(found[i] ?? lacking[0] ?? NOBODY, 'failure'),
    );
  return {
    hits,
    lacking: lacking
      .filter((hit) => !namesDenied(hit.sentence))
      .map((hit) => toHit(hit, entry(hit)?.name ?? '', null)),
  };
}

type HasRole = (hit: Found, role: Role) => boolean;
type SetDenial = (hit: Found, denial: Denial) => void;

const NOBODY: Found = { concept: -1, start: 0, end: 0, sentence: 0, firstWord: 0, lastWord: 0 };

/** A part of the business: that it does not happen is a failure, not a denial. */
function isSubject(entry: Entry | undefined): boolean {
  if (entry === undefined) return false;
  return (entry.function !== null || entry.area !== null) && !entry.roles.includes('failure');
}

/** "not work" as a failure swallows its own "not". */
function isPartOfAnother(operator: Found, hits: readonly Found[], has: HasRole): boolean {
  return (
    hits.some(
      (hit) =>
        hit !== operator &&
        hit.firstWord <= operator.firstWord &&
        hit.lastWord >= operator.lastWord &&
        hit.lastWord - hit.firstWord > operator.lastWord - operator.firstWord &&
        !has(hit, 'clause'),
    ) ||
    hits.some(
      (hit) =>
        hit !== operator &&
        hit.firstWord === operator.firstWord &&
        hit.lastWord === operator.lastWord &&
        (has(hit, 'failure') || has(hit, 'resolution')),
    )
  );
}

/** Word positions at which a clause ends: marked by punctuation, or by words such as "but". */
function clauseBreaks(found: readonly Found[], has: HasRole, tokens: readonly Token[]): ReadonlySet<number> {
  const breaks = new Set<number>();
  for (const hit of found) if (has(hit, 'clause')) breaks.add(hit.firstWord);
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token !== undefined && token.clause !== tokens[i - 1]?.clause) breaks.add(i);
  }
  return breaks;
}

/** The last word an operator at `from` reaches: a clause end stops it, and a comma unless a list goes on. */
function reachOf(
  from: number,
  most: number,
  tokens: readonly Token[],
  breaks: ReadonlySet<number>,
  commas: boolean,
): number {
  let reach = from;
  for (let i = from + 1; i <= from + most && i < tokens.length; i++) {
    if (breaks.has(i)) break;
    if (commas && tokens[i]?.comma === true && !listGoesOn(tokens, i)) break;
    reach = i;
  }
  return reach;
}

const LIST_WORDS = new Set(['or', 'nor', 'oder', 'ou', 'ni', 'né', 'o']);

function listGoesOn(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < at + 4 && i < tokens.length; i++)
    if (LIST_WORDS.has(tokens[i]?.norm ?? '')) return true;
  return false;
}

function within(hits: readonly Found[], from: number, to: number): readonly Found[] {
  return hits.filter((hit) => hit.firstWord >= from && hit.firstWord <= to);
}

/** Others' words: quoted lines beside words of the reporter's own, and quotations announced as titles or sayings. */
function quotations(found: readonly Found[], tokens: readonly Token[], has: HasRole, set: SetDenial): void {
  const own = tokens.filter((token) => token.quoted !== 'line').length;
  const cues = found.filter((hit) => has(hit, 'quotation'));
  for (const hit of found) {
    const first = tokens[hit.firstWord];
    if (first === undefined || has(hit, 'quotation')) continue;
    if (first.quoted === 'line' && own >= 6) set(hit, 'quoted');
    if (first.quoted !== 'marks') continue;
    let open = hit.firstWord;
    while (open > 0 && tokens[open - 1]?.quoted === 'marks' && tokens[open - 1]?.clause === first.clause)
      open--;
    const announced = cues.some(
      (cue) =>
        cue.lastWord < open + 1 && open - cue.lastWord <= QUOTATION_REACH && cue.sentence === hit.sentence,
    );
    if (announced) set(hit, 'quoted');
  }
}

/** A resolution denies the failures of its own clause, and of the sentences before it when it names nothing else. */
function resolutions(
  found: readonly Found[],
  bySentence: ReadonlyMap<number, readonly Found[]>,
  tokens: readonly Token[],
  breaks: ReadonlySet<number>,
  has: HasRole,
  set: SetDenial,
  denials: ReadonlyMap<Found, Denial>,
  entry: (hit: Found) => Entry | undefined,
): void {
  const failures = found.filter((hit) => has(hit, 'failure') && !has(hit, 'resolution'));
  for (const operator of found) {
    if (!has(operator, 'resolution') || denials.has(operator)) continue;
    const [from, to] = clauseOf(operator, tokens, breaks);
    const clause = (bySentence.get(operator.sentence) ?? []).filter(
      (hit) => hit.firstWord >= from && hit.lastWord <= to,
    );
    for (const hit of clause) if (hit !== operator && has(hit, 'failure')) set(hit, 'resolved');
    const still = failures.some((hit) => hit.firstWord > to && !denials.has(hit));
    if (still) continue;
    const subjects = new Set(clause.filter((hit) => isSubject(entry(hit))).map((hit) => hit.concept));
    for (const hit of failures) {
      if (hit.firstWord >= from) break;
      if (subjects.size === 0 || concerns(bySentence.get(hit.sentence) ?? [], subjects, entry))
        set(hit, 'resolved');
    }
  }
}

function concerns(
  hits: readonly Found[],
  subjects: ReadonlySet<number>,
  entry: (hit: Found) => Entry | undefined,
): boolean {
  const named = hits.filter((hit) => isSubject(entry(hit)));
  return named.length === 0 || named.some((hit) => subjects.has(hit.concept));
}

function clauseOf(hit: Found, tokens: readonly Token[], breaks: ReadonlySet<number>): [number, number] {
  let from = hit.firstWord;
  let to = hit.lastWord;
  while (from > 0 && !breaks.has(from) && tokens[from - 1]?.sentence === hit.sentence) from--;
  while (to + 1 < tokens.length && !breaks.has(to + 1) && tokens[to + 1]?.sentence === hit.sentence) to++;
  return [from, to];
}

function group(found: readonly Found[]): ReadonlyMap<number, readonly Found[]> {
  const groups = new Map<number, Found[]>();
  for (const hit of found) {
    const there = groups.get(hit.sentence);
    if (there === undefined) groups.set(hit.sentence, [hit]);
    else there.push(hit);
  }
  return groups;
}

function toHit(hit: Found, concept: string, denied: Denial | null): ConceptHit {
  const { start, end, sentence, firstWord, lastWord } = hit;
  return { concept, start, end, sentence, firstWord, lastWord, denied };
}
