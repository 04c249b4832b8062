// Compiled rulebooks on disk, by content hash: a cold start then neither parses YAML nor compiles words.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { hashOf } from '../classifier/index.js';
import type { Parts } from './memory.js';
import { pack, unpack } from './packed.js';
import { programStamp } from './program.js';
import type { RulebookData } from './rulebook.js';

/** Where compiled rulebooks are kept: TRIAGE_CACHE_DIR, else the user's cache folder. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { TRIAGE_CACHE_DIR, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (TRIAGE_CACHE_DIR) return TRIAGE_CACHE_DIR;
  return join(XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache'), 'triage-desk');
}

/** The compiled rulebook of a version; null when there is none, or it is damaged: then it is made again. */
export function readCompiled(version: string, kept: string): RulebookData | null {
  return readPacked(join(kept, nameOf('rulebook', version))) as RulebookData | null;
}

/** Keeps a compiled rulebook. */
export function writeCompiled(data: RulebookData, cache: string): void {
  keep(join(cache, nameOf('rulebook', data.version)), packed(data));
}

/** The parts of which the last sound rulebook of a folder was made; null where that is not known. */
export function readParts(folder: string, kept: string): Parts | null {
  return readPacked(join(kept, nameOf('parts', partsOf(folder)))) as Parts | null;
}

/** Keeps the parts of a rulebook. */
export function writeParts(parts: Parts, folder: string, cache: string): void {
  keep(join(cache, nameOf('parts', partsOf(folder))), packed(parts));
}

/** The parts of the shipped rulebook, from the folder that the build has laid them into; null where it has not. */
export function readShippedParts(kept: string): Parts | null {
  return readPacked(join(kept, nameOf('parts', SHIPPED))) as Parts | null;
}

/** Lays the shipped rulebook and its parts into a folder, for everybody to read; throws where that is not possible. */
export function layShipped(data: RulebookData, parts: Parts, kept: string): void {
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, nameOf('rulebook', data.version)), packed(data));
  writeFileSync(join(kept, nameOf('parts', SHIPPED)), packed(parts));
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
const SHIPPED = 'shipped';

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

function packed(data: object): Uint8Array {
  const body = pack(data);
  return Buffer.concat([checksum(body), body]);
}

function partsOf(folder: string): string {
  return hashOf(folder).toString(16);
}

/** What another program has made is not used. */
function nameOf(kind: 'rulebook' | 'parts', name: string): string {
  return `${kind}-${name}-${programStamp()}`;
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
