// iCalendar text to values. Reading is ical.js's trade; zones, exceptions and times are settled by us, because it
// takes a time in a zone that the file does not define for a floating one.

import ICAL from 'ical.js';
import { type Calendar, CalendarError, type CalendarEvent, type FileTime } from './calendar.js';
import { ruleProblem } from './recurrence.js';
import { asUtc, ianaZone, offsetZone, readWallTime, type WallTime, type Zone } from './wall-time.js';

const largestText = 8 * 1024 * 1024;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * Reads a whole file. `zone` (IANA) is where floating times and days are meant, unless the file says otherwise.
 * Throws CalendarError for what is no calendar, is cut off, or holds no event.
 */
export function readCalendar(text: string, zone: string): Calendar {
  const roots = parse(text);
  const events: CalendarEvent[] = [];
  const problems: string[] = [];
  for (const root of roots) {
    const zones = zonesOf(root, zone);
    for (const component of root.getAllSubcomponents('vevent')) {
      try {
        events.push(readEvent(component, zones));
      } catch (error) {
        problems.push(`${nameOf(component)}: ${error instanceof Error ? error.message : 'cannot be read'}`);
      }
    }
  }
  if (events.length + problems.length === 0) {
    throw new CalendarError('The calendar holds no event at all; expected the shifts of the people on call.');
  }
  return { events, problems };
}

function parse(text: string): readonly ICAL.Component[] {
  if (text.length > largestText) {
    throw new CalendarError(
      `Found ${text.length} characters, expected a calendar of at most ${largestText}.`,
    );
  }
  const trimmed = text.replace(/^[\uFEFF\s]+/, '');
  if (!/^BEGIN:VCALENDAR\b/i.test(trimmed)) {
    throw new CalendarError(
      `Found ${whatItLooksLike(trimmed)}, expected iCalendar text that begins with BEGIN:VCALENDAR.`,
    );
  }
  let parsed: unknown;
  try {
    parsed = ICAL.parse(trimmed);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.slice(0, 120) : 'unknown';
    throw new CalendarError(`The calendar cannot be read (${said}); it may be cut off.`, { cause });
  }
  const list = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed];
  return list
    .map((jcal: unknown) => new ICAL.Component(jcal as []))
    .filter((root) => root.name === 'vcalendar');
}

function whatItLooksLike(text: string): string {
  if (text === '') return 'nothing';
  return /^<(!doctype|html|\?xml)/i.test(text)
    ? 'a web page (is the calendar shared by its secret address?)'
    : 'other text';
}

type Zones = (name: string | null) => Zone;

function zonesOf(root: ICAL.Component, fallback: string): Zones {
  const defined = new Map<string, Zone>();
  for (const component of root.getAllSubcomponents('vtimezone')) {
    const name = component.getFirstPropertyValue('tzid');
    if (typeof name === 'string') defined.set(name, vtimezone(name, component));
  }
  const own = root.getFirstPropertyValue('x-wr-timezone');
  const floating =
    (typeof own === 'string' ? (ianaZone(own) ?? defined.get(own)) : null) ??
    mustBeZone(ianaZone(fallback), fallback);
  return (name) => {
    if (name === null) return floating;
    // The zone database knows a zone's whole history, a file often only its present rule.
    return mustBeZone(ianaZone(name) ?? defined.get(name) ?? null, name);
  };
}

function vtimezone(name: string, component: ICAL.Component): Zone {
  const zone = new ICAL.Timezone({ component, tzid: name });
  return offsetZone(name, (wall) => zone.utcOffset(ICAL.Time.fromData({ ...wall, isDate: false })));
}

function mustBeZone(zone: Zone | null, name: string): Zone {
  if (zone === null)
    throw new CalendarError(`the time zone "${name}" is neither defined in the file nor known`);
  return zone;
}

function readEvent(component: ICAL.Component, zones: Zones): CalendarEvent {
  const start = onlyTime(component, 'dtstart', zones);
  if (start === null) throw new CalendarError('it has no start (DTSTART)');
  const rule = ruleOf(component);
  return {
    uid: textOf(component, 'uid'),
    summary: textOf(component, 'summary').slice(0, 500),
    attendees: component
      .getAllProperties('attendee')
      .filter(comes)
      .map(addressOf)
      .filter((at) => at !== ''),
    start,
    length: lengthOf(component, start, zones),
    rule,
    also: timesOf(component, 'rdate', zones),
    except: timesOf(component, 'exdate', zones),
    replaces: onlyTime(component, 'recurrence-id', zones),
    cancelled: textOf(component, 'status').toUpperCase() === 'CANCELLED',
    sequence: Number(textOf(component, 'sequence')) || 0,
  };
}

