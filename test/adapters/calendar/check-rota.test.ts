import { describe, expect, it } from 'vitest';
import { checkRota } from '../../../src/adapters/calendar/check-rota.js';
import { occurrences } from '../../../src/adapters/calendar/occurrences.js';
import { readCalendar } from '../../../src/adapters/calendar/read-calendar.js';
import { rotationOf } from '../../../src/adapters/calendar/shifts.js';
import type { Directory } from '../../../src/router/index.js';
import { at, calendarOf, directory, event, weekly } from './calendars.js';

const zone = 'America/New_York';
const now = at('2026-03-03T12:00:00Z');
const ann = weekly('a', 'Ann Ames', '20260302', 1);
const bob = weekly('b', 'Bobby', '20260302', 1);

describe('what is wrong with a rota', () => {
  it('nothing, when two people follow one another for months', () => {
    expect(problems(ann, bob)).toEqual([]);
  });

  it('one person alone', () => {
    const [first] = problems(ann);
    expect(first).toMatch(
      /^Tue 3 Mar 2026 07:00 to .*: only Ann Ames is on call; two people are expected\.$/,
    );
  });

  it('one person in two events is still one', () => {
    expect(problems(ann, weekly('c', 'ann@example.com', '20260302', 1))).toHaveLength(1);
  });

  it('a gap, exactly as long as it is', () => {
    const hole = [weekly('a', 'Ann Ames', '20260302', 2), weekly('b', 'Bobby', '20260302', 2)];
    expect(problems(...hole, weekly('c', 'Cléo Chat and Bea Boss', '20260323', 2))[0]).toBe(
      'Mon 9 Mar 2026 11:00 to Mon 16 Mar 2026 11:00: nobody is on call; two people are expected.',
    );
  });

  it('planned for less than a month, told once and not as a gap', () => {
    const until = '20260316T150000Z';
    const found = problems(
      weekly('a', 'Ann Ames', '20260302', 1, until),
      weekly('b', 'Bobby', '20260302', 1, until),
    );
    expect(found).toEqual([
      'the rota is planned until Mon 23 Mar 2026 11:00; at least a month ahead is expected, that is until Fri 3 Apr 2026 07:00.',
    ]);
  });

  it('nothing planned at all', () => {
    const past = event('p', 'Ann Ames', 'DTSTART:20250101T000000Z', 'DTEND:20250102T000000Z');
    expect(problems(past)).toEqual([expect.stringMatching(/^nothing is planned; at least a month ahead/)]);
  });

  it('somebody whom the directory does not know', () => {
    const unknown = event('u', 'Zed', 'DTSTART:20260310T000000Z', 'DTEND:20260311T000000Z');
    expect(problems(ann, bob, unknown)).toEqual([
      expect.stringMatching(/"Zed" names nobody whom the directory knows/),
    ]);
  });

  it('somebody who is away, exactly as long as that lasts', () => {
    const people = directory.people.map((each) =>
      each.name === 'Ann Ames' ? { ...each, away: [{ from: '2026-03-05', to: '2026-03-06' }] } : each,
    );
    expect(problemsWith({ ...directory, people }, ann, bob)).toEqual([
      'Thu 5 Mar 2026 00:00 to Sat 7 Mar 2026 00:00: Ann Ames is on call and away; trade the shift, until then only the other of the two is called.',
    ]);
  });

  it('somebody who left: their previous manager covers, and counts as the second person', () => {
    const gone = event('g', 'Gus Gone', 'DTSTART:20260310T000000Z', 'DTEND:20260312T000000Z');
    const hole = weekly('b', 'Bobby', '20260302', 1).replace(
      'END:VEVENT',
      'EXDATE;TZID=America/New_York:20260309T110000\r\nEND:VEVENT',
    );
    const found = problems(ann, hole, gone);
    expect(found.filter((text) => text.includes('has left'))).toEqual([
      expect.stringMatching(
        /Gus Gone has left; their previous manager Bea Boss covers the shift or finds somebody/,
      ),
    ]);
    expect(found.filter((text) => text.includes('only Ann'))).toHaveLength(2);
  });

  it('a long shift in the week between Christmas and New Year', () => {
    const december = at('2026-12-01T12:00:00Z');
    const found = check(
      [weekly('a', 'Ann Ames', '20261123', 1), weekly('b', 'Bobby', '20261123', 1)],
      december,
    );
    expect(found).toHaveLength(4);
    expect(found[0]).toMatch(/^Mon 21 Dec 2026 11:00 .*more than two days between Christmas and New Year/);
  });

  it('shifts of two days in that week are as they should be', () => {
    const december = at('2026-12-20T12:00:00Z');
    const days = ['20261225', '20261227', '20261229', '20261231'];
    const short = days.flatMap((day, i) =>
      ['Ann Ames', 'Bobby'].map((who) =>
        event(
          `${who}${day}`,
          who,
          `DTSTART;VALUE=DATE:${day}`,
          `DTEND;VALUE=DATE:${days[i + 1] ?? '20270102'}`,
        ),
      ),
    );
    const before = event('x', 'Ann Ames & Bobby', 'DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261225');
    const after = event('y', 'Ann Ames & Bobby', 'DTSTART;VALUE=DATE:20270102', 'DTEND;VALUE=DATE:20270401');
    expect(check([before, ...short, after], december)).toEqual([]);
  });
});

function problems(...events: readonly string[]): readonly string[] {
  return check(events, now);
}

function problemsWith(known: Directory, ...events: readonly string[]): readonly string[] {
  return check(events, now, known);
}

function check(events: readonly string[], time: number, known: Directory = directory): readonly string[] {
  const day = 86_400_000;
  const found = occurrences(readCalendar(calendarOf(...events), zone), time - 31 * day, time + 400 * day);
  return checkRota(rotationOf(found, known, []), known, time, zone).map(({ text }) => text);
}
