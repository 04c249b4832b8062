// Nearness of concepts: hits of several groups in one sentence, few words apart.

import type { ConceptHit } from '../types.js';
import type { NearValue } from './rule.js';

/** The closest hits, one of each group, in one sentence within the words allowed; null when there are none. */
export function nearest(hits: readonly ConceptHit[], value: NearValue): readonly ConceptHit[] | null {
  const [first] = value.concepts;
  if (first === undefined || hits.length < value.concepts.length) return null;
  let best: readonly ConceptHit[] | null = null;
  let fewest = value.within ?? Number.POSITIVE_INFINITY;
  for (const start of hits) {
    if (start.denied !== null || !first.includes(start.concept)) continue;
    const chosen = companions(start, hits, value.concepts);
    if (chosen === null) continue;
    const words = wordsAcross(chosen);
    if (words > fewest || (words === fewest && best !== null)) continue;
    best = chosen;
    fewest = words;
  }
  return best;
}

/** The hits of the other groups that stand closest to the first, or null when a group has none beside it. */
function companions(
  start: ConceptHit,
  hits: readonly ConceptHit[],
  groups: NearValue['concepts'],
): readonly ConceptHit[] | null {
  const chosen = [start];
  for (let i = 1; i < groups.length; i++) {
    const closest = closestOf(start, hits, groups[i] ?? []);
    if (closest === null) return null;
    chosen.push(closest);
  }
  return chosen;
}

function closestOf(
  start: ConceptHit,
  hits: readonly ConceptHit[],
  group: readonly string[],
): ConceptHit | null {
  let closest: ConceptHit | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const hit of hits) {
    if (hit.sentence !== start.sentence || hit.denied !== null || hit === start) continue;
    if (!group.includes(hit.concept)) continue;
    const words = Math.max(hit.firstWord - start.lastWord, start.firstWord - hit.lastWord);
    if (words < fewest) {
      closest = hit;
      fewest = words;
    }
  }
  return closest;
}

/** Words between the outermost of some hits, those of the outermost hits themselves not counted. */
function wordsAcross(hits: readonly ConceptHit[]): number {
  let firstEnd = Number.POSITIVE_INFINITY;
  let lastStart = 0;
  for (const hit of hits) {
    firstEnd = Math.min(firstEnd, hit.lastWord);
    lastStart = Math.max(lastStart, hit.firstWord);
  }
  return Math.max(0, lastStart - firstEnd - 1);
}
