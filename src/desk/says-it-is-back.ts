// Whether whoever reported something says below it that it is not over. By words of its own (rules/vocabulary/thread.yaml),
// since in a report "it is back" is the end of a trouble, and below one that was called over mostly its return.

import type { ConceptHit, Features, Span } from '../classifier/index.js';

/** True where a text in the thread of what was called over says that it fails, or that it is back. */
export function saysItIsBack(text: string, features: Features): boolean {
  const { hits } = features;
  const speaksOf = (names: ReadonlySet<string>): boolean => hits.some(({ concept }) => names.has(concept));
  const said = (name: string): readonly ConceptHit[] =>
    hits.filter(({ concept, denied }) => concept === name && denied === null);
  // "Thanks, but it is broken again" thanks for something else.
  const hasBut = said('but').length > 0;
  const isSaid = (hit: ConceptHit): boolean => !isAsked(text, hit) && !isOverAfter(hits, hit);
  if (said('stays-over').length > 0) return false;
  return (
    (failsNow(text, features) && !speaksOf(notNow) && (hasBut || !speaksOf(thanks))) ||
    said('not-over').some(isSaid) ||
    ((hasBut || !speaksOf(gladly)) && said('it-is-back').some(isSaid)) ||
    pairsOf(hits.filter(isTrouble), said('there-again')).some(isSaid)
  );
}

function failsNow(text: string, { facts, spans }: Features): boolean {
  return facts.state === 'firing' && spans.state?.every((span) => isAsked(text, span)) !== true;
}

/** Concepts by which words tell of the past, ask, or say that all is well. */
const notNow: ReadonlySet<string> = new Set(['was-then', 'asking-why', 'all-well']);

const thanks: ReadonlySet<string> = new Set(['thanks']);

/** What was missed and comes back is spoken of gladly. */
const gladly: ReadonlySet<string> = new Set(['thanks', 'praise', 'warm-words', 'works']);

/** "Could it happen again?" asks; "it is back, can you look?" does not. */
function isAsked(text: string, { end }: Span): boolean {
  return /^[^.!?,;:\n]*\?/.test(text.slice(end));
}

/** "It came back, and now it works again" tells of its end. "is back" itself is one where nothing was called over. */
function isOverAfter(hits: readonly ConceptHit[], said: ConceptHit): boolean {
  return hits.some(
    ({ concept, denied, firstWord, lastWord }) =>
      over.has(concept) && denied === null && firstWord >= said.firstWord && lastWord > said.lastWord,
  );
}

const over: ReadonlySet<string> = new Set(['resolved', 'retracted', 'all-well']);

/** "The crash is back": that it is back denies the crash in a report, and tells of it below one that was called over. */
function isTrouble({ concept, denied }: ConceptHit): boolean {
  return troubles.has(concept) && (denied === null || denied === 'resolved');
}

const troubles: ReadonlySet<string> = new Set(['issue', 'error', 'crash', 'trouble-named']);

/** So many words may stand between a trouble and what says that it is there again. */
const reach = 4;

/** A trouble and that it is there again, close to each other in one sentence. */
function pairsOf(troubles: readonly ConceptHit[], again: readonly ConceptHit[]): readonly ConceptHit[] {
  return troubles.flatMap((trouble) =>
    again
      .filter(({ sentence }) => sentence === trouble.sentence)
      .filter(({ firstWord, lastWord }) =>
        firstWord > trouble.lastWord
          ? firstWord - trouble.lastWord <= reach + 1
          : trouble.firstWord - lastWord <= 3,
      )
      .map((there) => ({
        ...there,
        firstWord: Math.min(there.firstWord, trouble.firstWord),
        end: Math.max(there.end, trouble.end),
      })),
  );
}
