import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import { paint } from './paint.js';
import { showCases } from './show-cases.js';
import type { Terminal } from './terminal.js';

/** Options of `triage cases`. */
export interface CasesOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Lists cases: the running desk is asked, and only without one is its store opened. */
export async function casesVerb(options: CasesOptions, terminal: Terminal): Promise<ExitCode> {
  const cases = await atDesk(terminal, (desk) => desk.cases(options.all ? 'all' : 'open'));
  await terminal.out(
    options.json ? `${JSON.stringify(cases, null, 2)}\n` : showCases(cases, paint(terminal.colour)),
  );
  return EXIT.ok;
}
