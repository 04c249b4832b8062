// The systems outside as the settings name them, or their local stand-ins where nothing is configured.

import { join } from 'node:path';
import type { Hono } from 'hono';
import { type CalendarRota, calendarRota } from '../adapters/calendar/calendar-rota.js';
import { calendarAddress, calendarFile } from '../adapters/calendar/fetch-calendar.js';
import type { JiraProblem } from '../adapters/jira/check-jira.js';
import type { JiraBacklog } from '../adapters/jira/jira-backlog.js';
import { type TrelloBoard, trelloBoard } from '../adapters/trello/trello-board.js';
import { trelloClient } from '../adapters/trello/trello-client.js';
import { type WebhookDeps, webhookApi } from '../adapters/webhooks/webhook-api.js';
import type { Backlog, Board, Chat, Clock, Logger, PortName, Rota } from '../desk/ports.js';
import { type DeskSettings, defaultSettings, localSettings } from '../desk/settings.js';
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
  /** Those in force: read again whenever they are needed. */
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
export async function backlogFrom(
  jira: JiraSettings,
  { routing }: { readonly routing: RoutingRules | null },
): Promise<JiraOutside> {
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
  const areas = routing?.directory.areas ?? [];
  const components = areas.map(({ component }) => component).filter((name) => name !== '');
  return {
    backlog: jiraBacklog(connection, jira),
    check: () => checkJira(connection.client, jira, components),
  };
}

/** The board in Trello; an area's label has the title of the area in the directory. */
export function boardFrom(
  trello: TrelloSettings,
  deps: Pick<OutsideDeps, 'clock'> & { readonly routing: RoutingRules | null },
): TrelloBoard {
  const { api, board, lists, key, token } = trello;
  const client = trelloClient({ api, key, token, timeoutMs: callTimeoutMs });
  const labelOf = (area: string): string =>
    (deps.routing === null ? null : areaOf(area, deps.routing.directory))?.title ?? area;
  return trelloBoard(client, { board, lists, labelOf, clock: deps.clock });
}

/** What leads outside of a desk; what is absent stays local. */
export interface Outside {
  readonly chat?: Chat;
  readonly backlog?: Backlog;
  readonly board?: Board;
  /** A calendar reads names by the directory, so that a rota is made anew when the rules change. */
  readonly rotaOf?: (routing: RoutingRules) => Rota;
}

/** The systems that are configured. */
export async function outsideOf(
  { jira, trello, calendar }: Pick<OutsideSettings, 'jira' | 'trello' | 'calendar'>,
  deps: OutsideDeps,
): Promise<Outside> {
  return {
    ...(jira !== null && { backlog: (await backlogFrom(jira, deps)).backlog }),
    ...(trello !== null && { board: boardFrom(trello, deps) }),
    ...(calendar !== null && { rotaOf: (routing) => rotaFrom(calendar, { ...deps, routing }) }),
  };
}

/** The ports that lead outside. */
export function liveOf(outside: Outside): readonly PortName[] {
  return (['chat', 'backlog', 'board'] as const).filter((port) => outside[port] !== undefined);
}

/** Settings of a desk with the patience of real neighbours for the ports that lead outside. */
export function patienceFor(live: readonly PortName[]): DeskSettings {
  const by = (pick: (settings: DeskSettings) => DeskSettings['paceMs']): DeskSettings['paceMs'] => {
    const real = Object.entries(pick(defaultSettings)).filter(([port]) => live.includes(port as PortName));
    return { ...pick(localSettings), ...Object.fromEntries(real) };
  };
  return {
    ...localSettings,
    visibleAfterMs: by(({ visibleAfterMs }) => visibleAfterMs),
    paceMs: by(({ paceMs }) => paceMs),
    ...(live.includes('chat') && {
      coalesceMs: defaultSettings.coalesceMs,
      begins: defaultSettings.begins,
    }),
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

/** Less than the desk's own patience, so that the adapter says what happened. */
const callTimeoutMs = 9_000;
