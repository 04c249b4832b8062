import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../adapters/store/open-store.js';
import { type Outcome, playTimeline, readTimeline, showSeen, TimelineError } from '../timeline/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { rulebookFor } from './rulebook.js';
import type { Terminal } from './terminal.js';

/** Options of `triage timeline`. */
export interface TimelineOptions {
  readonly rules?: string;
  readonly json?: boolean;
}

/** Plays scripted weeks and prints what everybody sees; exit 1 when that is not what the script expects. */
export async function timelineVerb(
  files: readonly string[],
  { rules, json }: TimelineOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const rulebook = await rulebookFor(rules);
  const { zone } = rulebook.routing.policy;
  let failed = false;
  for (const file of files) {
    const timeline = readFile(file, zone);
    const folder = mkdtempSync(join(tmpdir(), 'triage-timeline-'));
    let outcome: Outcome;
    try {
      outcome = await playTimeline(timeline, { rulebook, openStore: (now) => openSqliteStore(folder, now) });
    } finally {
      rmSync(folder, { recursive: true });
    }
    const { seen, problems } = outcome;
    failed ||= problems.length > 0;
    if (json)
      await terminal.out(`${JSON.stringify({ file, what: timeline.what, seen, problems }, null, 2)}\n`);
    else {
      await terminal.out(`${timeline.what}\n${seen.map((each) => `  ${showSeen(each, zone)}\n`).join('')}`);
      for (const problem of problems) terminal.talk(`${file}: ${problem}\n`);
      terminal.talk(problems.length === 0 ? `${file}: as expected\n` : '');
    }
  }
  return failed ? EXIT.no : EXIT.ok;
}

function readFile(file: string, zone: string): ReturnType<typeof readTimeline> {
  try {
    return readTimeline(readFileSync(file, 'utf8'), zone);
  } catch (error) {
    if (error instanceof TimelineError) throw new UsageError(`${file}: ${error.message}`);
    throw new UsageError(`${file} cannot be read, expected a timeline (docs/timelines.md)`, { cause: error });
  }
}
