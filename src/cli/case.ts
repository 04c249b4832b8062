import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import { paint } from './paint.js';
import { showTimeline } from './show-timeline.js';
import type { Terminal } from './terminal.js';

/** Shows all that has happened to a case; exit 1 when there is none of that id. */
export async function caseVerb(
  caseId: string,
  options: { readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const timeline = await atDesk(terminal, (desk) => desk.timeline(caseId));
  if (timeline === null) {
    terminal.talk(`There is no case "${caseId}". triage cases --all lists them.\n`);
    return EXIT.no;
  }
  await terminal.out(
    options.json ? `${JSON.stringify(timeline, null, 2)}\n` : showTimeline(timeline, paint(terminal.colour)),
  );
  return EXIT.ok;
}
