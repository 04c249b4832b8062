import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { occurrences } from '../../../src/adapters/calendar/occurrences.js';
import { readCalendar } from '../../../src/adapters/calendar/read-calendar.js';
import { contractPath, withContracts } from '../../support/contracts.js';

/** What each file holds from 1980 to 2030, read in New York: how many, the first ones, and what cannot be used. */
interface Expected {
  readonly count: number;
  readonly first: readonly string[];
  readonly last?: string;
  readonly problems?: readonly RegExp[];
}

const table: Readonly<Record<string, Expected | RegExp>> = {
  'ical.js.America_New_York.vtimezone.ics': /holds no event/,
  'ical.js.day_long_recur_yearly.ics': {
    count: 4542,
    first: ['2012-08-03T07:00 1440', '2012-08-06T07:00 1440'],
  },
  'ical.js.duration_instead_of_dtend.ics': { count: 1, first: ['2012-06-30T13:00 1440'] },
  'ical.js.google_birthday.ics': {
    count: 6,
    first: ['2012-12-10T08:00 1440'],
    last: '2014-12-10T08:00 1440',
  },
  'ical.js.recur_instances.ics': {
    count: 209,
    first: ['2012-10-02T22:00 30', '2012-11-06T18:00 30', '2012-11-07T04:00 30', '2012-11-10T18:00 30'],
  },
  'icalendar.america_new_york.ics': { count: 0, first: [], problems: [/several values of DTSTART/] },
  'icalendar.issue_112_missing_tzinfo_on_exdate.ics': {
    count: 11,
    first: ['2013-09-07T16:00 300', '2013-09-13T16:00 300'],
    last: '2013-10-19T16:00 300',
  },
  'icalendar.recurrence.ics': { count: 110, first: ['1996-04-01T06:00 60'], last: '2012-07-03T08:00 480' },
  'icalendar.x_location.ics': { count: 3437, first: ['2016-10-28T12:00 30', '2016-10-31T13:00 30'] },
  'icalevents.floating.ics': { count: 2, first: ['2021-04-08T06:30 450', '2021-10-13T04:00 1440'] },
  'icalevents.google_2024.ics': {
    count: 32,
    first: ['2024-03-24T23:00 1440', '2024-03-25T06:00 60', '2024-03-26T06:00 60', '2024-03-26T23:00 2880'],
    last: '2024-04-23T05:00 60',
  },
  'icalevents.google_tz.ics': { count: 1, first: ['2021-03-23T23:00 4320'] },
  'icalevents.per_event_timezone.ics': { count: 2, first: ['2024-03-24T23:00 60', '2024-03-25T06:00 60'] },
  'icalevents.recurr_id_dtstart_missmatch.ics': {
    count: 7,
    first: ['2022-03-09T18:00 60', '2022-04-13T14:30 60', '2022-05-11T17:00 60'],
    last: '2022-09-14T17:00 60',
  },
  'icalevents.recurrence_tz.ics': { count: 429, first: ['2021-10-16T22:00 50', '2021-10-23T22:00 50'] },
  'icalevents.recurrenceid_google.ics': {
    count: 4,
    first: ['2021-03-24T11:00 60'],
    last: '2021-03-27T11:00 60',
  },
  // The second week ends after the clocks went forward in Zurich on 28 March.
  'icalevents.rrule_until_all_day_google.ics': {
    count: 3,
    first: ['2021-03-23T23:00 4320', '2021-03-30T22:00 4320', '2021-04-06T22:00 4320'],
  },
  'icalevents.rrule_until_only_date.ics': {
    count: 9,
    first: ['2021-09-29T19:00 50'],
    last: '2021-10-20T19:00 50',
  },
  'node-ical.biweekly-exdate-until.ics': {
    count: 668,
    first: ['2017-02-16T15:00 600', '2017-02-27T15:00 600'],
  },
  'node-ical.daily-count-exdate-recurrence-id.ics': {
    count: 8,
    first: ['2015-07-06T19:00 60', '2015-07-07T19:00 60', '2015-07-09T19:00 60'],
    last: '2015-07-15T19:00 60',
    problems: [/More Treasure Hunting.*ends before it starts/],
  },
  'node-ical.dst-transition-rules.ics': { count: 1, first: ['2022-10-09T14:00 60'] },
  'node-ical.exchange_whole_day_moved_recurrence.ics': {
    count: 51,
    first: [
      '2026-02-19T05:00 1440',
      '2026-02-24T05:00 1440',
      '2026-02-27T05:00 1440',
      '2026-03-03T05:00 1440',
    ],
  },
  'node-ical.floating-dtstart-custom-vtimezone.ics': { count: 1, first: ['2025-06-10T18:00 60'] },
  'node-ical.google-calendar-kiev-tz.ics': {
    count: 4,
    first: ['2016-08-25T11:00 60', '2016-08-26T11:00 60'],
  },
  'node-ical.google-recurrence-order.ics': {
    count: 3,
    first: ['2026-02-10T17:00 30', '2026-02-11T17:30 30', '2026-02-12T17:00 30'],
  },
  'node-ical.multi-era-vtimezone.ics': { count: 2, first: ['1985-10-15T18:00 60', '2025-06-10T18:00 60'] },
  'node-ical.non-utc-until-ny.ics': {
    count: 15,
    first: ['2024-03-01T19:00 60'],
    last: '2024-03-15T18:00 60',
  },
  'node-ical.recurrence-sequence.ics': {
    count: 7,
    first: ['2024-01-01T10:00 60', '2024-01-02T14:00 60', '2024-01-03T15:00 60', '2024-01-04T09:00 60'],
    last: '2024-01-05T10:00 60',
  },
  'node-ical.test_with_forward_TZ.ics': { count: 481, first: ['2020-10-16T21:00 1440'] },
  'node-ical.whole_day_moved_over_dst_change_berlin.ics': {
    count: 3,
    first: ['2024-10-27T04:00 1440', '2024-10-29T04:00 1440', '2024-10-30T04:00 1440'],
  },
};

describe('calendars that others exported', () => {
  withContracts('every published calendar', () => {
    it('the table names every file', () => {
      expect(readdirSync(contractPath('ics')).sort()).toEqual(Object.keys(table).sort());
    });

    it.each(Object.entries(table))('%s', (file, expected) => {
      const read = () => readCalendar(readFileSync(contractPath('ics', file), 'utf8'), 'America/New_York');
      if (expected instanceof RegExp) {
        expect(read).toThrow(expected);
        return;
      }
      const calendar = read();
      const all = occurrences(calendar, Date.UTC(1980, 0, 1), Date.UTC(2030, 0, 1)).map(
        ({ from, to }) => `${new Date(from).toISOString().slice(0, 16)} ${(to - from) / 60_000}`,
      );
      expect(all.length).toBe(expected.count);
      expect(all.slice(0, expected.first.length)).toEqual(expected.first);
      if (expected.last !== undefined) expect(all.at(-1)).toBe(expected.last);
      expect(calendar.problems).toHaveLength(expected.problems?.length ?? 0);
      for (const [i, problem] of (expected.problems ?? []).entries())
        expect(calendar.problems[i]).toMatch(problem);
    });
  });
});
