// The program itself, of which compiled rulebooks are made as much as of their files.

import { readdirSync, statSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf } from '../classifier/index.js';

/** Where the build lays the shipped rulebook compiled; null where the program is not laid together. */
export const SHIPPED_KEPT = togetherAs() === null ? null : fileURLToPath(new URL('kept/', import.meta.url));

/**
 * Changes whenever the program does that compiles rulebooks, or the machine reads numbers otherwise. Laid together, the
 * name of this file tells: it holds a hash of its content, in which are the names of the files that it loads, and so on
 * to all that reads rules. Apart, the times of the files do.
 */
export function programStamp(): string {
  const program = togetherAs() ?? ['../classifier', '../router', '.'].map(newestOf).join(' ');
  stamp ??= hashOf(`${endianness()} ${program}`).toString(16);
  return stamp;
}

let stamp: string | null = null;

function togetherAs(): string | null {
  return /[\\/]program[\\/]([^\\/]+-[\w-]{8}\.cjs)$/.exec(fileURLToPath(import.meta.url))?.[1] ?? null;
}

function newestOf(room: string): number {
  const folder = fileURLToPath(new URL(room, import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[jt]s$/.test(file),
  );
  return files.reduce((newest, file) => Math.max(newest, statSync(join(folder, file)).mtimeMs), 0);
}
