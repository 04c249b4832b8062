// The on-call calendar as the desk's rota. A calendar that cannot be read is an alarm and never an empty rota: the
// last good copy goes on, kept on disk as well, so that it outlives a restart.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Clock, DeliveryError, type Logger, type Rota } from '../../desk/ports.js';
import type { Directory } from '../../router/index.js';
import { type Calendar, CalendarError } from './calendar.js';
import type { FetchCalendar } from './fetch-calendar.js';
import { occurrences } from './occurrences.js';
import { readCalendar } from './read-calendar.js';
import { peopleAt, type Rotation, rotationOf } from './shifts.js';

/** What a rota is made of. */
export interface CalendarRotaSettings {
  readonly fetch: FetchCalendar;
  readonly directory: Directory;
  /** IANA zone of floating times and days. */
  readonly zone: string;
  /** Titles that are no shifts. */
  readonly ignore: readonly string[];
  /** How long a copy counts as fresh, in milliseconds. */
  readonly refreshMs: number;
  /** From what age on an old copy is an alarm, in milliseconds. */
  readonly staleMs: number;
  /** Where the last good copy is kept; null for memory only. */
  readonly copyFile: string | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/** How the calendar stands: for doctor, page and alarm. */
export interface RotaHealth {
  /** When the copy in use was read or confirmed, in milliseconds since 1970, UTC; null when there is none. */
  readonly readAt: number | null;
  readonly stale: boolean;
  /** Why the last reading failed; null when it did not. */
  readonly error: string | null;
  /** Events that could not be used, one sentence each. */
  readonly problems: readonly string[];
}

/** A rota that can also tell what it is made of. */
export interface CalendarRota extends Rota {
  /** All shifts between two moments. Throws DeliveryError when no copy of the calendar was ever read. */
  rotation(from: number, to: number): Promise<Rotation>;
  health(): Promise<RotaHealth>;
  /** What is wrong although it answers, in one sentence; null when nothing is. */
  problem(): Promise<string | null>;
}

const dayMs = 24 * 60 * 60 * 1000;

interface Copy {
  readonly calendar: Calendar;
  readonly tag: string | null;
  readonly readAt: number;
}

/** A rota over an iCalendar file or address; reads when asked, at most once every `refreshMs`. */
export function calendarRota(settings: CalendarRotaSettings): CalendarRota {
  const { clock, log, zone, directory, ignore } = settings;
  let copy: Copy | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let error: string | null = null;
  let reading: Promise<void> | null = null;

  const read = async (): Promise<void> => {
    triedAt = clock.now();
    copy ??= await keptCopy(settings);
    try {
      const fetched = await settings.fetch(copy?.tag ?? null);
      if (fetched === 'unchanged' && copy === null)
        throw new Error('the address says "unchanged" of what was never read');
      if (fetched === 'unchanged') {
        if (copy !== null) copy = { ...copy, readAt: clock.now() };
      } else {
        copy = { calendar: readCalendar(fetched.text, zone), tag: fetched.tag, readAt: clock.now() };
        await keep(settings, fetched.text, copy.readAt).catch(() =>
          log.warn({ port: 'rota' }, 'the copy of the calendar cannot be written to disk'),
        );
      }
      error = null;
      if ((copy?.calendar.problems.length ?? 0) > 0) {
        log.warn(
          { port: 'rota', failures: copy?.calendar.problems.length ?? 0 },
          'the calendar holds events that cannot be used',
        );
      }
    } catch (cause) {
      error = reasonOf(cause);
      log.error(
        { port: 'rota', error: cause instanceof Error ? cause.name : 'unknown', left: copy !== null },
        'the calendar cannot be read',
      );
    }
  };

  /** An old copy answers at once while a new one is read: nobody waits for a calendar in order to be told. */
  const current = async (patient = false): Promise<Copy> => {
    if (clock.now() - triedAt >= settings.refreshMs) {
      reading ??= read().finally(() => {
        reading = null;
      });
    }
    if (reading !== null && (patient || copy === null)) await reading;
    if (copy === null) {
      throw new DeliveryError('busy', `The on-call calendar cannot be read: ${error ?? 'not read yet'}.`);
    }
    return copy;
  };

  const rotation = async (from: number, to: number): Promise<Rotation> =>
    rotationOf(occurrences((await current()).calendar, from, to), directory, ignore);

  // Unfolding years of repetitions for each report would cost more than deciding it.
  let unfolded: { readonly calendar: Calendar; readonly day: number; readonly rotation: Rotation } | null =
    null;
  const aroundDay = async (time: number): Promise<Rotation> => {
    const { calendar } = await current();
    const day = Math.floor(time / dayMs);
    if (unfolded?.calendar !== calendar || unfolded.day !== day) {
      const found = occurrences(calendar, day * dayMs, (day + 1) * dayMs);
      unfolded = { calendar, day, rotation: rotationOf(found, directory, ignore) };
    }
    return unfolded.rotation;
  };

  const health = async (): Promise<RotaHealth> => {
    await current(true).catch(() => {});
    const readAt = copy?.readAt ?? null;
    const stale = readAt === null || clock.now() - readAt > settings.staleMs;
    return { readAt, stale, error, problems: copy?.calendar.problems ?? [] };
  };

  return {
    rotation,
    async at(time) {
      const { shifts, nobodyKnown } = await aroundDay(time);
      const people = peopleAt(shifts, time);
      const { problems } = (await current()).calendar;
      const unnamed = nobodyKnown.filter(({ from, to }) => from <= time && time < to);
      if (people.length === 0 && unnamed.length + problems.length > 0) {
        throw new DeliveryError(
          'refused',
          'The on-call calendar names nobody for this moment, and holds events that name nobody known or cannot be used. Run triage oncall check.',
        );
      }
      return people;
    },
    health,
    async problem() {
      const { stale, error: reason, problems, readAt } = await health();
      if (stale) {
        const since =
          readAt === null ? 'was never read' : `was last read at ${new Date(readAt).toISOString()}`;
        return `The on-call calendar ${since}: ${reason ?? 'it is not asked any more'}`;
      }
      if (reason !== null)
        return `The on-call calendar cannot be read now, an earlier copy is used: ${reason}`;
      if (problems.length === 0) return null;
      return `The on-call calendar holds ${problems.length} events that cannot be used. Run triage oncall check.`;
    },
  };
}

function reasonOf(cause: unknown): string {
  if (cause instanceof CalendarError) return cause.message;
  if (!(cause instanceof Error)) return 'unknown reason';
  if (cause.name === 'TimeoutError') return 'its address does not answer in time';
  const code =
    (cause.cause as NodeJS.ErrnoException | undefined)?.code ?? (cause as NodeJS.ErrnoException).code;
  // A system's message may quote the address, and that is a secret.
  return code === undefined ? cause.message.slice(0, 200) : `reading it failed with ${code}`;
}

async function keptCopy({ copyFile, zone }: CalendarRotaSettings): Promise<Copy | null> {
  if (copyFile === null) return null;
  try {
    const kept = JSON.parse(await readFile(copyFile, 'utf8')) as {
      readonly text: string;
      readonly readAt: number;
    };
    return { calendar: readCalendar(kept.text, zone), tag: null, readAt: kept.readAt };
  } catch {
    return null;
  }
}

async function keep({ copyFile }: CalendarRotaSettings, text: string, readAt: number): Promise<void> {
  if (copyFile === null) return;
  await mkdir(dirname(copyFile), { recursive: true });
  const half = `${copyFile}.new`;
  await writeFile(half, JSON.stringify({ readAt, text }), { mode: 0o600 });
  await rename(half, copyFile);
}
