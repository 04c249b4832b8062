// What was made of rule files when a folder was last read, by their content: after an edit only what it touches is made
// anew. Only what had no mistake is remembered, so mistakes are told in full every time.

import type { Problem } from './problem.js';
import type { RuleFiles } from './rule-files.js';
import { versionOf } from './version.js';

/** Plain data, by what it is and the content it was made of. */
export type Parts = Readonly<Record<string, Part>>;

/** What was made, and the names of parts that were asked for on the way: they are not when it need not be made again. */
export interface Part {
  readonly made: object;
  readonly from: readonly string[];
}

export interface Memory {
  /** What was made of files of this content, or null. */
  recall<T extends object>(what: string, files: RuleFiles): T | null;
  remember(what: string, files: RuleFiles, made: object, from?: readonly string[]): void;
  /** The names of all that was recalled or remembered. */
  wanted(): readonly string[];
  /** All that was recalled or remembered: what the next reading may want. */
  parts(): Parts;
}

/** A memory that begins with what an earlier one held. */
export function memoryOf(before: Parts): Memory {
  const now = new Map<string, Part>();
  const want = (name: string): Part | null => {
    const known = before[name];
    if (known === undefined) return null;
    now.set(name, known);
    for (const inner of known.from) if (!now.has(inner)) want(inner);
    return known;
  };
  return {
    recall<T extends object>(what: string, files: RuleFiles): T | null {
      // Nobody else writes what a cache holds.
      return (want(nameOf(what, files))?.made as T | undefined) ?? null;
    },
    remember: (what, files, made, from = []) => void now.set(nameOf(what, files), { made, from }),
    wanted: () => [...now.keys()],
    parts: () => Object.fromEntries(now),
  };
}

function nameOf(what: string, files: RuleFiles): string {
  return `${what} ${versionOf(files)}`;
}

/** What is made of some files: taken from the memory where it holds that, else made, and remembered if it is without fault. */
export async function once<T extends { readonly problems: readonly Problem[] }>(
  what: string,
  files: RuleFiles,
  memory: Memory | null,
  make: () => T | Promise<T>,
): Promise<T> {
  if (memory === null) return make();
  const known = memory.recall<T>(what, files);
  if (known !== null) return known;
  const before = new Set(memory.wanted());
  const made = await make();
  if (made.problems.length === 0)
    memory.remember(
      what,
      files,
      made,
      memory.wanted().filter((name) => !before.has(name)),
    );
  return made;
}
