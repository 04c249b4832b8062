import { checkRulebookFolder, type Problem, SHIPPED_RULES, showProblem } from '../rulebook/index.js';
import { EXIT, type ExitCode } from './exit.js';
import { unreadable } from './rulebook.js';
import { refreshSchemas } from './schemas.js';
import type { Terminal } from './terminal.js';

/** Options of `triage check`. */
export interface CheckOptions {
  readonly rules?: string;
  readonly json?: boolean;
}

/** Reads a rules folder, examples included, and tells every problem; exit 2 when one of them is an error. */
export async function checkVerb(options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const folder = options.rules ?? SHIPPED_RULES;
  const { files, rulebook, problems, written } = await checkRulebookFolder(folder).catch((cause: unknown) => {
    throw unreadable(folder, cause);
  });
  if (rulebook !== null) refreshSchemas(folder, written, rulebook);
  if (options.json) {
    await terminal.out(`${JSON.stringify({ rulebook: rulebook?.version ?? null, problems }, null, 2)}\n`);
  } else {
    for (const problem of problems) await terminal.out(`${showProblem(problem)}\n`);
    terminal.talk(`${summary(problems, files.size)}\n`);
  }
  return rulebook === null ? EXIT.usage : EXIT.ok;
}

function summary(problems: readonly Problem[], files: number): string {
  if (problems.length === 0) return `${files} files, no problems`;
  const counts = (['error', 'warning', 'hint'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    if (count === 0 && severity === 'hint') return [];
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  return [`${files} files`, ...counts].join(', ');
}
