import { type Change, type Comparison, compare } from '../authoring/index.js';
import { type Rulebook, SHIPPED_RULES } from '../rulebook/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { filesAtRevision } from './git-rules.js';
import { compareHistory, compareShadow } from './history-diff.js';
import { paint } from './paint.js';
import { periodOf, readPast } from './read-past.js';
import { readGiven } from './report-files.js';
import { rulebookFor } from './rulebook.js';
import { SHIPPED_FIXTURES, SHIPPED_GROUPS } from './shipped.js';
import { comparisonDocument, markdownComparison, showComparison } from './show-comparison.js';
import type { Terminal } from './terminal.js';
import { writtenRulesFrom } from './written-rules.js';

/** Options of `triage diff`. */
export interface DiffOptions {
  readonly reports?: readonly string[];
  /** A git revision whose rules stand for the first folder. */
  readonly base?: string;
  readonly failOn?: 'incident-missed' | 'any';
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly rules?: string;
  /** An export; true for what the desk keeps. */
  readonly history?: string | true;
  readonly shadow?: boolean;
  readonly from?: string;
  readonly to?: string;
}

/** Prints the decisions that flip between two rulebooks; exit 1 when `failOn` says that such a flip fails. */
export async function diffVerb(
  folders: readonly string[],
  options: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const comparison = await comparisonFor(folders, options, terminal);
  if (options.json) await terminal.out(`${JSON.stringify(comparisonDocument(comparison), null, 2)}\n`);
  else if (options.markdown) await terminal.out(markdownComparison(comparison));
  else await terminal.out(showComparison(comparison, paint(terminal.colour)));
  return comparison.changes.some((change) => fails(change, options.failOn)) ? EXIT.no : EXIT.ok;
}

async function comparisonFor(
  folders: readonly string[],
  options: DiffOptions,
  terminal: Terminal,
): Promise<Comparison> {
  const { history: file, shadow, from, to } = options;
  if (file === undefined && !shadow) {
    const [before, after] = await bothRulebooks(folders, options);
    return compare(readGiven(options.reports ?? [SHIPPED_FIXTURES, SHIPPED_GROUPS]), before, after);
  }
  const past = {
    ...(typeof file === 'string' && { history: file }),
    ...(from && { from }),
    ...(to && { to }),
  };
  const history = await readPast(past, terminal);
  const period = periodOf(past, { from: 0, to: terminal.now() + 1 }, 'UTC');
  const compared = shadow
    ? compareShadow(history, period)
    : await compareHistory(history, period, ...(await bothRulebooks(folders, options)));
  const left =
    compared.leftOut === 0
      ? ''
      : `; ${compared.leftOut} reports are left out, of which there is nothing to compare`;
  terminal.talk(`cost ${compared.cost}: an incident that is called harmless counts 10${left}\n`);
  return compared;
}

/** An incident is not missed when people have labelled the report as what it is now called. */
function fails({ kind, given, after }: Change, failOn: DiffOptions['failOn']): boolean {
  return failOn === 'any' || (failOn === 'incident-missed' && kind === failOn && after.class !== given.label);
}

async function bothRulebooks(
  folders: readonly string[],
  { base, rules }: DiffOptions,
): Promise<readonly [Rulebook, Rulebook]> {
  const [first, second, third] = folders;
  if (base === undefined) {
    if (first === undefined || second === undefined || third !== undefined)
      throw new UsageError('diff compares two folders of rules, or with --base a revision with one folder.');
    return [await rulebookFor(first), await rulebookFor(second)];
  }
  if (second !== undefined)
    throw new UsageError('--base stands for the first folder: give at most one beside it.');
  const folder = first ?? rules ?? SHIPPED_RULES;
  const then = await writtenRulesFrom(await filesAtRevision(folder, base), `${folder} at ${base}`);
  return [then.rulebook, await rulebookFor(folder)];
}
