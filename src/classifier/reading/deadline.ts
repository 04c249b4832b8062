// By when something must happen: a moment ahead, or an event, that a cue makes a deadline ("by", "before",
// "goes live", "expires"). Times past, schedules merely mentioned and bare urgency are none.

import type { ConceptHit, Span } from '../types.js';
import type { Moment, Now } from './moments.js';
import { PARTS_OF_DAY, UNITS, WEEKDAYS } from './time-words.js';
import { type Scan, type Token, tokenBefore } from './token.js';
import { perWord } from './word.js';

export interface DeadlineRead {
  /** Milliseconds since 1970, UTC; null when only an event was named. */
  readonly at: number | null;
  /** Concept name of the event it must happen before, if one was named. */
  readonly before: string | null;
  readonly span: Span;
}

/** Concept hits by the role that matters here. */
export interface DeadlineHits {
  /** What begins, ends, falls due: "goes live", "expires", "doors open". */
  readonly cues: readonly ConceptHit[];
  readonly events: readonly ConceptHit[];
  readonly requests: readonly ConceptHit[];
  readonly planned: readonly ConceptHit[];
}

/** How far ahead still presses: two weeks. */
const HORIZON = 14 * 24 * 3_600_000;
const MOST_WORDS_TO_CUE = 8;
/** "In 20 minutes" presses by itself; "in two days" needs a word that says what is due. */
const SOON = 3 * 3_600_000;

/** The first deadline by time, or null. */
export function readDeadline(
  scan: Scan,
  moments: readonly Moment[],
  hits: DeadlineHits,
  now: Now,
): DeadlineRead | null {
  if (moments.length === 0 && hits.events.length === 0) return null;
  const { tokens } = scan;
  let first: DeadlineRead | null = null;
  for (const moment of moments) {
    if (moment.at <= now.at - 60_000 || moment.at > now.at + HORIZON) continue;
    if (first?.at != null && moment.at >= first.at) continue;
    if (isPast(tokens, moment, hits)) continue;
    const cue = cueOf(tokens, moment, hits, now);
    if (cue === null || (moment.justPast && tokens[cue]?.norm !== 'before')) continue;
    const from = Math.min(moment.first, cue);
    const to = Math.max(moment.last, cue);
    const span = { start: tokens[from]?.start ?? 0, end: tokens[to]?.end ?? 0 };
    first = { at: moment.at, before: eventNear(hits.events, moment, tokens)?.concept ?? null, span };
  }
  return first ?? beforeEvent(tokens, hits.events);
}

const LIMITS = new Set(
  'by before until till til bis vor avant antes entro prima tot voor spatestens ate jusqu ici fino hasta ahead prior latest later'.split(
    ' ',
  ),
);
const BETWEEN_LIMIT = new Set(
  'the of to our their his her this next around about than on at later a an den der dem end close ende as das de del di le les las la el il dia'.split(
    ' ',
  ),
);

/** "by", "before the", "ahead of the", "no later than", "prior to": the word, at most three before a moment. */
function limitBefore(tokens: readonly Token[], at: number): number | null {
  for (let i = at - 1; i >= at - 3 && i >= 0; i--) {
    const token = tokens[i];
    if (token === undefined || token.sentence !== tokens[at]?.sentence) return null;
    if (LIMITS.has(token.norm)) return i;
    if (!BETWEEN_LIMIT.has(token.norm)) return null;
  }
  return null;
}

const AT = new Set('at on for from um am a alle om this the in um'.split(' '));
const CLOCK_AT = new Set(['at', 'um', 'a', 'alle', 'las', 'om', 'about', 'around']);
const SINCE = new Set(
  'since after from seit depuis desde dal sinds yesterday gestern hier ayer ieri'.split(' '),
);
const COPULAS = new Set('is are s starts start begins be ist sind est sont es son e sono vanaf'.split(' '));

/** Index of the word that makes the moment a deadline, or null. */
function cueOf(tokens: readonly Token[], moment: Moment, hits: DeadlineHits, now: Now): number | null {
  const sentence = tokens[moment.first]?.sentence ?? -1;
  const before = tokenBefore(tokens, moment.first);
  if (before !== undefined && before.sentence === sentence) {
    if (SINCE.has(before.norm)) return null;
    const limit = limitBefore(tokens, moment.first);
    if (limit !== null) return limit;
  }
  if (!moment.clock && !moment.day) return null;
  if (moment.duration && moment.at - now.at <= SOON && tokens[moment.first]?.norm !== 'within')
    return moment.first;
  const isToday =
    !moment.clock && /^(?:today|heute|hoy|oggi|vandaag|hoje)$/.test(tokens[moment.first]?.norm ?? '');
  const cue = nearest(hits.cues, moment, sentence);
  if (cue !== null && !isToday) return cue.firstWord;
  const event = moment.clock ? eventNear(hits.events, moment, tokens) : null;
  if (event !== null) return event.firstWord;
  if (isRemaining(tokens, moment)) return moment.last;
  const request = hits.requests.find((hit) => hit.sentence === sentence || hit.sentence === sentence + 1);
  if (request !== undefined && moment.day)
    return request.sentence === sentence ? request.firstWord : moment.first;
  if (
    before !== undefined &&
    AT.has(before.norm) &&
    COPULAS.has(tokenBefore(tokens, moment.first, 2)?.norm ?? '')
  )
    return moment.first - 1;
  if (before !== undefined && COPULAS.has(before.norm) && (moment.day || moment.clock) && !isToday)
    return moment.first - 1;
  // "It vanishes at midnight": a time ahead, in a clause without a word of the past.
  if (before !== undefined && CLOCK_AT.has(before.norm) && moment.clock) return moment.first - 1;
  return moment.clock && moment.day && !moment.duration ? clockWithin(tokens, moment) : null;
}

