// Edited rule files go into their folder whole, or not at all, and over nobody else's change.

import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf, versionOf } from '../../rulebook/index.js';
import { readRulebook } from '../../rulebook/read.js';
import type { Done, Edits } from '../../web/page/shapes.js';
import { withEdits } from '../workbench/edited-rules.js';

/** True when files of the folder can be written by this program. */
export async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Writes edits of files that are there; refused when the folder has changed since `version`, or they have mistakes. */
export async function saveRules(folder: string, edits: Edits, version: string): Promise<Done> {
  const files = await filesOf(folder);
  if (versionOf(files) !== version)
    return refused(
      'The files have changed since they were opened. Load the page again: your edits are kept.',
    );
  const strange = Object.keys(edits).find((path) => !files.has(path) || !/\.(yaml|liquid)$/.test(path));
  if (strange !== undefined) return refused(`"${strange}" is no file of the rules folder.`);
  const { rulebook, problems } = await readRulebook(withEdits(files, edits));
  if (rulebook === null) {
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    return refused(`${errors} ${errors === 1 ? 'mistake stands' : 'mistakes stand'} in the way.`);
  }
  for (const [path, text] of Object.entries(edits)) await replace(join(folder, path), text);
  return { outcome: 'changed' };
}

function refused(why: string): Done {
  return { outcome: 'refused', why };
}

async function replace(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}.draft`;
  try {
    await writeFile(draft, text);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
