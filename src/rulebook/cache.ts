// Compiled rulebooks on disk, by content hash: a cold start then neither parses YAML nor compiles words.

import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { endianness, homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack, unpack } from './packed.js';
import type { RulebookData } from './rulebook.js';

/** Where compiled rulebooks are kept: TRIAGE_CACHE_DIR, else the user's cache folder. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { TRIAGE_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (TRIAGE_CACHE_DIR) return TRIAGE_CACHE_DIR;
  return join(XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache'), 'triage-desk');
}

/** The compiled rulebook of a version; null when there is none, or it is damaged: then it is made again. */
export async function readCompiled(version: string, folder: string): Promise<RulebookData | null> {
  const bytes = await readFile(fileOf(version, folder)).catch(() => null);
  if (bytes === null) return null;
  const body = bytes.subarray(CHECKSUM);
  return checksum(body).equals(bytes.subarray(0, CHECKSUM)) ? (unpack(body) as RulebookData) : null;
}

/**
 * Keeps a compiled rulebook. A cache that cannot be written is no reason to fail: the next start is slower.
 * Two programs may write at once: each writes a file of its own, and renames it.
 */
export async function writeCompiled(data: RulebookData, folder: string): Promise<boolean> {
  const body = pack(data);
  const file = fileOf(data.version, folder);
  const draft = `${file}.${process.pid}-${++drafts}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(draft, Buffer.concat([checksum(body), body]), { mode: 0o600 });
    await rename(draft, file);
    await forgetOld(folder);
    return true;
  } catch {
    await rm(draft, { force: true }).catch(() => undefined);
    return false;
  }
}

let drafts = 0;
/** Bytes of a checksum. */
const CHECKSUM = 32;
const MOST_KEPT = 20;

function fileOf(version: string, folder: string): string {
  return join(folder, `rulebook-${version}-${programStamp()}`);
}

/**
 * Changes whenever the program does that compiles rulebooks, or the machine reads numbers otherwise: what another build
 * has made is not used. The program as it is laid together is written anew as a whole, so one of its files tells; apart
 * it is many.
 */
function programStamp(): string {
  const own = fileURLToPath(import.meta.url);
  const isTogether = /[\\/]program[\\/][^\\/]+$/.test(own);
  stamp ??= checksum(
    isTogether
      ? `${endianness()} ${own} ${statSync(own).mtimeMs}`
      : [endianness(), ...['../classifier', '../router', '.'].map(newestOf)].join(' '),
  ).toString('hex', 0, 4);
  return stamp;
}

let stamp: string | null = null;

function newestOf(room: string): number {
  const folder = fileURLToPath(new URL(room, import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[jt]s$/.test(file),
  );
  return files.reduce((newest, file) => Math.max(newest, statSync(join(folder, file)).mtimeMs), 0);
}

async function forgetOld(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.startsWith('rulebook-'));
  if (files.length <= MOST_KEPT) return;
  const aged = await Promise.all(
    files.map(async (file) => ({ file, at: (await stat(join(folder, file))).mtimeMs })),
  );
  const old = aged.sort((a, b) => b.at - a.at).slice(MOST_KEPT);
  await Promise.all(old.map(({ file }) => rm(join(folder, file), { force: true })));
}

function checksum(text: string | Uint8Array): Buffer {
  return createHash('sha256').update(text).digest();
}
