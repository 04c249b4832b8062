import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type CalendarRota, calendarRota } from '../../../src/adapters/calendar/calendar-rota.js';
import { calendarAddress, type FetchCalendar } from '../../../src/adapters/calendar/fetch-calendar.js';
import { readCalendar } from '../../../src/adapters/calendar/read-calendar.js';
import { DeliveryError, type LogFields, type Logger } from '../../../src/desk/ports.js';
import { rotaContract } from '../../support/port-contracts.js';
import { at, calendarOf, directory, event, weekly } from './calendars.js';

const zone = 'America/New_York';
const now = at('2026-03-04T12:00:00Z');
const pair = calendarOf(weekly('a', 'Ann Ames', '20260302', 2), weekly('b', 'On call: Bobby', '20260302', 1));

describe('who is on call by a calendar', () => {
  rotaContract(async () => {
    // Two weeks each, staggered by one: Ann and Cleo, then Cleo and Bob, then Bob and Ann.
    const shifts = ['Ann Ames', 'Cléo Chat', 'Bobby'].map((who, i) => {
      const day = ['20260126', '20260202', '20260209'][i] ?? '';
      const end = ['20260209', '20260216', '20260223'][i] ?? '';
      const zoned = (value: string) => `;TZID=America/New_York:${value}T110000`;
      return event(who, who, `DTSTART${zoned(day)}`, `DTEND${zoned(end)}`, 'RRULE:FREQ=WEEKLY;INTERVAL=3');
    });
    return { rota: rotaOf(calendarOf(...shifts)), from: at('2026-02-09T17:00:00Z') };
  });

  it('both people of the week, the one whose shift began first in front', async () => {
    const staggered = calendarOf(weekly('a', 'Ann', '20260302', 1), weekly('b', 'Bobby', '20260225', 1));
    expect(await rotaOf(staggered.replace('SUMMARY:Ann', 'SUMMARY:ann')).at(now)).toEqual(['bob', 'ann']);
  });

  it.each([
    ['a name of the directory', 'Ann Ames', [], ['ann']],
    ['a name without accents and in another case', 'CLEO CHAT on call', [], ['cleo']],
    ['an e-mail address', 'on-call (bob@example.com)', [], ['bob']],
    ['an alias', 'BB', [], ['bob']],
    ['two in one event', 'Bobby & Ann Ames', [], ['bob', 'ann']],
    [
      'guests where the title names nobody',
      'On call',
      ['ann@example.com', 'bob@example.com'],
      ['ann', 'bob'],
    ],
    ['title and guests where both name people', 'Ann Ames covers for Bobby', ['ann@example.com'], ['ann']],
    ['no part of a longer word', 'annual planning with BBC', ['bob@example.com'], ['bob']],
  ])('%s is understood', async (_, title, guests, expected) => {
    const lines = guests.map((mail) => `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${mail}`);
    const one = event('x', title, 'DTSTART:20260304T000000Z', 'DTEND:20260305T000000Z', ...lines);
    expect(await rotaOf(calendarOf(one)).at(now)).toEqual(expected);
  });

  it('a guest who declined is not on call', async () => {
    const guests = ['ATTENDEE;PARTSTAT=DECLINED:mailto:ann@example.com', 'ATTENDEE:MAILTO:BOB@example.com'];
    const one = event('x', 'On call', 'DTSTART:20260304T000000Z', 'DTEND:20260305T000000Z', ...guests);
    expect(await rotaOf(calendarOf(one)).at(now)).toEqual(['bob']);
  });

  it('changes at the minute of the hand-over, before and after the clocks change', async () => {
    const rota = rotaOf(
      calendarOf(weekly('a', 'Ann Ames', '20260302', 2), weekly('b', 'Bobby', '20260309', 2)),
    );
    // 11:00 in New York is 16:00 UTC before 8 March and 15:00 after.
    expect(await rota.at(at('2026-03-09T14:59:59Z'))).toEqual(['ann']);
    expect(await rota.at(at('2026-03-09T15:00:00Z'))).toEqual(['bob']);
    expect(await rota.at(at('2026-03-16T14:59:59Z'))).toEqual(['bob']);
    expect(await rota.at(at('2026-03-16T15:00:00Z'))).toEqual(['ann']);
  });

  it('a traded shift: one occurrence is moved to somebody else', async () => {
    const trade = event(
      'a',
      'Cléo Chat (for Ann)',
      'RECURRENCE-ID;TZID=America/New_York:20260316T110000',
      'DTSTART;TZID=America/New_York:20260316T110000',
      'DTEND;TZID=America/New_York:20260323T110000',
    );
    const rota = rotaOf(calendarOf(trade, weekly('a', 'Ann Ames', '20260302', 2)));
    expect(await rota.at(at('2026-03-17T12:00:00Z'))).toEqual(['cleo']);
    expect(await rota.at(at('2026-03-31T12:00:00Z'))).toEqual(['ann']);
  });

  it('a real gap is told as nobody', async () => {
    expect(
      await rotaOf(calendarOf(weekly('a', 'Ann Ames', '20260302', 2))).at(at('2026-03-11T12:00:00Z')),
    ).toEqual([]);
  });

  it('a shift that names nobody known is no gap but an error', async () => {
    const busy = event('x', 'Busy', 'DTSTART:20260304T000000Z', 'DTEND:20260305T000000Z');
    await expect(rotaOf(calendarOf(busy)).at(now)).rejects.toThrow(/names nobody for this moment/);
  });

  it('titles to be ignored are no shifts', async () => {
    const holiday = event('h', 'Holiday: Ann Ames is away', 'DTSTART;VALUE=DATE:20260304');
    expect(
      await rotaOf(calendarOf(holiday, weekly('b', 'Bobby', '20260302', 1)), { ignore: ['holiday'] }).at(now),
    ).toEqual(['bob']);
  });
});

