import { describe, expect, it } from 'vitest';
import { lastHandOver, shiftDates } from '../../src/router/index.js';
import { shippedRules } from './shipped-rules.js';

const { policy } = shippedRules;
const zone = 'America/New_York';

describe('the weekly hand-over', () => {
  it.each([
    ['just before it', '2026-03-09T11:29:59-04:00', '2026-03-02T11:30:00-05:00'],
    ['at its minute', '2026-03-09T11:30:00-04:00', '2026-03-09T11:30:00-04:00'],
    ['on a Sunday', '2026-03-15T23:00:00-04:00', '2026-03-09T11:30:00-04:00'],
    ['on Labor Day it is on Tuesday', '2026-09-08T11:30:00-04:00', '2026-09-08T11:30:00-04:00'],
    ['on Labor Day itself it is a week ago', '2026-09-07T18:00:00-04:00', '2026-08-31T11:30:00-04:00'],
    ['on New Year', '2026-01-01T12:00:00-05:00', '2025-12-29T11:30:00-05:00'],
  ])('%s', (_, now, expected) => {
    expect(lastHandOver(Date.parse(now), policy)).toBe(Date.parse(expected));
  });
});

describe('the name of a past shift', () => {
  it.each([
    ['2026-03-02', '2026-03-09', '2–9 March 2026'],
    ['2026-03-30', '2026-04-06', '30 March–6 April 2026'],
    ['2026-12-28', '2027-01-04', '28 December 2026–4 January 2027'],
  ])('%s to %s', (from, to, name) => {
    expect(shiftDates(Date.parse(`${from}T16:00Z`), Date.parse(`${to}T16:00Z`), { zone })).toBe(name);
  });
});
