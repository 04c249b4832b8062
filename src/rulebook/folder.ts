// Rules folders on disk.

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReadRulebook, RuleFiles } from './read.js';

/** The rules that come with the package. */
export const SHIPPED_RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

/** The files of a rules folder, by path relative to it; rejects as node:fs does when it cannot be read. */
export async function filesOf(folder: string): Promise<RuleFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(?:yaml|yml|liquid|json)$/.test(entry.name))
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

/** Reads and checks a rules folder. */
export async function loadRulebookFolder(folder: string = SHIPPED_RULES): Promise<ReadRulebook> {
  const files = await filesOf(folder);
  const { readRulebook } = await import('./read.js');
  return readRulebook(files, { examples: false });
}
