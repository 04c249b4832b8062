// Labelled and past reports, read and decided once by the rules of today; kept while these stay the same.

import { type Case, casesFrom, type Given } from '../../authoring/index.js';
import type { Rulebook } from '../../rulebook/index.js';

/** How many are read before others get a turn. */
const atOnce = 40;

/** Reads and decides reports bit by bit, so that a shorter question need not wait for the end. */
export async function readCases(given: readonly Given[], rulebook: Rulebook): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const some of inPortions(given)) {
    cases.push(...(await casesFrom(some, rulebook)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return cases;
}

/** Portions that leave the reports of one group together. */
function inPortions(given: readonly Given[]): readonly (readonly Given[])[] {
  const groups = Map.groupBy(given, (one) => one.group);
  const alone = groups.get(null) ?? [];
  const together = [...groups].flatMap(([group, members]) => (group === null ? [] : [members]));
  const portions = Array.from({ length: Math.ceil(alone.length / atOnce) }, (_, index) =>
    alone.slice(index * atOnce, (index + 1) * atOnce),
  );
  return [...together, ...portions];
}
