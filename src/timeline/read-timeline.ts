import { DateTime } from 'luxon';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { PersonId } from '../router/index.js';
import { type TimelineFile, type TimelineStep, timelineSchema } from './timeline-schema.js';

/** A step with its moment worked out. */
export interface Moment {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly step: TimelineStep;
}

/** A timeline that can be played. */
export interface Timeline {
  readonly what: string;
  readonly people: NonNullable<TimelineFile['people']>;
  readonly moments: readonly Moment[];
  /** Who is on call at a moment. */
  readonly onCall: (time: number) => readonly PersonId[];
}

/** A timeline file that cannot be played, with what is wrong and where. */
export class TimelineError extends Error {
  override readonly name = 'TimelineError';
}

/** Reads a timeline; times without a zone are local to `zone`. Throws TimelineError. */
export function readTimeline(text: string, zone: string): Timeline {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken !== undefined) throw new TimelineError(broken.message);
  const parsed = timelineSchema.safeParse(document.toJS());
  if (!parsed.success) throw new TimelineError(z.prettifyError(parsed.error));
  const { what, rota, people = {}, script } = parsed.data;
  const shifts = rota.map((shift) => ({
    ...shift,
    from: momentOf(shift.from, zone, null),
    until: momentOf(shift.until, zone, null),
  }));
  return {
    what,
    people,
    moments: inOrder(script, zone),
    onCall: (time) => [
      ...new Set(
        shifts.filter(({ from, until }) => from <= time && time < until).flatMap((shift) => shift.people),
      ),
    ],
  };
}

function inOrder(script: readonly TimelineStep[], zone: string): readonly Moment[] {
  let before: number | null = null;
  return script.map((step) => {
    const at = momentOf(step.at, zone, before);
    if (before !== null && at < before)
      throw new TimelineError(`"${step.at}" lies before the step above it; write steps in the order of time`);
    before = at;
    return { at, step };
  });
}

const units = { s: 'seconds', m: 'minutes', h: 'hours', d: 'days' } as const;

function momentOf(said: string, zone: string, before: number | null): number {
  const later = /^\+(\d+)([smhd])$/.exec(said);
  if (later !== null && before !== null) {
    const unit = units[later[2] as keyof typeof units];
    return DateTime.fromMillis(before, { zone })
      .plus({ [unit]: Number(later[1]) })
      .toMillis();
  }
  const moment = DateTime.fromISO(said.replace(' ', 'T'), { zone });
  if (moment.isValid) return moment.toMillis();
  throw new TimelineError(`"${said}" is no time; write 2026-03-10 14:00, or +30m after the step before`);
}
