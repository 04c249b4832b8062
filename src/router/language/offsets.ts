// When the clocks of a zone change. The tables are Intl's; luxon reads them quickly.

import { IANAZone } from 'luxon';
import type { Offsets } from '../local-time.js';
import { firstYear, lastYear } from './holidays.js';

/** The clocks of a zone (an IANA name that is known) from 2015 to 2050. */
export function offsetsOf(name: string): Offsets {
  const known = remembered.get(name) ?? worked(IANAZone.create(name));
  remembered.set(name, known);
  return known;
}

// As many as there are zones.
const remembered = new Map<string, Offsets>();

function worked(zone: IANAZone): Offsets {
  const end = Date.UTC(lastYear + 1, 0);
  let from = Date.UTC(firstYear, 0);
  let minutes = zone.offset(from);
  const offsets: [number, number][] = [[from, minutes]];
  for (; from < end; from += STEP) {
    const after = zone.offset(from + STEP);
    if (after !== minutes) offsets.push([changeWithin(zone, from, from + STEP), after]);
    minutes = after;
  }
  return offsets;
}

/** Nowhere are clocks changed twice within two weeks; for Ramadan they are within four or five. */
const STEP = 14 * 86_400_000;

/** The first minute at which the offset is that of `to`. */
function changeWithin(zone: IANAZone, from: number, to: number): number {
  const after = zone.offset(to);
  let [low, high] = [from / 60_000, to / 60_000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle * 60_000) === after) high = middle;
    else low = middle;
  }
  return high * 60_000;
}
