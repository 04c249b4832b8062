// The rules folder as it stands in a revision of its git repository, read without a checkout.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RuleFiles } from '../rulebook/index.js';
import { UsageError } from './exit.js';

/** The files of a folder at a revision (a branch, a tag or a commit by its bare name, or an ancestor of one); throws UsageError. */
export async function filesAtRevision(folder: string, revision: string): Promise<RuleFiles> {
  if (!BARE.test(revision) || revision.includes('..') || revision.endsWith('.lock'))
    throw new UsageError(
      `--base is "${revision}", expected the bare name of a branch, tag or commit, such as main or HEAD~1.`,
    );
  const commit = await git(folder, ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]).catch(
    (cause: unknown) => {
      if (exitCodeOf(cause) !== 1) throw unusable(folder, cause);
      throw new UsageError(`--base is "${revision}", but the repository of ${folder} has no such revision.`, {
        cause,
      });
    },
  );
  const prefix = await git(folder, ['rev-parse', '--show-prefix']);
  const entries = await treeOf(folder, `${commit.trim()}:${prefix.trim()}`, revision);
  const files = new Map<string, Uint8Array>();
  for (const { path, blob } of entries) files.set(path, await blobOf(folder, blob));
  return files;
}

/** A name, and which of its ancestors; no options, no ranges, no reflogs, no paths. */
const BARE = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}(?:[~^]\d{0,4}){0,9}$/;
const MOST_BYTES = 64 * 1024 * 1024;
const PATIENCE = 30_000;

const run = promisify(execFile);

interface Entry {
  readonly path: string;
  readonly blob: string;
}

/** Plain files only: a link in a revision leads nowhere. */
async function treeOf(folder: string, tree: string, revision: string): Promise<readonly Entry[]> {
  const listing = await git(folder, ['ls-tree', '-r', '-z', '--full-tree', tree]).catch((cause: unknown) => {
    throw new UsageError(`The revision "${revision}" has no folder ${folder}.`, { cause });
  });
  return listing.split('\0').flatMap((line) => {
    const entry = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(line);
    const [, blob, path] = entry ?? [];
    const read = path !== undefined && /\.(?:yaml|yml|liquid|json)$/.test(path) && !/(?:^|\/)\./.test(path);
    return blob !== undefined && read ? [{ blob, path }] : [];
  });
}

async function blobOf(folder: string, blob: string): Promise<Uint8Array> {
  const { stdout } = await run('git', ['-C', folder, 'cat-file', 'blob', blob], {
    encoding: 'buffer',
    maxBuffer: MOST_BYTES,
    timeout: PATIENCE,
  });
  return stdout;
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...args], { maxBuffer: MOST_BYTES, timeout: PATIENCE });
  return stdout;
}

function unusable(folder: string, cause: unknown): UsageError {
  const code = exitCodeOf(cause);
  const found =
    code === 'ENOENT' ? 'git is not installed' : `${folder} is not in a git repository that can be read`;
  return new UsageError(`--base needs git: ${found}.`, { cause });
}

function exitCodeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
