// Rulebooks by what the page has edited in them: read once, the last few kept.

import { filesOf, type Problem, type Rulebook, type RuleFiles, versionOf } from '../../rulebook/index.js';
import { keptYamls } from '../../rulebook/kept-yamls.js';
import { readRulebook } from '../../rulebook/read.js';
import type { Yamls } from '../../rulebook/written.js';
import type { Edits } from '../../web/page/shapes.js';

/** Rules with edits, and all that is wrong with them. */
export interface EditedRules {
  readonly files: RuleFiles;
  readonly yamls: Yamls;
  readonly rulebook: Rulebook | null;
  readonly problems: readonly Problem[];
}

const mostKept = 4;

/** Reads the rules of a folder with edits; only files that are there can be edited. */
export function editedRules(folder: string): (edits: Edits) => Promise<EditedRules> {
  const known = new Map<string, Promise<EditedRules>>();
  const yamlsOf = keptYamls();
  return async (edits) => {
    const files = withEdits(await filesOf(folder), edits);
    const version = versionOf(files);
    const read = known.get(version) ?? readEdited(files, yamlsOf(files));
    known.delete(version);
    known.set(version, read);
    const [oldest] = known.keys();
    if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
    return read;
  };
}

/** The files with other words in some of them. */
export function withEdits(files: RuleFiles, edits: Edits): RuleFiles {
  return new Map([...files].map(([path, text]) => [path, edits[path] ?? text]));
}

async function readEdited(files: RuleFiles, yamls: Yamls): Promise<EditedRules> {
  const { rulebook, problems } = await readRulebook(files, { examples: false, yamls });
  return { files, yamls, rulebook, problems };
}
