// The systems outside as the settings name them, or their local stand-ins where nothing is configured.

import { join } from 'node:path';
import { type CalendarRota, calendarRota } from '../adapters/calendar/calendar-rota.js';
import { calendarAddress, calendarFile } from '../adapters/calendar/fetch-calendar.js';
import type { Clock, Logger } from '../desk/ports.js';
import type { CalendarSettings } from '../outside-settings.js';
import type { RoutingRules } from '../router/index.js';

/** What every adapter is given besides its settings. */
export interface OutsideDeps {
  readonly routing: RoutingRules;
  /** Absolute path; the last good copy of the calendar is kept there. */
  readonly dataFolder: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/** The on-call calendar as a rota. */
export function rotaFrom(
  calendar: CalendarSettings,
  { routing, dataFolder, clock, log }: OutsideDeps,
): CalendarRota {
  const { source, zone, ignore, refreshMs, staleMs } = calendar;
  return calendarRota({
    fetch: source.kind === 'file' ? calendarFile(source.path) : calendarAddress(source.url),
    directory: routing.directory,
    zone: zone ?? routing.policy.zone,
    ignore,
    refreshMs,
    staleMs,
    copyFile: join(dataFolder, 'calendar.json'),
    clock,
    log,
  });
}
