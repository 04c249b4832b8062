// What was seen against what was to be seen. Messages, tickets, cards and alarms must be exactly those expected; edits,
// comments, notes on cards and withdrawals may be left out.

import type { Seen } from './seen.js';
import { sayWhen, showSeen } from './show.js';
import type { Expectation } from './timeline-schema.js';

/** Each sentence says what is missing, or what nobody expected. */
export function compareSeen(
  expected: readonly Expectation[],
  seen: readonly Seen[],
  zone: string,
): readonly string[] {
  const left = new Set(seen);
  const missing = expected.flatMap((one) => {
    const wanted = 'times' in one ? (one.times ?? 1) : 1;
    const problems: string[] = [];
    for (let count = 0; count < wanted; count += 1) {
      const found = [...left].find((each) => fits(each, one));
      if (found !== undefined) left.delete(found);
      else if (isSeen(one)) problems.push(`nobody saw ${sayExpected(one)}${nearest(one, left, zone)}`);
    }
    return problems;
  });
  const unexpected = [...left]
    .filter(({ how }) => mustBeExpected.has(how))
    .map((each) => `nobody expected this: ${showSeen(each, zone)}`);
  return [...missing, ...unexpected];
}

const mustBeExpected: ReadonlySet<Seen['how']> = new Set(['said', 'ticket', 'card', 'alarm']);

function isSeen(expected: Expectation): boolean {
  return !('case' in expected) && !('answer' in expected);
}

function fits(seen: Seen, expected: Expectation): boolean {
  const { how, to, text, mentions } = seen;
  if ('to' in expected)
    return (
      how === 'said' &&
      isPlace(to, expected.to) &&
      sameSet(mentions, expected.mentions ?? []) &&
      saysAll(text, expected.says) &&
      saysNone(text, expected.not)
    );
  if ('edited' in expected)
    return (
      how === 'edited' &&
      isPlace(to, expected.edited) &&
      saysAll(text, expected.says) &&
      saysNone(text, expected.not)
    );
  if ('withdrawn' in expected) return how === 'withdrawn' && isPlace(to, expected.withdrawn);
  if ('ticket' in expected) return how === 'ticket' && saysAll(text, expected.ticket);
  if ('comment' in expected) return how === 'comment' && saysAll(text, expected.comment);
  if ('card' in expected) return how === 'card' && saysAll(text, expected.card);
  if ('card-note' in expected) return how === 'card-note' && saysAll(text, expected['card-note']);
  if ('alarm' in expected) return how === 'alarm' && saysAll(text, expected.alarm);
  return false;
}

/** The words that are meant, as a list. */
export function listOf(words: string | readonly string[] | undefined): readonly string[] {
  return words === undefined ? [] : typeof words === 'string' ? [words] : words;
}

/** True when all the words stand in a text, in any case and across line ends. */
export function saysAll(text: string, words: string | readonly string[] | undefined): boolean {
  return listOf(words).every((each) => plain(text).includes(plain(each)));
}

function saysNone(text: string, words: string | readonly string[] | undefined): boolean {
  return listOf(words).every((each) => !plain(text).includes(plain(each)));
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

function isPlace(place: string, wanted: string): boolean {
  return wanted.endsWith('*') ? place.startsWith(wanted.slice(0, -1)) : place === wanted;
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}

function sayExpected(expected: Expectation): string {
  return JSON.stringify(expected);
}

/** What was said to the same place instead: most often one word differs. */
function nearest(expected: Expectation, left: ReadonlySet<Seen>, zone: string): string {
  if (!('to' in expected)) return '';
  const there = [...left].find(({ how, to }) => how === 'said' && isPlace(to, expected.to));
  return there === undefined ? '' : `; at ${sayWhen(there.at, zone)} it was: ${showSeen(there, zone)}`;
}
