import type { ReportClass } from '../classifier/index.js';
import { type ActOptions, actOnCase } from './act-on-case.js';
import type { ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Options of `triage reclassify`. */
export interface ReclassifyOptions extends ActOptions {
  readonly area?: string;
}

/** A person's word on what a case is; the desk does what that class needs and never decides over it again. */
export function reclassifyVerb(
  caseId: string,
  to: ReportClass,
  options: ReclassifyOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { area } = options;
  const step = { do: 'reclassify', to, ...(area === undefined ? {} : { area }) } as const;
  return actOnCase(caseId, step, options, terminal);
}
