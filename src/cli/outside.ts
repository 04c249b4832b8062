// The systems outside as the settings name them, or their local stand-ins where nothing is configured.

import { join } from 'node:path';
import { type CalendarRota, calendarRota } from '../adapters/calendar/calendar-rota.js';
import { calendarAddress, calendarFile } from '../adapters/calendar/fetch-calendar.js';
import type { JiraProblem } from '../adapters/jira/check-jira.js';
import type { JiraBacklog } from '../adapters/jira/jira-backlog.js';
import type { Clock, Logger } from '../desk/ports.js';
import type { CalendarSettings, JiraSettings } from '../outside-settings.js';
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

/** Jira as the backlog, with what doctor and sweeper need of it. */
export interface JiraOutside {
  readonly backlog: JiraBacklog;
  /** What is missing in Jira, field by field; throws DeliveryError when it cannot be asked. */
  check(): Promise<readonly JiraProblem[]>;
  /** Sets aside issues that were created twice within the last `minutes`; gives how many. */
  sweep(minutes: number): Promise<number>;
}

/** The backlog in Jira. jira.js is loaded only here: it costs half a second. */
export async function backlogFrom(jira: JiraSettings, { routing }: OutsideDeps): Promise<JiraOutside> {
  const [{ jiraClient }, { jiraBacklog }, { checkJira }, { sweepDuplicates }] = await Promise.all([
    import('../adapters/jira/jira-client.js'),
    import('../adapters/jira/jira-backlog.js'),
    import('../adapters/jira/check-jira.js'),
    import('../adapters/jira/sweep-duplicates.js'),
  ]);
  const { site, email, token } = jira;
  const client = jiraClient({ site, email, token, timeoutMs: callTimeoutMs, onSchemaMismatch: 'silent' });
  const components = routing.directory.areas.map(({ component }) => component).filter((name) => name !== '');
  return {
    backlog: jiraBacklog(client, jira),
    check: () => checkJira(client, jira, components),
    sweep: async (minutes) => (await sweepDuplicates(client, jira, minutes)).length,
  };
}

/** Less than the desk's own patience, so that the adapter says what happened. */
const callTimeoutMs = 9_000;
