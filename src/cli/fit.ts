// `triage fit`: learns from labelled reports what words and rules count, says what that is worth by
// cross-validation, and writes the numbers into the rules folder when asked.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { REPORT_CLASSES } from '../classifier/index.js';
import {
  FIT_OPTIONS,
  type Fitted,
  fitRulebook,
  type Labelled,
  study,
  withDeciding,
  withWeights,
} from '../fit/index.js';
import { SHIPPED_RULES } from '../rulebook/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { type Fixture, readFixtures } from './fixtures.js';
import { rulebookFor } from './rulebook.js';
import { SHIPPED_CORRECTIONS, SHIPPED_FIXTURES, SHIPPED_LESSONS } from './shipped.js';
import { showFit } from './show-fit.js';
import type { Terminal } from './terminal.js';

/** Options of `triage fit`. */
export interface FitVerbOptions {
  readonly rules?: string;
  /** Write the numbers into the rules folder. */
  readonly write?: boolean;
  /** How often the folds are dealt anew, as typed. */
  readonly repeats?: string;
}

/**
 * Fits on labelled reports. Files called `written-…` are learnt from, and no figure is taken of them; those called
 * `unseen-…` hold reports that nobody had read when the rules were written, and decide what rules count.
 */
export async function fitVerb(
  paths: readonly string[],
  options: FitVerbOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const repeats = Number(options.repeats ?? FIT_OPTIONS.repeats);
  if (!Number.isInteger(repeats) || repeats < 1 || repeats > 20)
    throw new UsageError(`--repeats ${options.repeats}: expected a whole number from 1 to 20.`);
  const folder = options.rules ?? SHIPPED_RULES;
  const rulebook = await rulebookFor(options.rules);
  const labelled = readFixtures(
    paths.length === 0 ? [SHIPPED_FIXTURES, SHIPPED_LESSONS, SHIPPED_CORRECTIONS] : paths,
  ).map(labelledFrom);
  if (labelled.filter((one) => !one.onlyForLearning).length < 50)
    throw new UsageError(
      'Too few labelled reports to judge by: expected 50 or more beside files called written-….',
    );
  terminal.talk(`Reading ${labelled.length} labelled reports, then ${repeats} times 5 fits.\n`);
  const fitted = fitRulebook(await study(labelled, rulebook), rulebook, { ...FIT_OPTIONS, repeats });
  await terminal.out(showFit(fitted));
  if (options.write) writeFit(folder, fitted);
  terminal.talk(options.write ? `Written to ${folder}.\n` : 'Nothing was written; --write does.\n');
  return EXIT.ok;
}

/** A fixture as fitting takes it. */
export function labelledFrom({ report, label, area, why, set, file }: Fixture): Labelled {
  return {
    report,
    label,
    area,
    onlyForLearning: /^(written|unseen)-/.test(basename(file)),
    set,
    unseen: basename(file).startsWith('unseen-'),
    hard: why.startsWith('hard:'),
  };
}

function writeFit(folder: string, fitted: Fitted): void {
  const weights = new Map(fitted.weights.map(({ id, weight }) => [id, weight]));
  for (const name of REPORT_CLASSES)
    rewrite(join(folder, `${name}.yaml`), (text) => withWeights(text, weights));
  rewrite(join(folder, 'deciding.yaml'), (text) => withDeciding(text, fitted.deciding));
  writeFileSync(join(folder, 'leaning.json'), `${JSON.stringify(fitted.leaning, null, 1)}\n`);
}

function rewrite(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
