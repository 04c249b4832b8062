import { DateTime } from 'luxon';
import type { Seen } from './seen.js';

/** One thing that was seen as a line: when, where, who is called, and the words. */
export function showSeen({ at, how, to, mentions, text }: Seen, zone: string): string {
  const called = mentions.length === 0 ? '' : ` (calls ${mentions.join(', ')})`;
  const words = text.replace(/\s+/g, ' ').trim();
  return `${sayWhen(at, zone)}  ${how} ${to}${called}${words === '' ? '' : `: ${words}`}`;
}

/** A moment as people of a zone write it: "Tue 10 Mar 14:00". */
export function sayWhen(at: number, zone: string): string {
  const local = DateTime.fromMillis(at, { zone, locale: 'en-GB' });
  return local.toFormat(local.second === 0 ? 'ccc d LLL HH:mm' : 'ccc d LLL HH:mm:ss');
}
