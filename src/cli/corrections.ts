// `triage corrections`: what people corrected, the rules that led there, fixtures of it, and a patch that would set it
// right. Nothing is changed but by the files that are asked for, and those are for people to review.

import { constants } from 'node:fs';
import { access, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Given } from '../authoring/index.js';
import {
  fixtureOf,
  type MadeFixture,
  mistakesIn,
  type Proposal,
  propose,
  unchangedIn,
} from '../learning/index.js';
import { withFixtures } from './correction-fixtures.js';
import { patchOf } from './corrections-patch.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { knownWords } from './known-words.js';
import { paint } from './paint.js';
import { type PastOptions, periodOf, readPast } from './read-past.js';
import { readGiven } from './report-files.js';
import { SHIPPED_CORRECTIONS, SHIPPED_FIXTURES, SHIPPED_GROUPS } from './shipped.js';
import { correctionsDocument, showCorrections } from './show-corrections.js';
import type { Terminal } from './terminal.js';
import { textsOf, writtenRulesIn } from './written-rules.js';

/** Options of `triage corrections`. */
export interface CorrectionsOptions extends PastOptions {
  readonly rules?: string;
  readonly json?: boolean;
  /** Labelled reports whose decisions must stay as they are. */
  readonly reports?: readonly string[];
  readonly fixtures?: string;
  readonly patch?: string;
  readonly propose?: boolean;
  readonly keep?: readonly string[];
  readonly hide?: readonly string[];
}

/** Lists corrections; with `--fixtures` and `--patch` writes what people are to review. */
export async function correctionsVerb(options: CorrectionsOptions, terminal: Terminal): Promise<ExitCode> {
  // Before minutes are spent on what could not be kept.
  for (const [option, file] of [
    ['--patch', options.patch],
    ['--fixtures', options.fixtures],
  ] as const)
    if (file !== undefined) await needFolder(file, option);
  const { rulebook, files, folder, written } = await writtenRulesIn(options.rules);
  const { policy, directory } = rulebook.routing;
  const history = await readPast(options, terminal);
  const period = periodOf(options, { from: 0, to: terminal.now() + 1 }, policy.zone);
  const rules = new Set(rulebook.rules.rules.map(({ id }) => id));
  const all = mistakesIn(history, rules);
  const mistakes = all.filter(({ words }) => words.some(({ at }) => at >= period.from && at < period.to));
  const guard = readGiven(options.reports ?? [SHIPPED_FIXTURES, SHIPPED_GROUPS, SHIPPED_CORRECTIONS]);
  const known = knownWords(
    rulebook,
    guard,
    directory,
    written.concepts.flatMap(({ concept }) => concept.phrases.map(({ text }) => text)),
  );
  const choices = { keep: lowered(options.keep), hide: lowered(options.hide) };
  const made: MadeFixture[] = [];
  for (const mistake of mistakes) made.push(await fixtureOf(mistake, rulebook, known, choices));
  const proposal =
    options.propose || options.patch !== undefined
      ? await proposed(made, guard, unchangedIn(history, all), files, rulebook, terminal)
      : null;
  if (options.json)
    await terminal.out(`${JSON.stringify(correctionsDocument(mistakes, made, proposal), null, 2)}\n`);
  else await terminal.out(showCorrections(mistakes, made, proposal, paint(terminal.colour)));
  if (options.fixtures !== undefined) await addFixtures(options.fixtures, made, terminal);
  if (options.patch !== undefined && proposal !== null) {
    const fixtures = options.fixtures === undefined;
    const patch = patchOf({ folder, before: textsOf(files), proposal, made, fixtures });
    // An empty one is no patch to git.
    if (patch !== '') await write(options.patch, patch, '--patch');
    terminal.talk(
      patch === ''
        ? `there is no change to propose: ${options.patch} is not written\n`
        : `${options.patch}: review it, then git apply ${options.patch}${fixtures ? `; its fixtures: ${toRead}` : ''}\n`,
    );
  }
  return EXIT.ok;
}

type Files = Awaited<ReturnType<typeof writtenRulesIn>>['files'];
type Rulebook = Awaited<ReturnType<typeof writtenRulesIn>>['rulebook'];

async function proposed(
  made: readonly MadeFixture[],
  guard: readonly Given[],
  past: readonly Given[],
  files: Files,
  rulebook: Rulebook,
  terminal: Terminal,
): Promise<Proposal> {
  const corrected = made.flatMap((one): readonly Given[] =>
    one.outcome === 'made' ? [{ report: one.report, label: one.fixture.label, group: null }] : [],
  );
  const fresh = guard.filter(({ report }) => !corrected.some((one) => one.report.id === report.id));
  terminal.talk(
    `trying changes on ${fresh.length + corrected.length} labelled reports and ${past.length} of the past; this takes a while\n`,
  );
  return propose(corrected, [...fresh, ...past], textsOf(files), rulebook);
}

async function addFixtures(file: string, made: readonly MadeFixture[], terminal: Terminal): Promise<void> {
  const { text, fresh } = withFixtures(await readFile(file, 'utf8').catch(() => ''), made);
  await write(file, text, '--fixtures');
  terminal.talk(`${file}: ${fresh} new; ${toRead}\n`);
}

const toRead = 'read each and put your name into "reviewed" before it lands (npm test looks)';

async function needFolder(file: string, option: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (cause) {
    throw cannotWrite(file, option, cause);
  }
}

async function write(file: string, text: string, option: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw cannotWrite(file, option, cause);
  }
}

function cannotWrite(file: string, option: string, cause: unknown): UsageError {
  return new UsageError(
    `${option}: ${file} cannot be written; name a file in a folder that can be written to.`,
    { cause },
  );
}

function lowered(words: readonly string[] = []): ReadonlySet<string> {
  return new Set(words.map((word) => word.toLowerCase()));
}
