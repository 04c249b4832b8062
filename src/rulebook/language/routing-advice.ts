// What authors are told about wrong values in policy.yaml and routes.yaml; the router, which owns their shapes, knows
// nothing of advice.

import {
  countrySchema,
  dayOffSchema,
  destinationSchema,
  directorySchema,
  policySchema,
  routesSchema,
  spanSchema,
  timeOfDaySchema,
} from '../../router/language/index.js';
import { advice } from '../advice.js';
import { spanCure, spanMeant } from './units.js';

spanSchema.register(advice, { mend: spanMeant, cure: spanCure });
timeOfDaySchema.register(advice, { mend: timeMeant, cure: timeCure });
dayOffSchema.register(advice, { mend: dayMeant });
countrySchema.register(advice, { mend: countryMeant });
destinationSchema.register(advice, { mend: channelMeant });

/** The shapes of the router's files; who takes them from here has their advice with them. */
export const ROUTING_SHAPES = {
  directory: directorySchema,
  policy: policySchema,
  routes: routesSchema,
} as const;

/** 28.12.2026, 28/12/2026 and 2026/12/28, where only one day can be meant. */
function dayMeant(value: unknown): string | null {
  const [first = '', second = '', third = ''] = String(value).split(/[./-]/);
  const [year, month, day] = first.length === 4 ? [first, second, third] : [third, second, first];
  const isClear = first.length === 4 || first === second || Number(day) > 12 || String(value).includes('.');
  const meant = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  return isClear && DAY.test(meant) && dayOffSchema.safeParse(meant).success ? `"${meant}"` : null;
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** What people write for the countries whose two letters they rarely see. */
function countryMeant(value: unknown): string | null {
  const written = String(value).toUpperCase().replaceAll('.', '');
  const meant = COUNTRIES[written] ?? written;
  return countrySchema.safeParse(meant).success ? meant : null;
}

const COUNTRIES: Readonly<Record<string, string>> = { USA: 'US', UK: 'GB', GBR: 'GB', DEU: 'DE', GER: 'DE' };

/** A channel as Slack writes it. */
function channelMeant(value: unknown): string | null {
  const [, channel] = /^#([\w-]+)$/.exec(String(value)) ?? [];
  return channel === undefined ? null : `{ channel: ${channel} }`;
}

/** 8:00, 8.30, 5 pm and 17h. */
function timeMeant(value: unknown): string | null {
  const [, hour, minute = '00', half] =
    /^\s*(\d{1,2})(?:[:.h](\d\d)?)?\s*([ap]m)?\s*$/i.exec(String(value)) ?? [];
  if (hour === undefined || Number(hour) > 24) return null;
  const hours = (Number(hour) % (half ? 12 : 25)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  const time = `${String(hours).padStart(2, '0')}:${minute}`;
  return timeOfDaySchema.safeParse(time).success ? `"${time}"` : null;
}

/** A time that no clock shows. */
function timeCure(value: unknown): string | null {
  return /^\d+[:.]\d\d$/.test(String(value))
    ? 'Write hours from 00 to 23 and minutes from 00 to 59, in quotes; midnight at the end of a day is "24:00".'
    : null;
}
