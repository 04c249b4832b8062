// Rules folders on disk.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  cacheFolder,
  layShipped,
  readCompiled,
  readParts,
  readShippedParts,
  writeCompiled,
  writeParts,
} from './cache.js';
import { findFiles, readFound } from './found-files.js';
import { type FoundFolder, recallVersion, rememberVersion } from './known-version.js';
import type { Parts } from './memory.js';
import type { Problem } from './problem.js';
import { SHIPPED_KEPT } from './program.js';
import type { FreshlyRead, ReadRulebook } from './read.js';
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
  /** Where the build has laid the shipped rulebook, which is read when the cache has none; null does without. */
  readonly shipped?: string | null;
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
  const { place, version, files } = await look(folder, options);
  for (const kept of placesIn(options)) {
    const compiled = readCompiled(version, kept);
    if (compiled !== null) return { rulebook: assemble(compiled), problems: [] };
  }
  return readWithMemory(files(), { ...options, place: place.folder, examples: false });
}

/**
 * Reads and checks the files of a folder with every example, and keeps what becomes of them. What was without fault when
 * the folder was last read is not looked at again; examples are always tried.
 */
export async function checkRulebookFolder(
  folder: string,
  options: LoadOptions = {},
): Promise<FreshlyRead & { readonly files: RuleFiles }> {
  const files = await filesOf(folder);
  return { files, ...(await readWithMemory(files, { ...options, place: resolve(folder), examples: true })) };
}

interface ReadingOptions extends LoadOptions {
  readonly place: string;
  readonly examples: boolean;
}

async function readWithMemory(files: RuleFiles, options: ReadingOptions): Promise<FreshlyRead> {
  const { cache = cacheFolder(), place, examples } = options;
  const { memoryOf, readRulebook } = await import('./read.js');
  const memory = memoryOf(knownParts(place, options));
  const read = await readRulebook(files, { examples, memory });
  if (read.rulebook !== null && cache !== null) {
    writeCompiled(read.rulebook.data, cache);
    writeParts(memory.parts(), place, cache);
  }
  return read;
}

/**
 * Compiles the shipped rules for the folder where every start looks for them, so that the first start after an
 * installation, and the first with a copy of the rules, need not. Gives the mistakes that stop it.
 */
export async function compileShipped(
  folder: string = SHIPPED_RULES,
  kept: string | null = SHIPPED_KEPT,
): Promise<readonly Problem[]> {
  if (kept === null) throw new Error('only the program as it is laid together looks for compiled rules');
  const { memoryOf, readRulebook } = await import('./read.js');
  const memory = memoryOf({});
  const { rulebook, problems } = await readRulebook(await filesOf(folder), { examples: false, memory });
  if (rulebook === null) return problems.filter(({ severity }) => severity === 'error');
  layShipped(rulebook.data, memory.parts(), kept);
  return [];
}

function placesIn({ cache = cacheFolder(), shipped = SHIPPED_KEPT }: LoadOptions): readonly string[] {
  return [cache, shipped].filter((place) => place !== null);
}

/** What a folder was last made of; of a new one, which is likely a copy of ours, what ours was. */
function knownParts(folder: string, { cache = cacheFolder(), shipped = SHIPPED_KEPT }: LoadOptions): Parts {
  const own = cache === null ? null : readParts(folder, cache);
  return own ?? (shipped === null ? null : readShippedParts(shipped)) ?? {};
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
