// Which part of the product a report is about: concepts that belong to an area vote for it, louder the closer
// they stand to what fails; rules that fired have a voice too.

import type { Entry, Role } from './reading/vocabulary.js';
import { quote } from './rules/evidence.js';
import type { Rule } from './rules/rule.js';
import type { ConceptHit, Evidence } from './types.js';

/** What the vocabulary says of a concept beyond its words. */
export interface ConceptNote {
  readonly area: string | null;
  /** Words that say something fails: an area mentioned near them is the one that matters. */
  readonly failing: boolean;
}

export interface AreaFound {
  readonly area: string | null;
  readonly evidence: readonly Evidence[];
}

/** The notes that area finding needs, by concept. */
export function conceptNotes(concepts: readonly Entry[]): ReadonlyMap<string, ConceptNote> {
  const failing = (roles: readonly Role[]) => roles.some((role) => FAILING.includes(role));
  return new Map(concepts.map(({ name, area, roles }) => [name, { area, failing: failing(roles) }]));
}

const FAILING: readonly Role[] = ['failure', 'downtime', 'fault'];

/** The area with the most votes, and the words that voted for it; null when nothing votes. */
export function findArea(
  hits: readonly ConceptHit[],
  notes: ReadonlyMap<string, ConceptNote>,
  fired: readonly Rule[],
  leanings: Readonly<Record<string, number>>,
  text: string,
): AreaFound {
  const votes = new Map<string, number>();
  const add = (area: string, vote: number) => votes.set(area, (votes.get(area) ?? 0) + vote);
  const failures = hits.filter((hit) => notes.get(hit.concept)?.failing);
  for (const hit of hits) {
    const area = notes.get(hit.concept)?.area ?? null;
    if (area !== null) add(area, voteOf(hit, failures));
  }
  for (const rule of fired) if (rule.area !== null) add(rule.area, RULE_VOTE);
  for (const [area, chance] of Object.entries(leanings)) add(area, chance * LEANING_VOTE);
  const area = winner(votes);
  const spans = hits.filter((hit) => area !== null && notes.get(hit.concept)?.area === area);
  return { area, evidence: quote(spans, text) };
}

// Relative to 1, an asserted one-word concept standing beside a failure.
const RULE_VOTE = 1.5;
const LEANING_VOTE = 2;
const DENIED_VOTE = 0.4;
const FAR_VOTE = 0.4;
const MORE_WORDS_VOTE = 0.25;

function voteOf(hit: ConceptHit, failures: readonly ConceptHit[]): number {
  const asserted = hit.denied === null ? 1 : DENIED_VOTE;
  const specific = 1 + MORE_WORDS_VOTE * (hit.lastWord - hit.firstWord);
  return asserted * specific * nearness(hit, failures);
}

function nearness(hit: ConceptHit, failures: readonly ConceptHit[]): number {
  if (failures.length === 0) return 1;
  let best = FAR_VOTE;
  for (const failure of failures) {
    if (failure.sentence !== hit.sentence) continue;
    const words = Math.max(failure.firstWord - hit.lastWord, hit.firstWord - failure.lastWord, 0);
    best = Math.max(best, FAR_VOTE + (1 - FAR_VOTE) / (1 + words / 6));
  }
  return best;
}

function winner(votes: ReadonlyMap<string, number>): string | null {
  let best: readonly [string, number] | null = null;
  for (const [area, vote] of votes)
    if (vote > 0 && (best === null || vote > best[1] || (vote === best[1] && area < best[0])))
      best = [area, vote];
  return best?.[0] ?? null;
}
