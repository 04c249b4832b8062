// `triage corrections`: what people corrected, the rules that led there, fixtures of it, and a patch that would set it
// right. Nothing is changed but by the files that are asked for, and those are for people to review.

import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { compare, type Given } from '../authoring/index.js';
import {
  type CorrectionFixture,
  fixtureOf,
  type MadeFixture,
  mistakesIn,
  type Proposal,
  propose,
  type RuleTexts,
} from '../learning/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { knownWords } from './known-words.js';
import { paint } from './paint.js';
import { type PastOptions, periodOf, readPast } from './read-past.js';
import { readGiven } from './report-files.js';
import { SHIPPED_FIXTURES, SHIPPED_GROUPS } from './shipped.js';
import { correctionsDocument, showCorrections } from './show-corrections.js';
import type { Terminal } from './terminal.js';
import { writtenRulesIn } from './written-rules.js';

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
  const { rulebook, files, folder, written } = await writtenRulesIn(options.rules);
  const { policy, directory } = rulebook.routing;
  const history = await readPast(options, terminal);
  const period = periodOf(options, { from: 0, to: terminal.now() + 1 }, policy.zone);
  const rules = new Set(rulebook.rules.rules.map(({ id }) => id));
  const mistakes = mistakesIn(history, rules).filter(({ words }) =>
    words.some(({ at }) => at >= period.from && at < period.to),
  );
  const guard = readGiven(options.reports ?? [SHIPPED_FIXTURES, SHIPPED_GROUPS]);
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
      ? await proposed(made, guard, files, rulebook, terminal)
      : null;
  if (options.json)
    await terminal.out(`${JSON.stringify(correctionsDocument(mistakes, made, proposal), null, 2)}\n`);
  else await terminal.out(showCorrections(mistakes, made, proposal, paint(terminal.colour)));
  if (options.fixtures !== undefined) await addFixtures(options.fixtures, made, terminal);
  if (options.patch !== undefined && proposal !== null) {
    const patch = patchOf(textsOf(files), proposal.files, folder);
    // An empty one is no patch to git.
    if (patch !== '') await write(options.patch, patch, '--patch');
    terminal.talk(
      patch === ''
        ? `there is no change to propose: ${options.patch} is not written\n`
        : `${options.patch}: review it, then git apply ${options.patch}\n`,
    );
  }
  return EXIT.ok;
}

type Files = Awaited<ReturnType<typeof writtenRulesIn>>['files'];
type Rulebook = Awaited<ReturnType<typeof writtenRulesIn>>['rulebook'];

async function proposed(
  made: readonly MadeFixture[],
  guard: readonly Given[],
  files: Files,
  rulebook: Rulebook,
  terminal: Terminal,
): Promise<Proposal> {
  const corrected = made.flatMap((one): readonly Given[] =>
    one.outcome === 'made' ? [{ report: one.report, label: one.fixture.label, group: null }] : [],
  );
  const fresh = guard.filter(({ report }) => !corrected.some((one) => one.report.id === report.id));
  terminal.talk(
    `trying changes on ${fresh.length + corrected.length} labelled reports; this takes a while\n`,
  );
  const proposal = await propose(corrected, fresh, textsOf(files), rulebook);
  const { broken } = await compare([...corrected, ...fresh], rulebook, proposal.rulebook);
  if (broken > 0)
    throw new Error(`the proposed changes would break ${broken} labelled reports seen together`);
  return proposal;
}

function textsOf(files: Files): RuleTexts {
  const decoder = new TextDecoder();
  return new Map(
    [...files].flatMap(([file, text]) => {
      if (typeof text === 'string') return [[file, text] as const];
      return text instanceof Uint8Array ? [[file, decoder.decode(text)] as const] : [];
    }),
  );
}

/** A patch for `git apply`, with paths from where the verb runs. */
function patchOf(before: RuleTexts, after: RuleTexts, folder: string): string {
  const inside = relative(process.cwd(), folder);
  // A patch leads nowhere above where it is applied: for a folder elsewhere that is the one above the folder.
  const base = inside === '' || inside.startsWith('..') ? basename(folder) : inside;
  return [...after]
    .filter(([file, text]) => before.get(file) !== text)
    .map(([file, text]) => {
      const path = join(base, file);
      return createTwoFilesPatch(`a/${path}`, `b/${path}`, before.get(file) ?? '', text, '', '', {
        context: 3,
      });
    })
    .join('')
    .replaceAll(/^=+\n/gm, '');
}

/** Those that the file has already stay as they are, with the name of who has read them. */
async function addFixtures(file: string, made: readonly MadeFixture[], terminal: Terminal): Promise<void> {
  const there = await readFile(file, 'utf8').catch(() => '');
  const known = new Set(
    there
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (JSON.parse(line) as { readonly id?: string }).id),
  );
  const fresh = made.flatMap((one): readonly CorrectionFixture[] =>
    one.outcome === 'made' && !known.has(one.fixture.id) ? [one.fixture] : [],
  );
  const kept = there === '' || there.endsWith('\n') ? there : `${there}\n`;
  await write(file, kept + fresh.map((fixture) => `${JSON.stringify(fixture)}\n`).join(''), '--fixtures');
  terminal.talk(
    `${file}: ${fresh.length} new; read each and put your name into "reviewed" before it lands (npm test looks)\n`,
  );
}

async function write(file: string, text: string, option: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new UsageError(
      `${option}: ${file} cannot be written; name a file in a folder that can be written to.`,
      {
        cause,
      },
    );
  }
}

function lowered(words: readonly string[] = []): ReadonlySet<string> {
  return new Set(words.map((word) => word.toLowerCase()));
}
