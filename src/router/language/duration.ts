// Durations as people write them: "30 minutes", "2 hours", "1 day". Their schema stands apart: whoever plans a route reads
// durations, and must not load schemas.

const unitMs: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** Shape of a duration, for schemas and messages. */
export const durationPattern = /^(\d+) (second|minute|hour|day|week)s?$/;

/** Milliseconds of a duration; throws RangeError for text that `durationPattern` does not match. */
export function durationMs(text: string): number {
  const [, count, unit] = durationPattern.exec(text) ?? [];
  const ms = unit === undefined ? undefined : unitMs[unit];
  if (ms === undefined)
    throw new RangeError(`"${text}" is no duration; write a number and a unit, like "30 minutes"`);
  return Number(count) * ms;
}
