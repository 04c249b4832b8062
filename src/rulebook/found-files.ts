// What lies in a rules folder, looked at without being read.

import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleFile, RuleFiles } from './rule-files.js';

/** A rule file of a folder, or what has the name of one. */
export interface FoundFile {
  /** Path relative to the folder, with `/`. */
  readonly path: string;
  /** What it is if no file, in words that fit behind "a"; null for a file. */
  readonly other: string | null;
  /** Null where nothing can be told of it. */
  readonly stats: Stats | null;
}

/**
 * The files of a rules folder, without the schemas made from them; throws as node:fs does when the folder cannot be
 * read. Links are followed, since some hosts hand out files that way.
 */
export function findFiles(folder: string, within = ''): readonly FoundFile[] {
  const names = readdirSync(join(folder, within)).filter((name) => !name.startsWith('.'));
  return names.sort().flatMap((name) => {
    const path = within === '' ? name : `${within}/${name}`;
    const { kind, stats } = lookAt(join(folder, path));
    if (RULE_FILE.test(name)) return [{ path, other: kind === 'file' ? null : kind, stats }];
    // No room of the rulebook has rooms of its own, and a link to the folder itself is none.
    const isRoom = kind === 'folder' && within === '' && !isSame(join(folder, path), folder);
    return isRoom ? findFiles(folder, path) : [];
  });
}

/** Reads what was found; what cannot be read is told as such, like any other mistake. */
export function readFound(folder: string, found: readonly FoundFile[]): RuleFiles {
  return new Map(
    found.map(({ path, other }) => [
      path,
      other === null ? contentOf(join(folder, path)) : { unreadable: `a ${other}` },
    ]),
  );
}

const RULE_FILE = /(?:\.(?:yaml|yml|liquid)|(?<!\.schema)\.json)$/;

/** What a name stands for, links followed. */
function lookAt(path: string): { readonly kind: string; readonly stats: Stats | null } {
  try {
    const stats = statSync(path);
    return { kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'pipe or device', stats };
  } catch (error) {
    return { kind: unreadable(error), stats: null };
  }
}

function isSame(one: string, other: string): boolean {
  return realpathSync(one) === realpathSync(other);
}

function contentOf(path: string): RuleFile {
  try {
    return readFileSync(path);
  } catch (error) {
    return { unreadable: `a ${unreadable(error)}` };
  }
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return UNREADABLE[code] ?? `file that cannot be read (${code})`;
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'link to nothing',
  ELOOP: 'link that leads back to itself',
  EACCES: 'file that may not be read',
  EPERM: 'file that may not be read',
};
