// What was made of rule files when a folder was last read, by their content: after an edit only what it touches is made
// anew. Only what had no mistake is remembered, so mistakes are told in full every time.

import type { Problem } from './problem.js';
import type { RuleFiles } from './rule-files.js';
import { versionOf } from './version.js';

/** Plain data, by what it is and the content it was made of. */
export type Parts = Readonly<Record<string, object>>;

export interface Memory {
  /** What was made of files of this content, or null. */
  recall<T extends object>(what: string, files: RuleFiles): T | null;
  remember(what: string, files: RuleFiles, part: object): void;
  /** All that was recalled or remembered: what the next reading may want. */
  parts(): Parts;
}

/** A memory that begins with what an earlier one held. */
export function memoryOf(before: Parts): Memory {
  const now = new Map<string, object>();
  return {
    recall<T extends object>(what: string, files: RuleFiles): T | null {
      const key = keyOf(what, files);
      const known = before[key];
      if (known === undefined) return null;
      now.set(key, known);
      // Nobody else writes what a cache holds.
      return known as T;
    },
    remember: (what, files, part) => void now.set(keyOf(what, files), part),
    parts: () => Object.fromEntries(now),
  };
}

function keyOf(what: string, files: RuleFiles): string {
  return `${what} ${versionOf(files)}`;
}

/** What is made of some files: taken from the memory where it holds that, else made, and remembered if it is without fault. */
export async function once<T extends { readonly problems: readonly Problem[] }>(
  what: string,
  files: RuleFiles,
  memory: Memory | null,
  make: () => T | Promise<T>,
): Promise<T> {
  const known = memory?.recall<T>(what, files) ?? null;
  if (known !== null) return known;
  const made = await make();
  if (made.problems.length === 0) memory?.remember(what, files, made);
  return made;
}
