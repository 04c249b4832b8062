// A day that was, through a whole desk in simulated time: what everybody would have seen, and nobody does. What people
// did to cases that day is not done again: each case takes its course as if nobody had answered.

import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { localRota } from '../adapters/local/local-rota.js';
import { openSqliteStore } from '../adapters/store/open-store.js';
import type { Report } from '../classifier/index.js';
import { reportsIn } from '../history/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { type Seen, showSeen, simulateDesk } from '../timeline/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { localIntake } from './intake.js';
import { linesOf } from './lines.js';
import { harmless } from './paint.js';
import { readPast } from './read-past.js';
import { readGiven } from './report-files.js';
import { rulebookFor } from './rulebook.js';
import type { Terminal } from './terminal.js';

/** Options of `triage replay`. */
export interface ReplayOptions {
  readonly history?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

/** How long it goes on after the last report: the whole escalation is seen. */
const afterMs = 4 * 3_600_000;

/** Plays a day of the past, or a file of reports, and prints what everybody would have seen. */
export async function replayVerb(
  what: string,
  options: ReplayOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const rulebook = await rulebookFor(options.rules);
  const { zone } = rulebook.routing.policy;
  const reports = await reportsOf(what, options, zone, terminal);
  if (reports.length === 0) throw new UsageError(`${what}: there are no reports to play.`);
  const seen = await play(reports, rulebook);
  if (options.json) await terminal.out(`${JSON.stringify({ reports: reports.length, seen }, null, 2)}\n`);
  else await terminal.out(seen.map((each) => `${harmless(showSeen(each, zone))}\n`).join(''));
  terminal.talk(
    `${reports.length} ${reports.length === 1 ? 'report' : 'reports'} played; nothing left this machine\n`,
  );
  return EXIT.ok;
}

/** A day of the history, an export as a whole, or a file of reports. */
async function reportsOf(
  what: string,
  options: ReplayOptions,
  zone: string,
  terminal: Terminal,
): Promise<readonly Report[]> {
  if (/^\d{4}-\d\d-\d\d$/.test(what)) {
    const day = DateTime.fromISO(what, { zone });
    if (!day.isValid) throw new UsageError(`"${what}" is no day, expected one like 2026-03-10.`);
    const period = { from: day.toMillis(), to: day.plus({ days: 1 }).toMillis() };
    return reportsIn(await readPast(options, terminal), period).flatMap(({ erased, report }) =>
      erased ? [] : [report],
    );
  }
  if (!existsSync(what))
    throw new UsageError(`${what}: there is no such file, and it is no day like 2026-03-10.`);
  if (!(await isExport(what))) return readGiven([what]).map(({ report }) => report);
  const { reports } = await readPast({ history: what }, terminal);
  return reports.flatMap(({ erased, report }) => (erased ? [] : [report]));
}

async function isExport(file: string): Promise<boolean> {
  if (statSync(file).isDirectory()) return false;
  for await (const { text } of linesOf(createReadStream(file)))
    return text.startsWith('{"format":"triage-desk"');
  return false;
}

async function play(reports: readonly Report[], rulebook: Rulebook): Promise<readonly Seen[]> {
  const order = reports.toSorted((a, b) => a.at - b.at);
  const [first, last] = [order[0]?.at ?? 0, order.at(-1)?.at ?? 0];
  const folder = mkdtempSync(join(tmpdir(), 'triage-replay-'));
  try {
    const simulated = await simulateDesk({
      rulebook,
      openStore: (now) => openSqliteStore(folder, now),
      rota: localRota(rulebook.routing.directory),
      start: first - 1_000,
    });
    try {
      for (const report of order) {
        await simulated.moveTo(Math.max(simulated.now(), report.at));
        await simulated.desk.accept(localIntake(report));
        await simulated.settle();
      }
      await simulated.moveTo(last + afterMs);
      return [...simulated.seen];
    } finally {
      await simulated.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
