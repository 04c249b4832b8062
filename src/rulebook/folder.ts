// Rules folders on disk.

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, readCompiled, writeCompiled } from './cache.js';
import type { ReadRulebook } from './read.js';
import type { RuleFile, RuleFiles } from './rule-files.js';
import { assemble } from './rulebook.js';
import { versionOf } from './version.js';

/** The rules that come with the package. */
export const SHIPPED_RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

/**
 * The files of a rules folder, without the schemas made from them, by path relative to it; rejects as node:fs does when
 * the folder cannot be read. Links are followed, since some hosts hand out files that way; what has the name of a rule
 * file and cannot be read is told as such, like any other mistake.
 */
export async function filesOf(folder: string): Promise<RuleFiles> {
  const found = new Map<string, RuleFile>();
  await collect(folder, '', found);
  return found;
}

async function collect(folder: string, within: string, found: Map<string, RuleFile>): Promise<void> {
  for (const name of (await readdir(join(folder, within))).sort()) {
    if (name.startsWith('.')) continue;
    const path = within === '' ? name : `${within}/${name}`;
    const isRuleFile = RULE_FILE.test(name);
    const kind = await kindOf(join(folder, path));
    if (kind === 'folder' && !isRuleFile) {
      // No room of the rulebook has rooms of its own, and a link to the folder itself is none.
      const isItself = (await realpath(join(folder, path))) === (await realpath(folder));
      if (within === '' && !isItself) await collect(folder, path, found);
    } else if (isRuleFile)
      found.set(path, kind === 'file' ? await contentOf(join(folder, path)) : { unreadable: `a ${kind}` });
  }
}

const RULE_FILE = /(?:\.(?:yaml|yml|liquid)|(?<!\.schema)\.json)$/;

/** What a name stands for, links followed, in words that fit behind "a". */
async function kindOf(path: string): Promise<string> {
  try {
    const found = await stat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'pipe or device';
  } catch (error) {
    return UNREADABLE[codeOf(error)] ?? `file that cannot be read (${codeOf(error)})`;
  }
}

async function contentOf(path: string): Promise<RuleFile> {
  return readFile(path).catch((error: unknown) => ({
    unreadable: `a ${UNREADABLE[codeOf(error)] ?? `file that cannot be read (${codeOf(error)})`}`,
  }));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'link to nothing',
  ELOOP: 'link that leads back to itself',
  EACCES: 'file that may not be read',
  EPERM: 'file that may not be read',
};

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
  const { rulebook, problems } = await readRulebook(files, { examples: false });
  if (rulebook !== null && cache !== null) await writeCompiled(rulebook.data, cache);
  return { rulebook, problems };
}