/** The "at" of "tomorrow at 9", "mañana a las 9". */
function clockWithin(tokens: readonly Token[], { first, last }: Moment): number | null {
  for (let i = first; i < last; i++) if (CLOCK_AT.has(tokens[i]?.norm ?? '')) return i;
  return null;
}

function isRemaining(tokens: readonly Token[], moment: Moment): boolean {
  return /^(?:left|remaining|to|until|noch)$/.test(tokens[moment.last + 1]?.norm ?? '');
}

const PAST_WORDS = new Set(
  'since ago seit depuis desde yesterday gestern hier ayer ieri last was were had started began happened opened closed ended sent went saw noticed reported failed stopped broke received first seen fell wrote came took rang'.split(
    ' ',
  ),
);

/** A word of the past stands close before the moment, and it is no plain future. */
function isPast(tokens: readonly Token[], moment: Moment, hits: DeadlineHits): boolean {
  const sentence = tokens[moment.first]?.sentence;
  if (tokens[moment.first]?.quoted === 'code') return true;
  for (let i = moment.last + 1; i <= moment.last + 2; i++)
    if (AFTER_PAST.has(tokens[i]?.norm ?? '')) return true;
  const limit = limitBefore(tokens, moment.first);
  for (let i = moment.first - 1; i >= Math.max(0, moment.first - PAST_REACH); i--) {
    const token = tokens[i];
    if (token === undefined || token.sentence !== sentence || token.clause !== tokens[moment.first]?.clause)
      break;
    // "Stopped by Ike at 4pm": that "by" says who.
    if (token.norm === 'by' ? i === limit : LIMITS.has(token.norm)) return false;
    if (isEvery(tokens, i)) return true;
    if (moment.first - i <= pastReach(token.word) && !isPassive(tokens, i)) return true;
  }
  return hits.planned.some((hit) => hit.sentence === sentence);
}

/** "every day at 6", "jeden Abend um 8": it comes again and again. */
function isEvery(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]?.norm ?? '';
  return (
    EVERY.has(tokens[at]?.norm ?? '') && (UNITS.has(next) || PARTS_OF_DAY.has(next) || WEEKDAYS.has(next))
  );
}

const EVERY = new Set('every each jeden jede jedes chaque cada ogni elke toda todos'.split(' '));

/** How far before a time a word of the past still speaks of it, in words. */
const PAST_REACH = 7;
const NOT_PAST = new Set(
  'expected scheduled planned needed supposed booked required need exceed red bed speed indeed proceed feed seed succeed embed wed hundred shed deed allowed meant due timed'.split(
    ' ',
  ),
);

/** How far a word of the past reaches ahead, in words; any other word has no reach. */
const pastReach = perWord(({ kind, norm }) => {
  if (kind !== 'word' || NOT_PAST.has(norm)) return 0;
  if (PAST_WORDS.has(norm)) return norm === 'last' ? 3 : PAST_REACH;
  return /[a-z]{2}ed$/.test(norm) ? 5 : 0;
});

const AFTER_PAST = new Set(['ago', 'yesterday', 'gestern', 'hier', 'ayer', 'ieri', 'last']);

/** "is wired at 10", "will be charged at 6": no past. */
function isPassive(tokens: readonly Token[], at: number): boolean {
  return /ed$|^sent$/.test(tokens[at]?.norm ?? '') && PRESENT.test(tokenBefore(tokens, at)?.norm ?? '');
}

const PRESENT = /^(?:is|are|be|gets|get|being|automatically|it|they|that)$/;

function nearest(hits: readonly ConceptHit[], moment: Moment, sentence: number): ConceptHit | null {
  let near: ConceptHit | null = null;
  let least = MOST_WORDS_TO_CUE + 1;
  for (const hit of hits) {
    if (hit.sentence !== sentence || distance(hit, moment) >= least) continue;
    near = hit;
    least = distance(hit, moment);
  }
  return near;
}

function eventNear(
  events: readonly ConceptHit[],
  moment: Moment,
  tokens: readonly Token[],
): ConceptHit | null {
  return nearest(events, moment, tokens[moment.first]?.sentence ?? -1);
}

function distance(hit: ConceptHit, moment: Moment): number {
  if (hit.lastWord < moment.first) return moment.first - hit.lastWord;
  return hit.firstWord > moment.last ? hit.firstWord - moment.last : 0;
}

/** The first of "before the auction", "in time for the fair", "ahead of tonight's sale". */
function beforeEvent(tokens: readonly Token[], events: readonly ConceptHit[]): DeadlineRead | null {
  for (const event of events) {
    for (let i = event.firstWord - 1; i >= event.firstWord - 5 && i >= 0; i--) {
      const token = tokens[i];
      if (token === undefined || token.sentence !== event.sentence) break;
      if (!BEFORE_EVENT.has(token.norm) && BEFORE_EVENT_WITH.get(token.norm) !== tokens[i + 1]?.norm)
        continue;
      return { at: null, before: event.concept, span: { start: token.start, end: event.end } };
    }
  }
  return null;
}

const BEFORE_EVENT = new Set('before until by vor bis avant antes prima entro rechtzeitig voor'.split(' '));
/** "Ahead of", "time for". */
const BEFORE_EVENT_WITH = new Map([
  ['ahead', 'of'],
  ['time', 'for'],
]);
