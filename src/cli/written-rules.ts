// A rules folder for authors: the rulebook, and beside it the entries that were written.

import type { RuleTexts } from '../learning/index.js';
import { filesOf, type Rulebook, type RuleFiles, SHIPPED_RULES, showProblem } from '../rulebook/index.js';
import { readRulebook } from '../rulebook/read.js';
import type { Written } from '../rulebook/written.js';
import { UsageError } from './exit.js';
import { unreadable } from './rulebook.js';

/** A rulebook that can be used, and what it was made from. */
export interface WrittenRules {
  readonly folder: string;
  readonly files: RuleFiles;
  readonly rulebook: Rulebook;
  readonly written: Written;
}

/** Reads a rules folder, or the shipped one; throws UsageError that lists every problem that stops it. */
export async function writtenRulesIn(folder: string | undefined): Promise<WrittenRules> {
  const where = folder ?? SHIPPED_RULES;
  const files = await filesOf(where).catch((cause: unknown) => {
    throw unreadable(where, cause);
  });
  return writtenRulesFrom(files, where);
}

/** The same from files that were read already; `where` names them in messages. */
export async function writtenRulesFrom(files: RuleFiles, where: string): Promise<WrittenRules> {
  const { rulebook, problems, written } = await readRulebook(files, { examples: false });
  if (rulebook !== null) return { folder: where, files, rulebook, written };
  const errors = problems.filter((problem) => problem.severity === 'error').map(showProblem);
  throw new UsageError(
    `The rules in ${where} cannot be used:\n${errors.join('\n')}\nRun triage check for all of it.`,
  );
}

/** The files that can be read, as text. */
export function textsOf(files: RuleFiles): RuleTexts {
  const decoder = new TextDecoder();
  return new Map(
    [...files].flatMap(([file, text]) => {
      if (typeof text === 'string') return [[file, text] as const];
      return text instanceof Uint8Array ? [[file, decoder.decode(text)] as const] : [];
    }),
  );
}
