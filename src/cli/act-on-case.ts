// What the verbs that act on a case share: who does it, and how the answer is told.

import type { CaseStep, Reclassify } from '../router/index.js';
import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Options of every verb that acts on a case. */
export interface ActOptions {
  /** Id of a person in directory.yaml; `you`, the operator of this machine, unless given. */
  readonly as: string;
  readonly json?: boolean;
}

/** Does one step to a case, or says what a report is that has none; exit 1 when it was refused. */
export async function actOnCase(
  caseId: string,
  step: CaseStep,
  options: ActOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (step.do === 'reclassify' && caseId.startsWith('r-')) return correct(caseId, step, options, terminal);
  const { as, json } = options;
  const change = await atDesk(terminal, (desk) => desk.act(caseId, step, as));
  if (json) await terminal.out(`${JSON.stringify(change, null, 2)}\n`);
  else if (change.outcome === 'changed') await terminal.out(`${caseId}  ${change.event.what} by ${as}\n`);
  else terminal.talk(`${change.why}\n`);
  return change.outcome === 'refused' ? EXIT.no : EXIT.ok;
}

async function correct(
  report: string,
  step: Reclassify,
  { as, json }: ActOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const done = await atDesk(terminal, (desk) => desk.correct(report, step, as));
  if (json) await terminal.out(`${JSON.stringify(done, null, 2)}\n`);
  else if (done.outcome === 'changed') await terminal.out(`${report}  reclassified to ${step.to} by ${as}\n`);
  else terminal.talk(`${done.why}\n`);
  return done.outcome === 'refused' ? EXIT.no : EXIT.ok;
}
