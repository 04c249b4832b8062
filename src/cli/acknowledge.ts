import { type ActOptions, actOnCase } from './act-on-case.js';
import type { ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Somebody takes a case up: nobody is reminded of it any more. */
export function acknowledgeVerb(caseId: string, options: ActOptions, terminal: Terminal): Promise<ExitCode> {
  return actOnCase(caseId, { do: 'acknowledge' }, options, terminal);
}
