import { type ActOptions, actOnCase } from './act-on-case.js';
import type { ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** A case is over: its reports take no part in patterns any more. */
export function resolveVerb(caseId: string, options: ActOptions, terminal: Terminal): Promise<ExitCode> {
  return actOnCase(caseId, { do: 'resolve' }, options, terminal);
}
