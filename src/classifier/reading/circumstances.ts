// How a report speaks, and of what: complaint or question, a drill or the real thing, production or staging.

import type { FactValue, Span } from '../types.js';
import type { Affected } from './affected.js';
import type { Role } from './concept.js';
import type { DeadlineRead } from './deadline.js';
import { announcedState } from './formats.js';
import { hitsWith, type Reading } from './reading.js';
import { ROLE_BITS } from './vocabulary.js';

/** A fact, and where it was found. */
export interface Told<Value extends FactValue> {
  readonly value: Value;
  readonly spans: readonly Span[];
}

/** What people do with words, in the order of the alphabet. */
const SPEECH = (['chatter', 'fault', 'joke', 'question', 'request', 'status', 'thanks'] as const).map(
  (name) => ({ name, bit: ROLE_BITS[name] }),
);
const SPOKEN = SPEECH.reduce((bits, { bit }) => bits | bit, 0);

/** What the report does with words; who tells of a failure finds fault, and who ends with a question mark asks. */
export function speechIn(reading: Reading, questions: number): Told<readonly string[]> {
  let bits = reading.roles & SPOKEN;
  if ((reading.roles & ROLE_BITS.failure) !== 0) bits |= ROLE_BITS.fault;
  if (questions > 0) bits |= ROLE_BITS.question;
  const value: string[] = [];
  for (const { name, bit } of SPEECH) if ((bits & bit) !== 0) value.push(name);
  return { value, spans: hitsWith(reading, SPOKEN) };
}

/** Of the matter: a drill, planned, over, or going on; what a bot announces by its marks goes first. */
export function stateIn(reading: Reading): Told<string | null> {
  const { report, roles, lower, lacking } = reading;
  const fails = (roles & ROLE_BITS.failure) !== 0;
  if ((roles & ROLE_BITS.test) !== 0) return toldBy(reading, 'test', 'test');
  if (report.source.kind === 'automated' || lower.startsWith('[')) {
    const announced = announcedState(lower);
    if (announced !== null) return { value: announced, spans: NOWHERE };
  }
  if ((roles & ROLE_BITS.planned) !== 0) return toldBy(reading, 'planned', 'planned');
  if ((roles & ROLE_BITS.resolution) !== 0 && !fails) return toldBy(reading, 'resolved', 'resolution');
  if (fails || lacking.length > 0) return toldBy(reading, 'firing', 'failure');
  return (roles & ROLE_BITS.firing) !== 0 ? toldBy(reading, 'firing', 'firing') : UNTOLD;
}

/** Where it happens, if that is told; production is looked after first. */
export function environmentIn(reading: Reading): Told<'production' | 'staging' | null> {
  if ((reading.roles & ROLE_BITS.production) !== 0) return toldBy(reading, 'production', 'production');
  return (reading.roles & ROLE_BITS.staging) !== 0 ? toldBy(reading, 'staging', 'staging') : UNTOLD;
}

/** A person presses, and nothing is due. */
export function theatreIn(reading: Reading, deadline: DeadlineRead | null): Told<boolean> {
  const presses = reading.report.source.kind === 'human' && (reading.roles & ROLE_BITS.urgency) !== 0;
  return presses && deadline === null ? toldBy(reading, true, 'urgency') : NO;
}

/** Downtime is asserted, for many or in production: somebody may be woken for it. */
export function wakesIn(reading: Reading, { scope }: Affected, environment: string | null): Told<boolean> {
  const { report, roles } = reading;
  const broad =
    scope === 'many' || scope === 'all' || environment === 'production' || report.source.kind === 'automated';
  const down = (roles & ROLE_BITS.downtime) !== 0 && (roles & ROLE_BITS.test) === 0;
  return down && broad && environment !== 'staging' ? toldBy(reading, true, 'downtime') : NO;
}

function toldBy<Value extends FactValue>(reading: Reading, value: Value, role: Role): Told<Value> {
  return { value, spans: hitsWith(reading, ROLE_BITS[role]) };
}

const NOWHERE: readonly Span[] = [];
const UNTOLD: Told<null> = { value: null, spans: NOWHERE };
const NO: Told<false> = { value: false, spans: NOWHERE };
