// Counts of what no concept names: "340 of them", "16 so far", "some 80 pairs", "31 units".

import { isIdentifier, larger, type Quantity } from './quantities.js';
import { nextNorm, previousToken, type Token } from './token.js';

/** The most that was counted without a noun that is known. */
export interface BareCounts {
  /** Counted as the report itself speaks of them: they go before what names one. */
  readonly told: Quantity | null;
  /** Plurals and rough numbers, which may be counted for another reason. */
  readonly other: Quantity | null;
}

export const NO_COUNTS: BareCounts = { told: null, other: null };

/** Reads counts from `least` on. */
export function bareCounts(tokens: readonly Token[], least: number): BareCounts {
  let told: Quantity | null = null;
  let other: Quantity | null = null;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'number' || token.value === null || token.value < least) continue;
    if (!Number.isInteger(token.value) || isIdentifier(tokens, at)) continue;
    const end = isTold(tokens, at) ? 2 : isPlural(tokens, at) ? 1 : isRough(tokens, at) ? 0 : -1;
    if (end < 0) continue;
    const quantity = {
      count: token.value,
      exact: true,
      start: token.start,
      end: tokens[at + end]?.end ?? token.end,
    };
    if (end === 2) told = larger(told, quantity);
    else other = larger(other, quantity);
  }
  return { told, other };
}

/** "340 of them", "16 so far". */
function isTold(tokens: readonly Token[], at: number): boolean {
  const next = nextNorm(tokens, at);
  const after = nextNorm(tokens, at + 1);
  return (next === 'of' && PRONOUNS.has(after)) || (next === 'so' && after === 'far');
}

/** "31 units", but neither "31 minutes" nor "her own 31 works". */
function isPlural(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (next === undefined || next.comma || next.clause !== tokens[at]?.clause) return false;
  const noun = nextNorm(tokens, at);
  return /^[a-z]{2,}[^s]s$/.test(noun) && !NO_COUNTED.has(noun) && !isOwned(tokens, at);
}

/** "some 80", "at least 40", where no unit follows. */
function isRough(tokens: readonly Token[], at: number): boolean {
  const before = previousToken(tokens, at);
  if (before === undefined || NO_COUNTED.has(nextNorm(tokens, at))) return false;
  if (before.norm === 'least' || (before.norm === 'than' && previousToken(tokens, at - 1)?.norm === 'more'))
    return true;
  return ROUGHLY.has(before.norm);
}

function isOwned(tokens: readonly Token[], at: number): boolean {
  return OWNERS.has(previousToken(tokens, at)?.norm ?? '');
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));
const PRONOUNS = setOf('them us you these those');
const OWNERS = setOf('his her my their its our own');
const ROUGHLY = setOf('some around about roughly nearly almost approximately circa ca');
/** Units, and verbs that end like plurals. */
const NO_COUNTED = setOf(`
  second seconds sec secs ms minute minutes min mins m hour hours h hrs day days week weeks month months
  year years decades nights am pm o et utc cet euro euros dollar dollars pounds francs bucks cents quid points
  px pixels mb gb kb km kilos grams miles meters metres inches cm mm degrees percent times pages rows lines
  characters chars words letters steps stars
  does leads loses ends expires closes opens starts goes shows says gets begins lacks wants needs fails runs
  looks stops comes leaves was has is this plus minus versus pls
`);
