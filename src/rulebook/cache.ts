// Compiled rulebooks on disk, by content hash: a cold start then neither parses YAML nor compiles words.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { endianness, homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { hashOf } from '../classifier/index.js';
import type { Parts } from './memory.js';
import { pack, unpack } from './packed.js';
import type { RulebookData } from './rulebook.js';

/** Where compiled rulebooks are kept: TRIAGE_CACHE_DIR, else the user's cache folder. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { TRIAGE_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (TRIAGE_CACHE_DIR) return TRIAGE_CACHE_DIR;
  return join(XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache'), 'triage-desk');
}

/** The compiled rulebook of a version; null when there is none, or it is damaged: then it is made again. */
export function readCompiled(version: string, cache: string): RulebookData | null {
  return readPacked(fileOf('rulebook', version, cache)) as RulebookData | null;
}

/** Keeps a compiled rulebook. */
export function writeCompiled(data: RulebookData, cache: string): void {
  keepPacked(fileOf('rulebook', data.version, cache), data);
}

/** The parts of which the last sound rulebook of a folder was made; none where that is not known. */
export function readParts(folder: string, cache: string): Parts {
  return (readPacked(fileOf('parts', hashOf(folder).toString(16), cache)) ?? {}) as Parts;
}

/** Keeps the parts of a rulebook. */
export function writeParts(parts: Parts, folder: string, cache: string): void {
  keepPacked(fileOf('parts', hashOf(folder).toString(16), cache), parts);
}

/**
 * Keeps a file in a cache, beside the latest of its kind. A cache that cannot be written is no reason to fail: the next
 * start is slower. Two programs may write at once: each writes a file of its own, and renames it.
 */
export function keep(file: string, content: string | Uint8Array): void {
  const folder = dirname(file);
  const draft = `${file}.${process.pid}-${++drafts}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, content, { mode: 0o600 });
    renameSync(draft, file);
    const [kind = ''] = basename(file).split('-');
    forgetOld(folder, `${kind}-`);
  } catch {
    forget(draft);
  }
}

let drafts = 0;
/** Bytes of a checksum: as many as keep what follows where numbers may lie. */
const CHECKSUM = 8;
const MOST_KEPT = 20;

function forget(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // There is no such folder, so there is no draft in it.
  }
}

function readPacked(file: string): unknown {
  const bytes = bytesOf(file);
  if (bytes === null || bytes.length < CHECKSUM) return null;
  const body = bytes.subarray(CHECKSUM);
  return checksum(body).equals(bytes.subarray(0, CHECKSUM)) ? unpack(body) : null;
}

function bytesOf(file: string): Buffer<ArrayBuffer> | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function keepPacked(file: string, data: object): void {
  const body = pack(data);
  keep(file, Buffer.concat([checksum(body), body]));
}

function fileOf(kind: 'rulebook' | 'parts', name: string, cache: string): string {
  return join(cache, `${kind}-${name}-${programStamp()}`);
}

/**
 * Changes whenever the program does that compiles rulebooks, or the machine reads numbers otherwise: what another build
 * has made is not used. The program as it is laid together is written anew as a whole, so one of its files tells; apart
 * it is many.
 */
function programStamp(): string {
  const own = fileURLToPath(import.meta.url);
  const isTogether = /[\\/]program[\\/][^\\/]+$/.test(own);
  stamp ??= hashOf(
    isTogether
      ? `${endianness()} ${own} ${statSync(own).mtimeMs}`
      : [endianness(), ...['../classifier', '../router', '.'].map(newestOf)].join(' '),
  ).toString(16);
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

function forgetOld(folder: string, kind: string): void {
  const files = readdirSync(folder).filter((file) => file.startsWith(kind));
  if (files.length <= MOST_KEPT) return;
  const aged = files.map((file) => ({ file, at: statSync(join(folder, file)).mtimeMs }));
  for (const { file } of aged.sort((a, b) => b.at - a.at).slice(MOST_KEPT))
    rmSync(join(folder, file), { force: true });
}

/** It finds what was damaged by accident; nobody else writes here. */
function checksum(body: Uint8Array): Buffer {
  const sum = Buffer.alloc(CHECKSUM);
  sum.writeUInt32LE(crc32(body));
  return sum;
}
