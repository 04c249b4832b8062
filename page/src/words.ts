// How the page says things: classes, times, people.

import type { DecisionClass, ReportClass } from '../../src/classifier/types.js';
import { start } from './ask.js';

export const CLASSES: readonly ReportClass[] = ['incident', 'urgent-non-incident', 'non-incident', 'none'];

/** All that a report can be decided as. */
export const DECISIONS: readonly DecisionClass[] = [...CLASSES, 'undecided'];

/** A class as a title. */
export const CLASS_TITLES: Readonly<Record<DecisionClass, string>> = {
  incident: 'Incident',
  'urgent-non-incident': 'Urgent, not an incident',
  'non-incident': 'Not an incident',
  none: 'Nothing to follow up',
  undecided: 'Undecided',
};

/** The same where there is little room. */
export const CLASS_SHORT: Readonly<Record<DecisionClass, string>> = {
  incident: 'Incident',
  'urgent-non-incident': 'Urgent',
  'non-incident': 'Non-incident',
  none: 'None',
  undecided: 'Undecided',
};

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function areaTitle(name: string | null): string {
  if (name === null) return 'No area';
  return start.value?.areas.find((area) => area.name === name)?.title ?? name;
}

export function personName(id: string): string {
  if (id === 'desk') return 'Triage Desk';
  if (id === start.value?.operator) return 'You';
  const found = start.value?.people.find((person) => person.id === id);
  return found === undefined ? id : plainName(found.name);
}

/** A person amid a sentence: whoever looks at the page is "you" there. */
export function byName(id: string): string {
  return id === start.value?.operator ? 'you' : personName(id);
}

/** A name without what stands in brackets behind it. */
export function plainName(name: string): string {
  return name.replace(/ \(.*\)$/, '');
}

export function timeOf(at: number): string {
  return formatted(at, { hour: '2-digit', minute: '2-digit' });
}

function dayOf(at: number): string {
  return formatted(at, { weekday: 'short', day: 'numeric', month: 'short' });
}

export function momentOf(at: number): string {
  return `${dayOf(at)}, ${timeOf(at)}`;
}

/** A moment as the clocks of the desk show it, as `datetime-local` has it: `2026-11-27T06:45`. */
export function wallTimeOf(at: number): string {
  const timeZone = start.value?.zone ?? 'UTC';
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', options).format(at).replace(' ', 'T');
}

/** The moment at which the clocks of the desk show a time; null for what is no time. */
export function momentAt(wallTime: string): number | null {
  const meant = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(meant)) return null;
  const nearer = (at: number): number => at + meant - Date.parse(`${wallTimeOf(at)}Z`);
  // The second look is for the days on which the clocks are changed.
  return nearer(nearer(meant));
}

/** Where the clocks of the desk stand, as people say it: `New York time`. */
export function zoneTitle(): string {
  const zone = start.value?.zone ?? 'UTC';
  return zone === 'UTC' ? 'UTC' : `${zone.replace(/^.*\//, '').replaceAll('_', ' ')} time`;
}

function formatted(at: number, options: Intl.DateTimeFormatOptions): string {
  const timeZone = start.value?.zone ?? 'UTC';
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(at);
}

/** How long ago, or how long something took: "3 min", "2 h 5 min", "4 days". */
export function spanOf(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.round(hours / 24)} days`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
