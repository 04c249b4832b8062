// The list of fixtures that the rules of today still get wrong. A folder that holds one is a regression
// suite: every other fixture in it must be right, and a listed one that changes must leave or alter its line.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type DecisionClass, REPORT_CLASSES } from '../classifier/index.js';
import type { Judged } from '../fit/scorecard.js';
import { UsageError } from './exit.js';

/** Fixture id → the wrong class that is decided today. */
export type KnownWrong = ReadonlyMap<string, DecisionClass>;

/** How the decisions of today differ from what was expected of them. */
export interface Differences {
  /** Right before, wrong now. */
  readonly regressed: readonly Judged[];
  /** Listed as wrong, and right now: the list must be updated. */
  readonly mended: readonly Judged[];
  /** Listed as wrong, and now wrong in another way. */
  readonly changed: readonly Judged[];
  /** Wrong as listed. */
  readonly known: readonly Judged[];
}

const listSchema = z.record(z.string(), z.enum([...REPORT_CLASSES, 'undecided']));

/** Where the list of a file or folder of fixtures stands. */
export function listBeside(path: string): string {
  return join(statSync(path).isDirectory() ? path : dirname(path), 'known-wrong.json');
}

/** Reads a list; null when there is none, since then nothing is expected. Throws UsageError on a broken one. */
export function readKnownWrong(file: string): KnownWrong | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return new Map(Object.entries(listSchema.parse(JSON.parse(text))));
  } catch (cause) {
    throw new UsageError(
      `${file}: expected an object of fixture id → decided class; run triage test --update`,
      { cause },
    );
  }
}

/** Writes the list of what is wrong today, sorted by id so that a change shows as a change. */
export function writeKnownWrong(file: string, judged: readonly Judged[]): void {
  const wrong = judged.filter((one) => one.decided !== one.label);
  writeFileSync(file, knownWrongText(new Map(wrong.map((one) => [one.id, one.decided]))));
}

/** The text of a list, in the order of ids. */
export function knownWrongText(known: KnownWrong): string {
  const sorted = [...known].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`;
}

/** Compares the decisions of today with the list. */
export function compareWithKnown(judged: readonly Judged[], known: KnownWrong): Differences {
  const wrong = judged.filter((one) => one.decided !== one.label);
  return {
    regressed: wrong.filter((one) => !known.has(one.id)),
    mended: judged.filter((one) => one.decided === one.label && known.has(one.id)),
    changed: wrong.filter((one) => known.has(one.id) && known.get(one.id) !== one.decided),
    known: wrong.filter((one) => known.get(one.id) === one.decided),
  };
}
