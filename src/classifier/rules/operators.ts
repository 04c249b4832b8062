// Our own operators, where json-rules-engine has none: nearness of concepts, regular expressions in linear
// time, several partners at once. The engine and the rejecting predicates share these functions.

import { areTogether } from '../correlate.js';
import type { ConceptHit } from '../types.js';
import { nearest } from './near.js';
import type { NearValue, SimultaneousValue } from './rule.js';
import type { Seen } from './situation.js';
import { firstMatch } from './text-match.js';

/** Operators added to json-rules-engine, by name. */
export const OUR_OPERATORS = {
  near: (hits: unknown, value: unknown) =>
    nearest(hits as readonly ConceptHit[], value as NearValue) !== null,
  matches: (text: unknown, value: unknown) =>
    typeof text === 'string' && firstMatch(text, String(value)) !== null,
  simultaneous: (seen: unknown, value: unknown) => areTogether(seen as Seen, value as SimultaneousValue),
} as const;
