// Small calendars written for the tests.

import type { Directory } from '../../../src/router/index.js';

/** An event as lines of iCalendar; the times are given with their names, like `DTSTART:20260309T150000Z`. */
export function event(uid: string, summary: string, ...lines: readonly string[]): string {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SUMMARY:${summary}`,
    'DTSTAMP:20260101T000000Z',
    ...lines,
    'END:VEVENT',
  ].join('\r\n');
}

/** A calendar of such events. */
export function calendarOf(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//test//EN', ...events, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

/** Weekly shifts of 7 days each, every `weeks` weeks, from a Monday at 11:00 in New York on. */
export function weekly(
  uid: string,
  summary: string,
  firstDay: string,
  weeks: number,
  until?: string,
): string {
  const end = new Date(
    Date.parse(`${firstDay.slice(0, 4)}-${firstDay.slice(4, 6)}-${firstDay.slice(6)}T00:00:00Z`) +
      7 * 86_400_000,
  );
  const lastDay = end.toISOString().slice(0, 10).replaceAll('-', '');
  return event(
    uid,
    summary,
    `DTSTART;TZID=America/New_York:${firstDay}T110000`,
    `DTEND;TZID=America/New_York:${lastDay}T110000`,
    `RRULE:FREQ=WEEKLY;INTERVAL=${weeks}${until === undefined ? '' : `;UNTIL=${until}`}`,
  );
}

/** Five people: two engineers, one with an alias, one who has left, and the manager of that one. */
export const directory: Directory = {
  areas: [],
  groups: {},
  people: [
    { id: 'ann', name: 'Ann Ames', email: 'ann@example.com' },
    {
      id: 'bob',
      name: 'Bob Burr (engineer)',
      email: 'bob@example.com',
      addresses: { calendar: 'Bobby, BB' },
    },
    { id: 'cleo', name: 'Cléo Chat', email: 'cleo@example.com' },
    { id: 'gone', name: 'Gus Gone', email: 'gus@example.com', left: true, manager: 'boss' },
    { id: 'boss', name: 'Bea Boss', email: 'bea@example.com' },
  ],
};

/** Milliseconds of an ISO time. */
export function at(time: string): number {
  return Date.parse(time);
}
