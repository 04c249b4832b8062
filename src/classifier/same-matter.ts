// Whether a report tells of what others have told already: the same part of the business, of the same area. Narrow on
// purpose: whoever joins an incident by mistake is told that it is looked after, and nobody looks.

import { listOf } from './correlate.js';
import type { Entry } from './reading/vocabulary.js';
import type { Features } from './types.js';

/** What a report says fails. */
export interface Matter {
  readonly area: string;
  /** All parts of the business that it says fail. */
  readonly functions: readonly string[];
  /** Business-critical ones among them that belong to the area: by these the matter is known. Never empty. */
  readonly essential: readonly string[];
}

/** The matter of a report about that area; null where it says of nothing essential of it that it fails. */
export function matterOf(features: Features, area: string | null, concepts: readonly Entry[]): Matter | null {
  if (area === null) return null;
  const functions = listOf(features, 'functions');
  const essential = concepts
    .filter((concept) => concept.function === 'critical' && concept.area === area)
    .map(({ name }) => name)
    .filter((name) => functions.includes(name));
  return essential.length === 0 ? null : { area, functions, essential };
}

/** Whether others have told of the matter, and of all else that it says fails. */
export function isToldBy({ area, functions, essential }: Matter, others: readonly Matter[]): boolean {
  const alike = others.filter((other) => other.area === area);
  const told = new Set(alike.flatMap((other) => other.functions));
  return essential.some((name) => told.has(name)) && functions.every((name) => told.has(name));
}
