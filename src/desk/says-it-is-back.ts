// Whether whoever reported something says below it that it is not over. By words of its own (rules/vocabulary/thread.yaml),
// since in a report "it is back" is the end of a trouble, and below one that was called over mostly its return.

import type { ConceptHit, Features } from '../classifier/index.js';
import { isAsked, type SaidBelow, said, speaksOf } from './said-below.js';

/** True where a text in the thread of what was called over says that it fails, or that it is back. */
export function saysItIsBack(below: SaidBelow): boolean {
  return !staysOver(below) && (failsNow(below) || isBack(below));
}

/** True where an edit tells of trouble that was not told before; `added` are the words that it adds. */
export function saysAnew(before: SaidBelow, after: SaidBelow, added: SaidBelow): boolean {
  if (saysItIsBack(added)) return true;
  if (staysOver(after)) return false;
  const known = functionsOf(before);
  const isMore = failsNow(after) && functionsOf(after).some((name) => !known.includes(name));
  return isMore || (isBack(after) && !isBack(before));
}

function functionsOf({ features: { facts } }: SaidBelow): readonly string[] {
  return Array.isArray(facts.functions) ? facts.functions : [];
}

function staysOver({ inAnyLanguage: { hits } }: SaidBelow): boolean {
  return said(hits, 'stays-over').length > 0;
}

function isBack({ text, features, inAnyLanguage: { hits } }: SaidBelow): boolean {
  const isSaid = (hit: ConceptHit): boolean => !isAsked(text, hit) && !isOverAfter(hits, hit);
  return (
    said(hits, 'not-over').some(isSaid) ||
    (!speaksOf(hits, gladly) && said(hits, 'it-is-back').some(isSaid)) ||
    [
      ...pairsOf(hits.filter(isTrouble), said(hits, 'there-again'), 4),
      ...pairsOf(failuresIn(features), said(hits, 'there-again'), 2),
    ].some(isSaid)
  );
}

function failsNow({ text, features: { facts, spans, hits }, alone }: SaidBelow): boolean {
  const fails = facts.state === 'firing' && (alone !== 'none' || said(hits, 'it-fails').length > 0);
  const { state: told = [] } = spans;
  const words = told.length > 0 ? told : [{ start: 0, end: 0 }];
  if (!(fails || alone === 'incident') || facts.state === 'resolved') return false;
  if (words.every((span) => isAsked(text, span))) return false;
  return !hits.some(({ concept }) => notNow.has(concept)) && !speaksOf(hits, thanks);
}

/** The words for which it is taken to fail, where they are not of the past. */
function failuresIn({ facts, spans, hits }: Features): readonly ConceptHit[] {
  if (facts.state !== 'firing' || hits.some(({ concept }) => notNow.has(concept))) return [];
  return hits.filter((hit) => spans.state?.some(({ start, end }) => hit.start === start && hit.end === end));
}

/** Concepts by which words tell of the past, ask, or say that all is well. */
const notNow: ReadonlySet<string> = new Set(['was-then', 'asking-why', 'all-well']);

const thanks: ReadonlySet<string> = new Set(['thanks']);

/** What was missed and comes back is spoken of gladly. */
const gladly: ReadonlySet<string> = new Set(['thanks', 'praise', 'warm-words', 'works']);

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

/** A trouble and that it is there again, with at most `reach` words between them in one sentence. */
function pairsOf(
  troubles: readonly ConceptHit[],
  again: readonly ConceptHit[],
  reach: number,
): readonly ConceptHit[] {
  return troubles.flatMap((trouble) =>
    again
      .filter(({ sentence }) => sentence === trouble.sentence)
      .filter(({ firstWord, lastWord }) =>
        firstWord > trouble.lastWord
          ? firstWord - trouble.lastWord <= reach + 1
          : trouble.firstWord > lastWord && trouble.firstWord - lastWord <= 3,
      )
      .map((there) => ({
        ...there,
        firstWord: Math.min(there.firstWord, trouble.firstWord),
        end: Math.max(there.end, trouble.end),
      })),
  );
}
