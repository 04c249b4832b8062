// The zone that a time of day is meant in: "2pm GMT", "14:00 CET", "9am Paris time".

import { offsetIn } from '../zone-offset.js';
import type { Now } from './local-days.js';
import type { Token } from './token.js';

/** A zone that is named. */
export interface ZoneRead {
  readonly last: number;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
}

/** The zone named at a token, as its clocks stand now, or null. */
export function zoneAt(tokens: readonly Token[], at: number, now: Now): ZoneRead | null {
  const token = tokens[at];
  if (token?.kind !== 'word' || token.sentence !== tokens[at - 1]?.sentence || token.comma) return null;
  const zone = ABBREVIATIONS.get(token.norm);
  if (zone !== undefined && (token.shout || PLAIN.has(token.norm)))
    return { last: at, utcOffset: offsetIn(zone, now.at) };
  const { city, last } = cityAt(tokens, at);
  if (city === undefined) return null;
  const said = tokens[last + 1]?.norm === 'time';
  return said ? { last: last + 1, utcOffset: offsetIn(city, now.at) } : null;
}

function cityAt(
  tokens: readonly Token[],
  at: number,
): { readonly city: string | undefined; readonly last: number } {
  const name = tokens[at]?.norm ?? '';
  const city = CITIES.get(name);
  return city === undefined
    ? { city: CITIES.get(`${name} ${tokens[at + 1]?.norm ?? ''}`), last: at + 1 }
    : { city, last: at };
}

const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const PACIFIC = 'America/Los_Angeles';
const LONDON = 'Europe/London';
const BERLIN = 'Europe/Berlin';

/** Most people write EST and CET in summer as well, and mean what the clocks there show. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['utc', 'UTC'],
  ['gmt', 'UTC'],
  ['et', EASTERN],
  ['est', EASTERN],
  ['edt', EASTERN],
  ['ct', CENTRAL],
  ['cst', CENTRAL],
  ['cdt', CENTRAL],
  ['pt', PACIFIC],
  ['pst', PACIFIC],
  ['pdt', PACIFIC],
  ['bst', LONDON],
  ['cet', BERLIN],
  ['cest', BERLIN],
  ['mez', BERLIN],
  ['mesz', BERLIN],
  ['hkt', 'Asia/Hong_Kong'],
  ['jst', 'Asia/Tokyo'],
]);

/** Those that are no words when they are written small: "et", "est", "pt" are. */
const PLAIN = new Set('utc gmt bst cet cest pst pdt edt mez mesz hkt jst'.split(' '));

const CITIES: ReadonlyMap<string, string> = new Map([
  ['london', LONDON],
  ['uk', LONDON],
  ['paris', 'Europe/Paris'],
  ['berlin', BERLIN],
  ['new york', EASTERN],
  ['ny', EASTERN],
  ['nyc', EASTERN],
  ['eastern', EASTERN],
  ['pacific', PACIFIC],
  ['la', PACIFIC],
  ['hong kong', 'Asia/Hong_Kong'],
  ['tokyo', 'Asia/Tokyo'],
]);
