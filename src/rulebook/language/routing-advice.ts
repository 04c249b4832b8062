// What authors are told about wrong values in policy.yaml and routes.yaml; the router, which owns their shapes, knows
// nothing of advice.

import { spanSchema, timeOfDaySchema } from '../../router/language/index.js';
import { advice } from '../advice.js';
import { spanCure, spanMeant } from './units.js';

spanSchema.register(advice, { mend: spanMeant, cure: spanCure });
timeOfDaySchema.register(advice, { mend: timeMeant });

/** 8:00, 8.30, 5 pm and 17h. */
function timeMeant(value: unknown): string | null {
  const [, hour, minute = '00', half] =
    /^\s*(\d{1,2})(?:[:.h](\d\d)?)?\s*([ap]m)?\s*$/i.exec(String(value)) ?? [];
  if (hour === undefined) return null;
  const hours = (Number(hour) % (half ? 12 : 25)) + (half?.toLowerCase() === 'pm' ? 12 : 0);
  const time = `${String(hours).padStart(2, '0')}:${minute}`;
  return timeOfDaySchema.safeParse(time).success ? `"${time}"` : null;
}
