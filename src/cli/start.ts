// `triage start`: the desk, until it is told to stop. Nothing it has accepted is lost then.

import { join } from 'node:path';
import { logToFile, pinoLog } from '../adapters/log.js';
import type { Slack } from '../adapters/slack/slack.js';
import { systemClock, systemRandom } from '../adapters/system.js';
import { offsetIn } from '../classifier/index.js';
import { readSettings, type Settings } from '../config.js';
import { followRules } from '../desk/follow-rules.js';
import type { Logger, Store } from '../desk/ports.js';
import type { Desk } from '../desk/start-desk.js';
import { readOutsideSettings, type WebhookSettings } from '../outside-settings.js';
import { SHIPPED_RULES } from '../rulebook/index.js';
import { deskApi } from '../web/desk-api.js';
import { type Listening, listen } from '../web/serve.js';
import { newToken, publishAccess } from './desk-access.js';
import { deskService } from './desk-service.js';
import { backlogCheck, boardCheck } from './doctor-outside.js';
import { EXIT, type ExitCode } from './exit.js';
import { localIntake } from './intake.js';
import { linesOf } from './lines.js';
import { localRules, startLocalDesk } from './local-mode.js';
import { openStore } from './open-store.js';
import { liveOf, outsideOf, patienceFor, webhooksFrom } from './outside.js';
import { liveNews } from './page/live-news.js';
import { type OpenPage, openPage } from './page/serve-page.js';
import { type ProbedDesk, probedDesk } from './probed-desk.js';
import { rulebookFor } from './rulebook.js';
import { rulesFolder } from './rules-folder.js';
import { showWays } from './show-ways.js';
import { slackFrom } from './slack.js';
import type { SlackDoingsWiring } from './slack-doings.js';
import type { Terminal } from './terminal.js';
import { watchOutside } from './watch-outside.js';

/** Options of `triage start`. */
export interface StartOptions {
  readonly rules?: string;
  readonly demo?: boolean;
}

/** What has changed in the folder is read once it has stood still that long: an editor saves one file after another. */
const lookAtRulesEveryMs = 2_000;
const lookOutsideEveryMs = 15 * 60_000;

/** Runs the desk until SIGINT or SIGTERM, or plays the demo and ends. */
export async function startVerb(options: StartOptions, terminal: Terminal): Promise<ExitCode> {
  if (!options.demo) return runDesk(options, terminal);
  const { playDemo } = await import('./demo.js');
  return playDemo(options.rules, terminal);
}

async function runDesk(options: StartOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = readSettings(terminal.env, process.cwd());
  const outsideSettings = readOutsideSettings(terminal.env, process.cwd());
  const folder = options.rules ?? settings.rulesFolder ?? SHIPPED_RULES;
  const rulebook = await rulebookFor(folder);
  const store = await openStore(settings);
  try {
    const logFile = terminal.interactive ? join(settings.dataFolder, 'desk.log') : null;
    const log = pinoLog(settings.logLevel, logFile === null ? undefined : logToFile(logFile));
    const { retainMs, selfTestMs, dataFolder } = settings;
    const clock = systemClock;
    let inForce = rulebook;
    const { routing } = rulebook;
    const outsideDeps = {
      get routing() {
        return routing;
      },
      dataFolder,
      clock,
      log,
    };
    const slack = await slackFrom(settings, {
      clock,
      random: systemRandom,
      log,
      routing: () => inForce.routing,
    });
    const outside = {
      ...(await outsideOf(outsideSettings, outsideDeps)),
      ...(slack !== null && { chat: slack.chat }),
    };
    const rulesAtFirst = localRules(rulebook, outside.rotaOf);
    let rotaInForce = rulesAtFirst.rota;
    const news = liveNews(
      await startLocalDesk({
        store,
        rulebook,
        rules: rulesAtFirst,
        clock,
        random: systemRandom,
        log,
        retainMs,
        selfTestMs,
        shadow: outsideSettings.shadow === null ? null : await rulebookFor(outsideSettings.shadow),
        outside,
        checks: slack === null ? [] : [slack.problem],
      }),
    );
    const { desk } = news;
    const rules = followRules({
      source: rulesFolder(folder, (changed) => {
        inForce = changed;
        const made = localRules(changed, outside.rotaOf);
        rotaInForce = made.rota;
        return made;
      }),
      version: rulebook.version,
      use: desk.useRules,
      clock,
      log,
      everyMs: lookAtRulesEveryMs,
    });
    const watched = watchOutside(
      [backlogCheck, boardCheck],
      { ...outsideDeps, settings, outside: outsideSettings },
      lookOutsideEveryMs,
      (name, { state, notes }) => terminal.talk(`${name} ${state}: ${notes.join('\n  ')}\n`),
    );
    const probed = probedDesk(desk, rules, watched.problems, terminal.now);
    const { zone } = routing.policy;
    const { webhooks } = outsideSettings;
    const live = liveOf(outside);
    const page = openPage(
      {
        desk,
        store,
        news,
        folder,
        local: !live.includes('chat'),
        operator: patienceFor(live).operator,
        rota: () => rotaInForce,
        rulebook: () => inForce,
      },
      settings.page,
      terminal.now,
    );
    try {
      showWays(desk, terminal);
      await listenToSlack(slack, { desk, store, clock, log, rulebook: () => inForce });
      await serveUntilStopped({
        desk,
        page,
        probed,
        store,
        settings,
        webhooks,
        terminal,
        log,
        logFile,
        zone,
      });
    } finally {
      // A look under way changes nothing: it need not be waited for.
      void watched.stop();
      await page.close();
      await slack?.stop();
      await rules.stop();
      await desk.stop();
    }
  } finally {
    await store.close();
  }
  terminal.talk('stopped; what was accepted is kept, and goes on at the next start\n');
  endSoon();
  return EXIT.ok;
}

