// What is proposed from corrections, as one patch that people review: rule files, the corrected reports as fixtures, and
// the list of those that no change has mended.

import { readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { DecisionClass } from '../classifier/index.js';
import type { MadeFixture, Proposal, RuleTexts } from '../learning/index.js';
import { withFixtures } from './correction-fixtures.js';
import { knownWrongText, readKnownWrong } from './known-wrong.js';

/** What the patch is made of. */
export interface PatchParts {
  /** The folder of rules, and its files as they stand. */
  readonly folder: string;
  readonly before: RuleTexts;
  readonly proposal: Proposal;
  readonly made: readonly MadeFixture[];
  /** Put the fixtures into it too; not where they were written already. */
  readonly fixtures: boolean;
}

/** For `git apply`, with paths from where the verb runs; empty where nothing changes. */
export function patchOf({ folder, before, proposal, made, fixtures }: PatchParts): string {
  const inside = relative(process.cwd(), folder);
  // A patch leads nowhere above where it is applied: for a folder elsewhere that is the one above the folder.
  const base = inside === '' || inside.startsWith('..') ? basename(folder) : inside;
  const rules = [...proposal.files].map(([file, text]) =>
    filePatch(join(base, file), before.get(file) ?? '', text),
  );
  const beside = fixtures
    ? fixturePatches(join(dirname(base), 'fixtures', 'corrections'), folder, proposal, made)
    : [];
  return [...rules, ...beside].join('').replaceAll(/^=+\n/gm, '');
}

function fixturePatches(
  path: string,
  folder: string,
  proposal: Proposal,
  made: readonly MadeFixture[],
): readonly string[] {
  const place = join(dirname(folder), 'fixtures', 'corrections');
  const [learned, list] = ['learned.jsonl', 'known-wrong.json'] as const;
  const there = textAt(join(place, learned));
  const known = readKnownWrong(join(place, list)) ?? new Map<string, DecisionClass>();
  const mended = new Set(proposal.proposed.flatMap(({ mends }) => mends));
  const left = made.flatMap((one): readonly (readonly [string, DecisionClass])[] =>
    one.outcome === 'made' && proposal.unsolved.includes(one.fixture.id) ? [[one.fixture.id, one.today]] : [],
  );
  const wrong = new Map([...[...known].filter(([id]) => !mended.has(id)), ...left]);
  const isSame = wrong.size === known.size && left.every(([id, today]) => known.get(id) === today);
  return [
    filePatch(join(path, learned), there, withFixtures(there ?? '', made).text),
    ...(isSame ? [] : [filePatch(join(path, list), textAt(join(place, list)), knownWrongText(wrong))]),
  ];
}

function textAt(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** Empty where the file stays as it is; null before is a file that there was not. */
function filePatch(path: string, before: string | null, after: string): string {
  if (before === after || (before === null && after === '')) return '';
  const from = before === null ? '/dev/null' : `a/${path}`;
  return createTwoFilesPatch(from, `b/${path}`, before ?? '', after, '', '', { context: 3 });
}
