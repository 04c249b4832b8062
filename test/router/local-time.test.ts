import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { offsetsOf } from '../../src/router/language/offsets.js';
import { localTime, momentOf, offsetAt } from '../../src/router/local-time.js';

// Half hours, a change of half an hour, clocks put back for Ramadan, none at all, and the other half of the year.
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Asuncion',
  'Pacific/Apia',
  'UTC',
];
const anyZone = fc.constantFrom(...zones);
const anyMoment = fc.integer({ min: Date.UTC(2015, 0, 2), max: Date.UTC(2050, 11, 30) });

describe('the clocks of a zone', () => {
  it('show what luxon says, at any moment from 2015 to 2050', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, (zone, at) => {
        const { date, weekday, minute } = localTime(at, offsetsOf(zone));
        const told = DateTime.fromMillis(at, { zone });
        expect([date, weekday, minute]).toEqual([
          told.toFormat('yyyy-MM-dd'),
          told.weekday,
          told.hour * 60 + told.minute,
        ]);
      }),
      { numRuns: 2000 },
    );
  });

  it('are put to the minute when Intl puts them', () => {
    for (const zone of zones)
      for (const [from, minutes] of offsetsOf(zone).slice(1)) {
        expect(DateTime.fromMillis(from, { zone }).offset).toBe(minutes);
        expect(DateTime.fromMillis(from - 1, { zone }).offset).not.toBe(minutes);
      }
  });

  it('show a time of day at the moment luxon finds for it', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(anyZone, anyMoment, minutes, (zone, at, minute) => {
        const { day, date } = localTime(at, offsetsOf(zone));
        const told = DateTime.fromISO(date, { zone }).set({
          hour: Math.floor(minute / 60),
          minute: minute % 60,
        });
        // Where the clocks skip a time, or show it twice, the two may choose otherwise.
        const once = [-1, 1].every((days) => told.plus({ days }).offset === told.offset);
        if (once) expect(momentOf(day, minute, offsetsOf(zone))).toBe(told.toMillis());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['that they skip, as before the change', '2026-03-08', 150, '2026-03-08T07:30:00Z'],
    ['just after they go forward', '2026-03-08', 180, '2026-03-08T07:00:00Z'],
    ['just before they go forward', '2026-03-08', 119, '2026-03-08T06:59:00Z'],
    ['on the morning after they go back', '2026-11-01', 540, '2026-11-01T14:00:00Z'],
  ])('reach a time %s', (_, date, minute, moment) => {
    const day = Date.parse(date) / 86_400_000;
    expect(new Date(momentOf(day, minute, offsetsOf('America/New_York'))).toISOString()).toBe(
      new Date(moment).toISOString(),
    );
  });

  it('stand as they stood at the ends of the years that are known', () => {
    const offsets = offsetsOf('America/New_York');
    expect(offsetAt(Date.UTC(2001, 6), offsets)).toBe(-300);
    expect(offsetAt(Date.UTC(2070, 6), offsets)).toBe(-300);
  });
});