describe('a calendar that cannot be read is an alarm, never an empty rota', () => {
  it.each([
    ['nothing', '', /Found nothing/],
    ['a web page', '<!DOCTYPE html><html>sign in</html>', /web page/],
    ['text that is cut off', pair.slice(0, pair.length / 2), /cut off/],
    ['a calendar without events', calendarOf(), /holds no event/],
  ])('%s', async (_, text, reason) => {
    expect(() => readCalendar(text, zone)).toThrow(reason);
    const log = listeningLog();
    await expect(rotaOf(text, { log }).at(now)).rejects.toThrow(DeliveryError);
    expect(log.errors).toEqual(['the calendar cannot be read']);
  });

  it('the last good copy goes on, with an alarm, and is stale after a day', async () => {
    let text: string | Error = pair;
    const clock = { time: now, now: () => clock.time };
    const log = listeningLog();
    const rota = rotaOf(async () => text, { clock, log });
    expect(await rota.at(now)).toEqual(['ann', 'bob']);
    text = '<html>';
    clock.time += 10 * 60_000;
    expect(await rota.at(now)).toEqual(['ann', 'bob']);
    expect(await rota.health()).toMatchObject({ stale: false, error: expect.stringContaining('web page') });
    expect(log.errors).toHaveLength(1);
    clock.time += 25 * 3_600_000;
    expect((await rota.health()).stale).toBe(true);
    expect(await rota.problem()).toMatch(/was last read at 2026-03-04T12:00:00.000Z: Found a web page/);
    text = pair;
    clock.time += 10 * 60_000;
    expect(await rota.health()).toMatchObject({ stale: false, error: null });
    expect(await rota.problem()).toBeNull();
  });

  it('a calendar that hangs keeps nobody waiting once there is a copy', async () => {
    const clock = { time: now, now: () => clock.time };
    let first = true;
    const rota = rotaOf(
      async () => {
        if (!first) await new Promise(() => {});
        first = false;
        return pair;
      },
      { clock },
    );
    await rota.at(now);
    clock.time += 10 * 60_000;
    expect(await rota.at(now)).toEqual(['ann', 'bob']);
  });

  it('the last good copy outlives a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'triage-calendar-'));
    try {
      const copyFile = join(folder, 'data', 'calendar.json');
      await rotaOf(pair, { copyFile }).at(now);
      const after = rotaOf(async () => new Error('gone'), { copyFile });
      expect(await after.at(now)).toEqual(['ann', 'bob']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('one event that cannot be used is told, and the others count', async () => {
    const broken = event('x', 'Ann Ames', 'DTSTART;TZID=Nowhere/Land:20260304T000000');
    const rota = rotaOf(calendarOf(broken, weekly('b', 'Bobby', '20260302', 1)));
    expect(await rota.at(now)).toEqual(['bob']);
    expect((await rota.health()).problems).toEqual([expect.stringMatching(/Nowhere\/Land/)]);
    await expect(rota.at(at('2026-02-01T00:00:00Z'))).rejects.toThrow(DeliveryError);
  });

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=SECONDLY',
    'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;BYHOUR=5',
  ])('a rule that would never end, or is none of a rota, is refused: %s', (rule) => {
    const odd = event('x', 'Ann Ames', 'DTSTART:20260304T000000Z', `RRULE:${rule}`);
    expect(readCalendar(calendarOf(odd), zone).problems).toHaveLength(1);
  });
});

describe('the address of a calendar', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  it('is asked with the mark of the last answer, and 304 keeps the copy', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((tag) => {
      asked.push(tag);
      return tag === '"one"' ? { status: 304 } : { status: 200, body: pair, headers: { etag: '"one"' } };
    });
    const clock = { time: now, now: () => clock.time };
    const rota = rotaOf(calendarAddress(url), { clock });
    expect(await rota.at(now)).toEqual(['ann', 'bob']);
    clock.time += 10 * 60_000;
    expect(await rota.at(now)).toEqual(['ann', 'bob']);
    expect((await rota.health()).error).toBeNull();
    expect(asked).toEqual([undefined, '"one"']);
    expect((await rota.health()).readAt).toBe(clock.time);
  });

  it('that refuses is named by its status and never by itself', async () => {
    const url = await serve(() => ({ status: 404 }));
    const error = await rotaOf(calendarAddress(`${url}/private-0123456789abcdef/basic.ics`))
      .at(now)
      .catch(String);
    expect(error).toMatch(/404/);
    expect(error).not.toMatch(/private-/);
  });

  it('that does not answer in time gives up', async () => {
    const url = await serve(() => null);
    await expect(rotaOf(calendarAddress(url, 50)).at(now)).rejects.toThrow(/in time/);
  });

  async function serve(
    answer: (
      tag: string | undefined,
    ) => { status: number; body?: string; headers?: Record<string, string> } | null,
  ): Promise<string> {
    const server = createServer((request, response) => {
      const given = answer(request.headers['if-none-match']);
      if (given === null) return;
      response.writeHead(given.status, given.headers).end(given.body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
});

interface Odd {
  readonly ignore?: readonly string[];
  readonly clock?: { now(): number };
  readonly log?: Logger;
  readonly copyFile?: string;
}

function rotaOf(
  source: string | FetchCalendar | (() => Promise<string | Error>),
  odd: Odd = {},
): CalendarRota {
  const fetch: FetchCalendar = async (tag) => {
    const read = typeof source === 'string' ? source : await source(tag);
    if (read instanceof Error) throw read;
    return typeof read === 'string' && read !== 'unchanged'
      ? { text: read, tag: null }
      : (read as Awaited<ReturnType<FetchCalendar>>);
  };
  return calendarRota({
    fetch,
    directory,
    zone,
    ignore: odd.ignore ?? [],
    refreshMs: 5 * 60_000,
    staleMs: 24 * 3_600_000,
    copyFile: odd.copyFile ?? null,
    clock: odd.clock ?? { now: () => now },
    log: odd.log ?? listeningLog(),
  });
}

function listeningLog(): Logger & { readonly errors: string[] } {
  const errors: string[] = [];
  const quiet = (_: LogFields, __: string): void => {};
  return { errors, debug: quiet, info: quiet, warn: quiet, error: (_, message) => void errors.push(message) };
}
