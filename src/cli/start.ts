// `triage start`: the desk in local mode, until it is told to stop. Nothing it has accepted is lost then.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logToFile, pinoLog } from '../adapters/log.js';
import { openSqliteStore } from '../adapters/store/open-store.js';
import { systemClock, systemRandom } from '../adapters/system.js';
import { readSettings, type Settings } from '../config.js';
import { type FollowedRules, followRules } from '../desk/follow-rules.js';
import type { Clock, Store } from '../desk/ports.js';
import type { Desk } from '../desk/start-desk.js';
import { SHIPPED_RULES } from '../rulebook/index.js';
import { deskApi } from '../web/desk-api.js';
import { listen } from '../web/serve.js';
import { newToken, publishAccess } from './desk-access.js';
import { deskService } from './desk-service.js';
import { casesOf } from './desk-views.js';
import { EXIT, type ExitCode } from './exit.js';
import { readFixtureReports } from './fixtures.js';
import { localIntake } from './intake.js';
import { linesOf } from './lines.js';
import { localRules, startLocalDesk } from './local-mode.js';
import { openStore } from './open-store.js';
import { paint } from './paint.js';
import { probedDesk } from './probed-desk.js';
import { rulebookFor } from './rulebook.js';
import { rulesFolder } from './rules-folder.js';
import { DEMO_REPORTS } from './shipped.js';
import { showCases } from './show-cases.js';
import { showEvent } from './show-event.js';
import type { Terminal } from './terminal.js';
import { offsetIn } from './zone-offset.js';

/** Options of `triage start`. */
export interface StartOptions {
  readonly rules?: string;
  readonly demo?: boolean;
}

/** What has changed in the folder is read once it has stood still that long: an editor saves one file after another. */
const lookAtRulesEveryMs = 2_000;

/** Runs the desk until SIGINT or SIGTERM, or plays the demo and ends. */
export async function startVerb(options: StartOptions, terminal: Terminal): Promise<ExitCode> {
  return options.demo ? playDemo(options, terminal) : runDesk(options, terminal);
}

async function runDesk(options: StartOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = readSettings(terminal.env, process.cwd());
  const folder = options.rules ?? settings.rulesFolder ?? SHIPPED_RULES;
  const rulebook = await rulebookFor(folder);
  const store = await openStore(settings);
  try {
    const logFile = terminal.interactive ? join(settings.dataFolder, 'desk.log') : null;
    const log = pinoLog(settings.logLevel, logFile === null ? undefined : logToFile(logFile));
    const { retainMs, selfTestMs } = settings;
    const clock = systemClock;
    const desk = await startLocalDesk({
      store,
      rulebook,
      clock,
      random: systemRandom,
      log,
      retainMs,
      selfTestMs,
    });
    const rules = followRules({
      source: rulesFolder(folder, localRules),
      version: rulebook.version,
      use: desk.useRules,
      clock,
      log,
      everyMs: lookAtRulesEveryMs,
    });
    try {
      showWays(desk, terminal);
      const { zone } = rulebook.routing.policy;
      await serveUntilStopped({ desk, rules, store, settings, terminal, logFile, zone });
    } finally {
      await rules.stop();
      await desk.stop();
    }
  } finally {
    await store.close();
  }
  terminal.talk('stopped; what was accepted is kept, and goes on at the next start\n');
  return EXIT.ok;
}

interface Serving {
  readonly desk: Desk;
  readonly rules: FollowedRules;
  readonly store: Store;
  readonly settings: Settings;
  readonly terminal: Terminal;
  readonly logFile: string | null;
  /** In which a time without a zone of its own is meant. */
  readonly zone: string;
}

async function serveUntilStopped(serving: Serving): Promise<void> {
  const { desk, rules, store, settings, terminal, logFile, zone } = serving;
  const token = newToken();
  const clock = { now: terminal.now, zone };
  const probed = probedDesk(desk, rules, terminal.now);
  const api = deskApi(deskService(desk, store, clock), { token }, probed);
  const server = await listen(api, settings.port);
  const withdraw = publishAccess(settings.dataFolder, { url: server.url, token, pid: process.pid });
  try {
    const stopped = untilStopped();
    terminal.talk(greeting(server.url, settings, terminal, logFile));
    if (terminal.interactive) void takeLines(desk, terminal, zone, stopped.now);
    await stopped.promise;
    terminal.talk('\nstopping…\n');
  } finally {
    withdraw();
    await server.close();
  }
}

function greeting(url: string, settings: Settings, terminal: Terminal, logFile: string | null): string {
  return [
    `Triage Desk listens at ${url} in local mode; everything is kept in ${settings.dataFolder}`,
    'Hand it a report from another terminal:  npx triage report "Kestrel Gallery cannot open CMS"',
    ...(terminal.interactive ? ['or type one here, one line each. Ctrl-C stops, and loses nothing.'] : []),
    ...(logFile === null ? [] : [`The log is in ${logFile}`]),
    '',
  ].join('\n');
}

function showWays(desk: Desk, terminal: Terminal): void {
  const p = paint(terminal.colour);
  desk.on((event) => {
    const text = showEvent(event, p);
    if (text !== null) void terminal.out(text);
  });
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

/** A desk on a throw-away folder, whose clock jumps from report to report. */
async function playDemo(options: StartOptions, terminal: Terminal): Promise<ExitCode> {
  const rulebook = await rulebookFor(options.rules);
  const folder = mkdtempSync(join(tmpdir(), 'triage-demo-'));
  try {
    const clock = jumpingClock();
    const store = await openSqliteStore(folder, () => clock.now());
    try {
      const desk = await startLocalDesk({
        store,
        rulebook,
        clock,
        random: systemRandom,
        log: pinoLog('silent'),
      });
      showWays(desk, terminal);
      for (const report of readFixtureReports(DEMO_REPORTS)) {
        clock.jumpTo(report.at);
        await desk.accept(localIntake(report));
        await desk.settled();
      }
      // Edits that were put off for a moment, to be made together.
      await new Promise((resolve) => setTimeout(resolve, 150));
      await desk.settled();
      await desk.stop();
      await terminal.out(`\n${showCases(await casesOf(store, 'open'), paint(terminal.colour))}`);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return EXIT.ok;
}

interface JumpingClock extends Clock {
  /** Moves the time forward to a moment; it runs on from there. */
  jumpTo(time: number): void;
}

function jumpingClock(): JumpingClock {
  let ahead = 0;
  return {
    now: () => systemClock.now() + ahead,
    after: systemClock.after,
    jumpTo(time) {
      ahead = time - systemClock.now();
    },
  };
}
