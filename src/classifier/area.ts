// Which part of the product a report is about: concepts that belong to an area vote for it, louder the earlier
// they are named; rules that fired have a voice too. Measured on the labelled reports: people name the matter
// first, and nearness to the words of failure adds nothing to that.

import type { AreaChance } from './leaning/index.js';
import type { Entry } from './reading/vocabulary.js';
import { quote } from './rules/quote.js';
import type { Rule } from './rules/rule.js';
import type { ConceptHit, Evidence } from './types.js';

/** The area that takes what no other claims. */
export const fallbackArea = 'other';

/** The area of each concept that has one. */
export type ConceptAreas = ReadonlyMap<string, string>;

/** What finding the area needs of a vocabulary. */
export function conceptAreas(concepts: readonly Entry[]): ConceptAreas {
  return new Map(concepts.flatMap(({ name, area }) => (area === null ? [] : [[name, area] as const])));
}

/** The words that voted for an area. */
export function areaEvidence(
  area: string | null,
  hits: readonly ConceptHit[],
  areas: ConceptAreas,
  text: string,
): readonly Evidence[] {
  if (area === null) return [];
  return quote(
    hits.filter((hit) => areas.get(hit.concept) === area),
    text,
  );
}

/** The area with the most votes; null when nothing votes. */
export function elect(
  hits: readonly ConceptHit[],
  areas: ConceptAreas,
  fired: readonly Rule[],
  leanings: Iterable<AreaChance>,
): string | null {
  const poll: Poll = { areas: [], votes: [] };
  for (const hit of hits) {
    const area = areas.get(hit.concept);
    if (area !== undefined) vote(poll, area, voteOf(hit));
  }
  for (const rule of fired) if (rule.area !== null) vote(poll, rule.area, RULE_VOTE);
  for (const [area, chance] of leanings) vote(poll, area, chance * LEANING_VOTE);
  return winner(poll);
}

// Relative to 1, an asserted one-word concept that opens the report.
const RULE_VOTE = 0.2;
const LEANING_VOTE = 1.5;
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

/** Areas voted for, with their votes beside them: few enough to be searched one by one. */
interface Poll {
  readonly areas: string[];
  readonly votes: number[];
}

function vote({ areas, votes }: Poll, area: string, share: number): void {
  const at = areas.indexOf(area);
  if (at >= 0) votes[at] = (votes[at] ?? 0) + share;
  else {
    areas.push(area);
    votes.push(share);
  }
}

function winner({ areas, votes }: Poll): string | null {
  let best: string | null = null;
  let most = 0;
  for (let i = 0; i < areas.length; i++) {
    const area = areas[i] ?? '';
    const own = votes[i] ?? 0;
    if (own > most || (own === most && own > 0 && best !== null && area < best)) [best, most] = [area, own];
  }
  return best;
}
