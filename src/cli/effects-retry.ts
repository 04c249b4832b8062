import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Puts a parked effect back in the queue; exit 1 when it is not parked. */
export async function effectsRetryVerb(id: string, terminal: Terminal): Promise<ExitCode> {
  const retried = await atDesk(terminal, (desk) => desk.retry(id));
  if (!retried) {
    terminal.talk(`There is no parked effect "${id}". triage effects --parked lists them.\n`);
    return EXIT.no;
  }
  await terminal.out(`${id}  is tried again\n`);
  return EXIT.ok;
}
