import { describe, expect, it } from 'vitest';
import {
  hoursAt,
  nextWorkingStart,
  type Policy,
  promise,
  sayTime,
  sayTimeFrom,
} from '../../src/router/index.js';
import { offsetsOf } from '../../src/router/language/offsets.js';
import { shippedRules } from './shipped-rules.js';

const { policy } = shippedRules;
const at = (text: string) => Date.parse(text);

describe('hoursAt', () => {
  it.each([
    ['a Tuesday morning', '2026-03-10T10:00:00-04:00', 'working'],
    ['the first minute of work', '2026-03-10T09:00:00-04:00', 'working'],
    ['the last minute of work', '2026-03-10T17:59:59-04:00', 'working'],
    ['the end of work', '2026-03-10T18:00:00-04:00', 'off'],
    ['a Saturday noon', '2026-03-07T12:00:00-05:00', 'off'],
    ['Labor Day, which counts as a weekend', '2026-09-07T12:00:00-04:00', 'holiday'],
    ['Independence Day observed on the Friday before', '2026-07-03T12:00:00-04:00', 'holiday'],
    ['Christmas', '2025-12-25T12:00:00-05:00', 'holiday'],
    ['a Monday between Christmas and New Year', '2026-12-28T12:00:00-05:00', 'working'],
    ['the hour after the clocks go forward', '2026-03-08T09:30:00-04:00', 'off'],
    ['Monday after the clocks went forward', '2026-03-09T13:00:00Z', 'working'],
    ['Monday before, at the same UTC time', '2026-03-02T13:00:00Z', 'off'],
  ])('%s', (_, time, hours) => {
    expect(hoursAt(at(time), policy)).toBe(hours);
  });

  it('works while any place works', () => {
    const [place] = policy.places;
    if (place === undefined) throw new Error('the shipped policy names no place');
    const both: Policy = {
      ...policy,
      places: [
        place,
        {
          ...place,
          name: 'Berlin',
          zone: 'Europe/Berlin',
          offsets: offsetsOf('Europe/Berlin'),
          holidays: ['2026-03-10'],
        },
      ],
    };
    expect(hoursAt(at('2026-03-11T10:00:00+01:00'), both)).toBe('working');
    expect(hoursAt(at('2026-03-10T10:00:00+01:00'), both)).toBe('holiday');
    expect(hoursAt(at('2026-03-10T16:00:00+01:00'), both)).toBe('working');
  });
});

describe('nextWorkingStart', () => {
  it.each([
    ['now, during work', '2026-03-10T10:00:00-04:00', '2026-03-10T10:00:00-04:00'],
    ['this morning, before work', '2026-03-10T07:00:00-04:00', '2026-03-10T09:00:00-04:00'],
    [
      'Monday, on a Friday evening, over a change of clocks',
      '2026-03-06T19:00:00-05:00',
      '2026-03-09T09:00:00-04:00',
    ],
    ['Tuesday, before Labor Day', '2026-09-04T18:00:00-04:00', '2026-09-08T09:00:00-04:00'],
  ])('is %s', (_, now, start) => {
    expect(nextWorkingStart(at(now), policy)).toBe(at(start));
  });
});

describe('times for people', () => {
  it('name the day and the zone', () => {
    expect(sayTime(at('2026-03-09T13:00:00Z'), policy)).toBe('Monday 9 March at 09:00 (New York time)');
  });

  it('leave out the day when it is today', () => {
    expect(sayTimeFrom(at('2026-03-09T13:00:00Z'), at('2026-03-09T21:00:00Z'), policy)).toBe(
      '17:00 (New York time)',
    );
  });
});

describe('promise', () => {
  const pair = [{ name: 'Ada' }, { name: 'Ben' }];
  const morning = at('2026-03-10T10:00:00-04:00');
  const saturday = at('2026-03-07T12:00:00-05:00');

  it.each<[string, string, string]>([
    [
      'in hours',
      promise(morning, policy, pair, false),
      'Ada and Ben are on call and should answer within 30 minutes.',
    ],
    [
      'when the time is over',
      promise(morning, policy, pair, false, 1_800_000),
      'Ada and Ben are on call, and the 30 minutes in which they should answer are over.',
    ],
    [
      'at night, for downtime',
      promise(saturday, policy, pair.slice(0, 1), true),
      'Ada is on call, also at this hour, and should answer within 30 minutes.',
    ],
    [
      'on a weekend',
      promise(saturday, policy, pair, false),
      'It is outside working hours; Ada and Ben are on call for outages only, ' +
        'and everything else is picked up from Monday 9 March at 09:00 (New York time).',
    ],
    [
      'on a holiday',
      promise(at('2026-09-07T12:00:00-04:00'), policy, pair, false),
      'Today is a holiday; Ada and Ben are on call for outages only, ' +
        'and everything else is picked up from Tuesday 8 September at 09:00 (New York time).',
    ],
    [
      'with a gap in the rota',
      promise(morning, policy, [], false),
      'The on-call calendar names nobody right now, so an answer may take longer than 30 minutes.',
    ],
  ])('%s', (_, sentence, expected) => {
    expect(sentence).toBe(expected);
  });
});