function ruleOf(component: ICAL.Component): string | null {
  const rules = component.getAllProperties('rrule');
  if (rules.length > 1) throw new CalendarError('it has several rules of repetition (RRULE), expected one');
  const rule = rules[0]?.getFirstValue();
  if (rule === undefined || rule === null) return null;
  const text = String(rule);
  const problem = ruleProblem(text);
  if (problem !== null) throw new CalendarError(problem);
  return text;
}

function lengthOf(component: ICAL.Component, start: FileTime, zones: Zones): CalendarEvent['length'] {
  const end = onlyTime(component, 'dtend', zones);
  const duration = component.getFirstPropertyValue('duration');
  if (end !== null)
    return notNegative(start.wall.dateOnly ? atLeastADay(between(start, end)) : between(start, end));
  if (!(duration instanceof ICAL.Duration)) return { nominal: start.wall.dateOnly ? dayMs : 0, exact: 0 };
  const sign = duration.isNegative ? -1 : 1;
  const days = duration.weeks * 7 + duration.days;
  const seconds = (duration.hours * 60 + duration.minutes) * 60 + duration.seconds;
  return notNegative({ nominal: sign * days * dayMs, exact: sign * seconds * 1000 });
}

/**
 * RFC 5545 gives every repetition the exact length of the first; people who write a week from 11:00 to 11:00 mean the
 * clock on the wall, and would find an hour without anybody in every spring.
 */
function between(start: FileTime, end: FileTime): CalendarEvent['length'] {
  if (start.wall.dateOnly || start.zone.name === end.zone.name) {
    return { nominal: asUtc(end.wall) - asUtc(start.wall), exact: 0 };
  }
  return { nominal: 0, exact: end.zone.instantOf(end.wall) - start.zone.instantOf(start.wall) };
}

function atLeastADay(length: CalendarEvent['length']): CalendarEvent['length'] {
  return length.nominal === 0 ? { nominal: dayMs, exact: 0 } : length;
}

function notNegative(length: CalendarEvent['length']): CalendarEvent['length'] {
  if (length.nominal + length.exact < 0) throw new CalendarError('it ends before it starts');
  return length;
}

function onlyTime(component: ICAL.Component, name: string, zones: Zones): FileTime | null {
  const times = timesOf(component, name, zones);
  if (times.length > 1)
    throw new CalendarError(`it has several values of ${name.toUpperCase()}, expected one`);
  return times[0] ?? null;
}

function timesOf(component: ICAL.Component, name: string, zones: Zones): readonly FileTime[] {
  return component.getAllProperties(name).flatMap((property) => {
    const zone = property.getFirstParameter('tzid');
    const [, , , ...values] = property.toJSON() as readonly unknown[];
    return values.map((value) =>
      fileTime(Array.isArray(value) ? value[0] : value, zone ?? null, name, zones),
    );
  });
}

function fileTime(value: unknown, zone: string | null, name: string, zones: Zones): FileTime {
  const read = readWallTime(value);
  if (read === null) {
    throw new CalendarError(
      `${name.toUpperCase()} is "${String(value).slice(0, 40)}", expected a date or a time`,
    );
  }
  return { wall: read.wall, zone: read.utc ? utc : zones(read.wall.dateOnly ? null : zone) };
}

const utc: Zone = offsetZone('UTC', (_: WallTime) => 0);

function comes(property: ICAL.Property): boolean {
  const kind = String(property.getFirstParameter('cutype') ?? 'INDIVIDUAL').toUpperCase();
  const answer = String(property.getFirstParameter('partstat') ?? '').toUpperCase();
  return answer !== 'DECLINED' && kind !== 'RESOURCE' && kind !== 'ROOM';
}

function addressOf(property: ICAL.Property): string {
  return String(property.getFirstValue() ?? '')
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
}

function textOf(component: ICAL.Component, name: string): string {
  const value = component.getFirstPropertyValue(name);
  return value === null ? '' : String(value);
}

function nameOf(component: ICAL.Component): string {
  const start = component.getFirstProperty('dtstart')?.toJSON() as readonly unknown[] | undefined;
  const day = typeof start?.[3] === 'string' ? ` of ${start[3].slice(0, 10)}` : '';
  return `The event "${textOf(component, 'summary').slice(0, 80)}"${day}`;
}