/** What people do in Slack is loaded with Slack only. */
async function listenToSlack(slack: Slack | null, wiring: Omit<SlackDoingsWiring, 'slack'>): Promise<void> {
  if (slack === null) return;
  const { slackDoingsFrom } = await import('./slack-doings.js');
  const interactions = slackDoingsFrom({ ...wiring, slack });
  slack.listen({ inbox: wiring.desk, store: wiring.store, interactions });
}

interface Serving {
  readonly desk: Desk;
  readonly page: OpenPage;
  readonly probed: ProbedDesk;
  readonly store: Store;
  readonly settings: Settings;
  readonly webhooks: WebhookSettings | null;
  readonly terminal: Terminal;
  readonly log: Logger;
  readonly logFile: string | null;
  /** In which a time without a zone of its own is meant. */
  readonly zone: string;
}

async function serveUntilStopped(serving: Serving): Promise<void> {
  const { desk, page, probed, store, settings, terminal, zone } = serving;
  const token = newToken();
  const clock = { now: terminal.now, zone };
  const routes = deskApi(deskService(desk, store, clock), { token }, probed, page.app);
  const server = await listen(routes, settings.port);
  const withdraw = publishAccess(settings.dataFolder, { url: server.url, token, pid: process.pid });
  let hooks: Listening | null = null;
  let others: Listening | null = null;
  try {
    hooks = await listenToWebhooks(serving);
    others = await servePageToOthers(serving);
    const stopped = untilStopped();
    terminal.talk(greeting(server.url, hooks, others, serving));
    if (terminal.interactive) void takeLines(desk, terminal, zone, stopped.now);
    await stopped.promise;
    terminal.talk('\nstopping…\n');
  } finally {
    withdraw();
    await Promise.all([hooks?.close(), others?.close(), server.close()]);
  }
}

async function listenToWebhooks(serving: Serving): Promise<Listening | null> {
  const { desk, probed, webhooks, terminal, log, zone } = serving;
  if (webhooks === null) return null;
  const routes = webhooksFrom(webhooks, {
    accept: desk.accept,
    utcOffset: (at) => offsetIn(zone, at),
    count: probed.countWebhook,
    clock: terminal,
    log,
  });
  return listen(routes, webhooks.port, 'webhooks.port in triage.yaml');
}

async function servePageToOthers({ page, settings }: Serving): Promise<Listening | null> {
  const { address } = settings.page;
  return address && listen(page.app, address.port, 'TRIAGE_PAGE_ADDRESS', address.host);
}

function greeting(
  url: string,
  hooks: Listening | null,
  others: Listening | null,
  { settings, terminal, logFile }: Serving,
): string {
  return [
    `Triage Desk listens at ${url} and keeps everything in ${settings.dataFolder}`,
    `Look at it in a browser: ${url}/`,
    ...(others === null ? [] : [`Others who have a token find the page at ${others.url}/`]),
    ...(hooks === null ? [] : [`Webhooks come in at ${hooks.url}/webhooks/`]),
    'Hand it a report from another terminal:  npx triage report "Kestrel Gallery cannot open CMS"',
    ...(terminal.interactive ? ['or type one here, one line each. Ctrl-C stops, and loses nothing.'] : []),
    ...(logFile === null ? [] : [`The log is in ${logFile}`]),
    '',
  ].join('\n');
}

/** Each line typed is a report; the end of input stops the desk. */
async function takeLines(desk: Desk, terminal: Terminal, zone: string, stop: () => void): Promise<void> {
  for await (const { text } of linesOf(terminal.input)) {
    if (text.trim() === '') continue;
    const at = terminal.now();
    const source = { kind: 'human', channel: 'gallery-help', user: 'you' } as const;
    await desk.accept(localIntake({ text, source, at, utcOffset: offsetIn(zone, at) }));
  }
  stop();
}

/** Resolves at the first SIGINT or SIGTERM; the second one ends the process at once. */
function untilStopped(): { readonly promise: Promise<void>; readonly now: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  return { promise, now: resolve };
}

/** Requests that cannot be aborted, like those of jira.js, must not keep a stopped desk alive. */
function endSoon(): void {
  setTimeout(() => process.exit(), 1_000).unref();
}
