// Which part of the product a report is about: concepts that belong to an area vote for it, louder the earlier
// they are named; rules that fired have a voice too. Measured on the labelled reports: people name the matter
// first, and nearness to the words of failure adds nothing to that.

import type { Entry } from './reading/vocabulary.js';
import { quote } from './rules/evidence.js';
import type { Rule } from './rules/rule.js';
import type { ConceptHit, Evidence } from './types.js';

/** The area of each concept that has one. */
export type ConceptAreas = ReadonlyMap<string, string>;

export interface AreaFound {
  readonly area: string | null;
  readonly evidence: readonly Evidence[];
}

/** What finding the area needs of a vocabulary. */
export function conceptAreas(concepts: readonly Entry[]): ConceptAreas {
  return new Map(concepts.flatMap(({ name, area }) => (area === null ? [] : [[name, area] as const])));
}

/** The area with the most votes, and the words that voted for it; null when nothing votes. */
export function findArea(
  hits: readonly ConceptHit[],
  areas: ConceptAreas,
  fired: readonly Rule[],
  leanings: Readonly<Record<string, number>>,
  text: string,
): AreaFound {
  const votes = new Map<string, number>();
  const add = (area: string, vote: number) => votes.set(area, (votes.get(area) ?? 0) + vote);
  for (const hit of hits) {
    const area = areas.get(hit.concept);
    if (area !== undefined) add(area, voteOf(hit));
  }
  for (const rule of fired) if (rule.area !== null) add(rule.area, RULE_VOTE);
  for (const [area, chance] of Object.entries(leanings)) add(area, chance * LEANING_VOTE);
  const area = winner(votes);
  const spans = hits.filter((hit) => area !== null && areas.get(hit.concept) === area);
  return { area, evidence: quote(spans, text) };
}

// Relative to 1, an asserted one-word concept that opens the report.
const RULE_VOTE = 0.2;
const LEANING_VOTE = 1;
const DENIED_VOTE = 0.7;
const LATE_VOTE = 0.2;
const MORE_WORDS_VOTE = 0.4;
/** After this many words half of what an early place adds is gone. */
const EARLY_WORDS = 5;

function voteOf(hit: ConceptHit): number {
  const asserted = hit.denied === null ? 1 : DENIED_VOTE;
  const specific = 1 + MORE_WORDS_VOTE * (hit.lastWord - hit.firstWord);
  const early = LATE_VOTE + (1 - LATE_VOTE) / (1 + hit.firstWord / EARLY_WORDS);
  return asserted * specific * early;
}

function winner(votes: ReadonlyMap<string, number>): string | null {
  let best: readonly [string, number] | null = null;
  for (const [area, vote] of votes)
    if (vote > 0 && (best === null || vote > best[1] || (vote === best[1] && area < best[0])))
      best = [area, vote];
  return best?.[0] ?? null;
}
