import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Lists the kinds of urgent matters that came more than once lately: each may be worth a tool. */
export async function needsAToolVerb(
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const repeated = await atDesk(terminal, (desk) => desk.needsATool());
  if (json) await terminal.out(`${JSON.stringify(repeated, null, 2)}\n`);
  else if (repeated.length === 0) await terminal.out('no urgent matter came more than once\n');
  else
    for (const { area, what, times, reports } of repeated)
      await terminal.out(`${times} times  ${area}: ${what}\n    ${reports.join(' ')}\n`);
  return EXIT.ok;
}
