import { readRulebook } from '../../src/rulebook/read.js';
import type { Rulebook } from '../../src/rulebook/rulebook.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

/** The small rulebook with some files changed, examples untried; throws its problems. */
export async function rulebookOf(changes: Readonly<Record<string, string | null>> = {}): Promise<Rulebook> {
  const { rulebook, problems } = await readRulebook(smallRulebook(changes), { examples: false });
  if (rulebook === null) throw new Error(JSON.stringify(problems, null, 2));
  return rulebook;
}
