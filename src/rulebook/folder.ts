// Rules folders on disk.

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, readCompiled, writeCompiled } from './cache.js';
import type { ReadRulebook, RuleFiles } from './read.js';
import { assemble } from './rulebook.js';
import { versionOf } from './version.js';

/** The rules that come with the package. */
export const SHIPPED_RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

/** The files of a rules folder, without the schemas made from them, by path relative to it; rejects as node:fs does when it cannot be read. */
export async function filesOf(folder: string): Promise<RuleFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /(?:\.(?:yaml|yml|liquid)|(?<!\.schema)\.json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((part) => part.startsWith('.')),
    );
  return new Map(
    await Promise.all(
      paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path)] as const),
    ),
  );
}

export interface LoadOptions {
  /** Where compiled rulebooks are kept; null does without. */
  readonly cache?: string | null;
}

/**
 * The rulebook of a folder: from its compiled form when nothing has changed since, else read and checked.
 * Examples are not tried here: `readRulebook` does, for `triage check`.
 */
export async function loadRulebookFolder(
  folder: string = SHIPPED_RULES,
  { cache = cacheFolder() }: LoadOptions = {},
): Promise<ReadRulebook> {
  const files = await filesOf(folder);
  const compiled = cache === null ? null : await readCompiled(versionOf(files), cache);
  if (compiled !== null) return { rulebook: assemble(compiled), problems: [] };
  const { readRulebook } = await import('./read.js');
  const read = await readRulebook(files, { examples: false });
  if (read.rulebook !== null && cache !== null) await writeCompiled(read.rulebook.data, cache);
  return read;
}
