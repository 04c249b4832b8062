import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Erases a report and takes back what was said about it; exit 1 when there is none of that id. */
export async function forgetVerb(report: string, terminal: Terminal): Promise<ExitCode> {
  const forgotten = await atDesk(terminal, (desk) => desk.forget(report));
  if (!forgotten) {
    terminal.talk(`There is no report "${report}".\n`);
    return EXIT.no;
  }
  await terminal.out(`${report}  is erased; what was said about it is taken back\n`);
  return EXIT.ok;
}
