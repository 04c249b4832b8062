// The content hash of a folder is remembered with the sizes and times of its files: as long as they lie as they lay
// then, a start neither reads nor hashes them. As git does with its index, files that changed just before they were
// looked at are not trusted: a second change within one tick of the file system's clock would not show.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../classifier/index.js';
import { keep } from './cache.js';
import type { FoundFile } from './found-files.js';

/** A folder as it was found. */
export interface FoundFolder {
  readonly folder: string;
  readonly found: readonly FoundFile[];
  /** Milliseconds since 1970, UTC, taken before. */
  readonly lookedAt: number;
}

/** The content hash of a folder that lies as it lay when the hash was taken; null where it must be taken anew. */
export function recallVersion(place: FoundFolder, cache: string): string | null {
  try {
    const [, version = null, marks] = REMEMBERED.exec(readFileSync(fileOf(place, cache), 'utf8')) ?? [];
    return marks === marksOf(place) ? version : null;
  } catch {
    return null;
  }
}

/** Remembers the content hash of a folder whose files have stood still for a while. */
export function rememberVersion(place: FoundFolder, version: string, cache: string): void {
  const { found, lookedAt } = place;
  const settled = found.every(
    ({ stats }) => stats !== null && Math.max(stats.mtimeMs, stats.ctimeMs) < lookedAt - SETTLED_MS,
  );
  if (settled) keep(fileOf(place, cache), `${version}\n${marksOf(place)}`);
}

const REMEMBERED = /^([0-9a-f]{16})\n(.*)$/s;

/** File systems note times in steps of up to two seconds. */
const SETTLED_MS = 3000;

function fileOf({ folder }: FoundFolder, cache: string): string {
  return join(cache, `folder-${hashOf(folder).toString(16)}`);
}

function marksOf({ folder, found }: FoundFolder): string {
  return [folder, ...found.map(markOf)].join('\n');
}

function markOf({ path, stats }: FoundFile): string {
  return [path, stats?.ino, stats?.size, stats?.mtimeMs, stats?.ctimeMs].join(' ');
}
