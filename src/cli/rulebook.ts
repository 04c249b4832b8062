import { loadRulebookFolder, type Rulebook, SHIPPED_RULES, showProblem } from '../rulebook/index.js';
import { UsageError } from './exit.js';

/**
 * The rulebook of a folder, or the shipped one; throws UsageError that lists every problem that stops it. Without
 * `leaning` the rules decide alone.
 */
export async function rulebookFor(folder: string | undefined, leaning = true): Promise<Rulebook> {
  const where = folder ?? SHIPPED_RULES;
  const { rulebook, problems } = await loadRulebookFolder(where).catch((cause: unknown) => {
    throw unreadable(where, cause);
  });
  if (rulebook !== null) return leaning ? rulebook : { ...rulebook, leaning: null };
  const errors = problems.filter((problem) => problem.severity === 'error').map(showProblem);
  throw new UsageError(
    `The rules in ${where} cannot be used:\n${errors.join('\n')}\nRun triage check for all of it.`,
  );
}

/** What to say when a rules folder cannot be read at all. */
export function unreadable(
  folder: string,
  cause: unknown,
  cure = 'Give another one by --rules, or by TRIAGE_RULES.',
): UsageError {
  const code = (cause as NodeJS.ErrnoException).code;
  const found = code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'that is a file' : null;
  if (found === null) throw cause;
  return new UsageError(`${folder}: ${found}, expected a folder of rules. ${cure}`, { cause });
}
