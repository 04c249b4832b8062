// `triage start --demo`: a short afternoon of reports, played through in local mode on a throw-away folder.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinoLog } from '../adapters/log.js';
import { openSqliteStore } from '../adapters/store/open-store.js';
import { systemClock, systemRandom } from '../adapters/system.js';
import type { Clock } from '../desk/ports.js';
import { casesOf } from './desk-views.js';
import { EXIT, type ExitCode } from './exit.js';
import { localIntake } from './intake.js';
import { startLocalDesk } from './local-mode.js';
import { paint } from './paint.js';
import { readGiven } from './report-files.js';
import { rulebookFor } from './rulebook.js';
import { DEMO_REPORTS } from './shipped.js';
import { showCases } from './show-cases.js';
import { showWays } from './show-ways.js';
import type { Terminal } from './terminal.js';

/** Plays the demo and ends; the desk's clock jumps from report to report. */
export async function playDemo(rules: string | undefined, terminal: Terminal): Promise<ExitCode> {
  const rulebook = await rulebookFor(rules);
  const folder = mkdtempSync(join(tmpdir(), 'triage-demo-'));
  try {
    const reports = readGiven([DEMO_REPORTS]).map(({ report }) => report);
    const clock = jumpingClock();
    // Before the desk starts: one that saw its clock set back would have all that waits come earlier by as much.
    clock.jumpTo(reports[0]?.at ?? clock.now());
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
      for (const report of reports) {
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
