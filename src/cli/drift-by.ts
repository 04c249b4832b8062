import type { ReadDrift } from '../desk/optional-parts.js';

/** The alarms of `triage stats`, for the desk's health. */
export const driftBy: ReadDrift = async (linesSince, now) => {
  // A few times a day: nobody else need load it.
  const { driftNeedsMs, driftOf, readHistory } = await import('../history/index.js');
  const history = await readHistory(linesSince(now - driftNeedsMs));
  return driftOf(history, now).map(({ sentence }) => `${sentence} More: triage stats`);
};
