import { statsOf } from '../history/index.js';
import { incidentsChannel } from '../router/index.js';
import { EXIT, type ExitCode } from './exit.js';
import { paint } from './paint.js';
import { type PastOptions, periodOf, readPast } from './read-past.js';
import { rulebookFor } from './rulebook.js';
import { showStats } from './show-stats.js';
import type { Terminal } from './terminal.js';

/** Options of `triage stats`. */
export interface StatsOptions extends PastOptions {
  readonly rules?: string;
  readonly json?: boolean;
}

const eightWeeksMs = 56 * 86_400_000;

/** Prints what came in, how quickly it was seen to, and how often the desk was right. */
export async function statsVerb(options: StatsOptions, terminal: Terminal): Promise<ExitCode> {
  const { policy } = (await rulebookFor(options.rules)).routing;
  const history = await readPast(options, terminal);
  const now = terminal.now();
  const period = periodOf(options, { from: now - eightWeeksMs, to: now }, policy.zone);
  const stats = statsOf(history, period, {
    zone: policy.zone,
    incidents: incidentsChannel(policy),
    responseMs: policy.responseMs,
  });
  await terminal.out(
    options.json ? `${JSON.stringify(stats, null, 2)}\n` : showStats(stats, paint(terminal.colour)),
  );
  return EXIT.ok;
}
