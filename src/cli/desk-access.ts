// How verbs find the desk that runs: it leaves its address and a token in the data folder, readable by its
// owner alone, and takes the file away when it stops.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const accessSchema = z.strictObject({ url: z.url(), token: z.string().min(32), pid: z.int() });

/** Where the running desk answers, and the token it wants to see. */
export type DeskAccess = z.infer<typeof accessSchema>;

/** A token nobody can guess. */
export function newToken(): string {
  return randomBytes(24).toString('hex');
}

/** Leaves the address for the verbs, whole or not at all; the returned function takes it away. */
export function publishAccess(dataFolder: string, access: DeskAccess): () => void {
  const file = fileIn(dataFolder);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  // Removed first: writing into an old file would keep that file's permissions.
  rmSync(draft, { force: true });
  writeFileSync(draft, `${JSON.stringify(access)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(draft, file);
  return () => rmSync(file, { force: true });
}

/** The address a running desk has left; null when there is none, or what is there cannot be read. */
export function readAccess(dataFolder: string): DeskAccess | null {
  try {
    return accessSchema.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'desk.json');
}
