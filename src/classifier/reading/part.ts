// A piece of a moment, as it stands in the text: a time of day, a day, or a length of time from now.

/** Everything that is not given is open; a piece has at least one of `minutes`, `date` and `ahead`. */
export interface Part {
  readonly first: number;
  readonly last: number;
  /** Minutes after midnight. */
  readonly minutes?: number;
  /** "five" without am or pm: the next of the two. */
  readonly half?: boolean;
  /** Minutes east of UTC where the time of day is meant, if it was said. */
  readonly utcOffset?: number;
  /** Start of the day, local, as if it were UTC. */
  readonly date?: number;
  /** What names the day, where it is a day of the week or a date. */
  readonly dayOf?: 'week' | 'calendar';
  /** Milliseconds from now. */
  readonly ahead?: number;
}

/** A time of day. */
export type Clock = Part & { readonly minutes: number };
