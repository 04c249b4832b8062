// The systems outside as the settings name them, or their local stand-ins where nothing is configured.

import { join } from 'node:path';
import type { Hono } from 'hono';
import { DateTime } from 'luxon';
import { type CalendarRota, calendarRota } from '../adapters/calendar/calendar-rota.js';
import { calendarAddress, calendarFile } from '../adapters/calendar/fetch-calendar.js';
import type { JiraProblem } from '../adapters/jira/check-jira.js';
import type { JiraBacklog } from '../adapters/jira/jira-backlog.js';
import { type TrelloBoard, trelloBoard } from '../adapters/trello/trello-board.js';
import { trelloClient } from '../adapters/trello/trello-client.js';
import { type WebhookDeps, webhookApi } from '../adapters/webhooks/webhook-api.js';
import type { Backlog, Board, Clock, Logger, Rota } from '../desk/ports.js';
import type { DeskSettings } from '../desk/settings.js';
import type {
  CalendarSettings,
  JiraSettings,
  OutsideSettings,
  TrelloSettings,
  WebhookSettings,
} from '../outside-settings.js';
import { areaOf, type RoutingRules } from '../router/index.js';

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

/** Jira as the backlog, with what doctor needs of it. */
export interface JiraOutside {
  readonly backlog: JiraBacklog;
  /** What is missing in Jira, field by field; throws DeliveryError when it cannot be asked. */
  check(): Promise<readonly JiraProblem[]>;
}

/** The backlog in Jira. jira.js is loaded only here: it costs half a second. */
export async function backlogFrom(jira: JiraSettings, { routing }: OutsideDeps): Promise<JiraOutside> {
  const [{ jiraConnection }, { jiraBacklog }, { checkJira }] = await Promise.all([
    import('../adapters/jira/jira-client.js'),
    import('../adapters/jira/jira-backlog.js'),
    import('../adapters/jira/check-jira.js'),
  ]);
  const { site, email, token } = jira;
  const connection = jiraConnection({
    site,
    email,
    token,
    timeoutMs: callTimeoutMs,
    onSchemaMismatch: 'silent',
  });
  const components = routing.directory.areas.map(({ component }) => component).filter((name) => name !== '');
  return {
    backlog: jiraBacklog(connection, jira),
    check: () => checkJira(connection.client, jira, components),
  };
}

/** The board in Trello; an area's label has the title of the area in the directory. */
export function boardFrom(trello: TrelloSettings, { routing, clock }: OutsideDeps): TrelloBoard {
  const { board, lists, key, token } = trello;
  const client = trelloClient({ api: 'https://api.trello.com', key, token, timeoutMs: callTimeoutMs });
  const labelOf = (area: string): string => areaOf(area, routing.directory)?.title ?? area;
  return trelloBoard(client, { board, lists, labelOf, clock });
}

/** The ports of a desk that lead outside. */
export interface OutsidePorts {
  readonly backlog: Backlog;
  readonly board: Board;
  readonly rota: Rota;
}

/** The configured systems, and the given stand-ins where nothing is configured. */
export async function portsFrom(
  settings: Pick<OutsideSettings, 'jira' | 'trello' | 'calendar'>,
  standIns: OutsidePorts,
  deps: OutsideDeps,
): Promise<OutsidePorts> {
  const { jira, trello, calendar } = settings;
  return {
    backlog: jira === null ? standIns.backlog : (await backlogFrom(jira, deps)).backlog,
    board: trello === null ? standIns.board : boardFrom(trello, deps),
    rota: calendar === null ? standIns.rota : rotaFrom(calendar, deps),
  };
}

/** Settings of the desk with the patience of real neighbours for those that are real. */
export function patienceFor(
  { jira, trello }: Pick<OutsideSettings, 'jira' | 'trello'>,
  local: DeskSettings,
  real: DeskSettings,
): DeskSettings {
  const backlog = jira === null ? local : real;
  const board = trello === null ? local : real;
  return {
    ...local,
    visibleAfterMs: {
      ...local.visibleAfterMs,
      backlog: backlog.visibleAfterMs.backlog,
      board: board.visibleAfterMs.board,
    },
    paceMs: { ...local.paceMs, backlog: backlog.paceMs.backlog, board: board.paceMs.board },
  };
}

/** What the webhooks of a desk are given besides their settings. */
export interface WebhookOutside extends Pick<WebhookDeps, 'accept' | 'utcOffset' | 'count'> {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/** The routes that other systems call, to be served on a port of their own, behind a proxy that speaks TLS. */
export function webhooksFrom(settings: WebhookSettings, given: WebhookOutside): Hono {
  const { accept, utcOffset, count, clock, log } = given;
  return webhookApi({
    senders: settings.senders,
    accept,
    now: () => clock.now(),
    utcOffset,
    count,
    log,
    fetchText,
    perMinute: settings.perMinute,
    bodyTimeoutMs: 10_000,
  });
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(callTimeoutMs), redirect: 'error' });
  const text = await response.text();
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
  return text.slice(0, 100_000);
}

/** How a past shift is named on the board: "2–9 March 2026". Times in milliseconds, UTC. */
export function shiftDates(from: number, to: number, zone: string): string {
  const [first, last] = [from, to].map((time) => DateTime.fromMillis(time, { zone, locale: 'en-GB' }));
  if (first === undefined || last === undefined) return '';
  const start = first.toFormat(
    first.year !== last.year ? 'd LLLL yyyy' : first.month !== last.month ? 'd LLLL' : 'd',
  );
  return `${start}–${last.toFormat('d LLLL yyyy')}`;
}

/** Less than the desk's own patience, so that the adapter says what happened. */
const callTimeoutMs = 9_000;
