// Rules folders on disk.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, readCompiled, readParts, writeCompiled, writeParts } from './cache.js';
import { findFiles, readFound } from './found-files.js';
import { type FoundFolder, recallVersion, rememberVersion } from './known-version.js';
import type { ReadRulebook } from './read.js';
import { isUnreadable, type RuleFiles } from './rule-files.js';
import { assemble } from './rulebook.js';

/** The rules that come with the package. */
export const SHIPPED_RULES = fileURLToPath(new URL('../../rules/', import.meta.url));

/** The files of a rules folder, by path relative to it; rejects as node:fs does when the folder cannot be read. */
export async function filesOf(folder: string): Promise<RuleFiles> {
  return readFound(folder, findFiles(folder));
}

export interface LoadOptions {
  /** Where compiled rulebooks are kept; null does without. */
  readonly cache?: string | null;
  /** Milliseconds since 1970, UTC. */
  readonly now?: () => number;
}

/** The content hash of a folder's files; those that lie as they lay when it was last taken are not read again. */
export async function versionOfFolder(folder: string, options: LoadOptions = {}): Promise<string> {
  return (await look(folder, options)).version;
}

/**
 * The rulebook of a folder: from its compiled form when nothing has changed since, else read and checked.
 * Examples are not tried here: `readRulebook` does, for `triage check`.
 */
export async function loadRulebookFolder(
  folder: string = SHIPPED_RULES,
  options: LoadOptions = {},
): Promise<ReadRulebook> {
  const { cache = cacheFolder() } = options;
  const { place, version, files } = await look(folder, options);
  const compiled = cache === null ? null : readCompiled(version, cache);
  if (compiled !== null) return { rulebook: assemble(compiled), problems: [] };
  const { memoryOf, readRulebook } = await import('./read.js');
  const memory = memoryOf(cache === null ? {} : readParts(place.folder, cache));
  const { rulebook, problems } = await readRulebook(files(), { examples: false, memory });
  if (rulebook !== null && cache !== null) {
    writeCompiled(rulebook.data, cache);
    writeParts(memory.parts(), place.folder, cache);
  }
  return { rulebook, problems };
}

/** What a folder holds: its content hash, and its files, which are read when they are first asked for. */
async function look(
  folder: string,
  { cache = cacheFolder(), now = Date.now }: LoadOptions,
): Promise<{ readonly place: FoundFolder; readonly version: string; readonly files: () => RuleFiles }> {
  const place = { folder: resolve(folder), lookedAt: now(), found: findFiles(folder) };
  const known = cache === null ? null : recallVersion(place, cache);
  if (known !== null) return { place, version: known, files: () => readFound(folder, place.found) };
  const files = readFound(folder, place.found);
  // Node takes as long to load its cryptography as the rest of this takes.
  const { versionOf } = await import('./version.js');
  const version = versionOf(files);
  // What could not be read once, for want of handles, may be read the next time: its hash is no hash of the folder.
  const isWhole = ![...files.values()].some(isUnreadable);
  if (cache !== null && isWhole) rememberVersion(place, version, cache);
  return { place, version, files: () => files };
}
