import { classify, classifyTogether, type Decision, type Report } from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { answerOf } from './answer.js';
import { dryRun, type Outcome } from './dry-run.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { type ReadLine, reportsFrom } from './input.js';
import { paint } from './paint.js';
import { rulebookFor } from './rulebook.js';
import { showDecision } from './show-decision.js';
import type { Terminal } from './terminal.js';

/** Options of `triage classify`. */
export interface ClassifyVerbOptions {
  readonly jsonl?: boolean;
  readonly json?: boolean;
  readonly together?: boolean;
  readonly rules?: string;
  /** False: the word model is left out. */
  readonly leaning?: boolean;
  readonly kind: 'human' | 'automated';
  readonly channel: string;
}

/** Prints what each report is; exit 1 when a line could not be read, after all others were answered. */
export async function classifyVerb(
  text: string | undefined,
  options: ClassifyVerbOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.together && !options.jsonl)
    throw new UsageError('--together needs a stream of reports: add --jsonl.');
  const rulebook = await rulebookFor(options.rules, options.leaning);
  const source = { kind: options.kind, channel: options.channel.replace(/^#/, ''), user: '' };
  const { policy } = rulebook.routing;
  const once = options.together === true;
  const lines = reportsFrom({ text, jsonl: options.jsonl === true, source, policy, once }, terminal);
  const print = printer(options, rulebook, terminal);
  return options.together
    ? together(lines, rulebook, print, terminal)
    : oneByOne(lines, rulebook, print, terminal);
}

/** A report and its line, with what was decided; in a stream also what was decided at first. */
interface Decided {
  readonly line: number;
  readonly report: Report;
  readonly decision: Decision;
  readonly first?: Decision;
}

type Print = (decided: Decided) => Promise<ExitCode>;

async function oneByOne(
  lines: AsyncIterable<ReadLine>,
  rulebook: Rulebook,
  print: Print,
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  for await (const line of lines) {
    const one = 'report' in line ? await decided(line, rulebook) : line;
    code = worse(code, 'problem' in one ? complain(one, terminal) : await print(one));
  }
  return code;
}

async function decided(
  { line, report }: { readonly line: number; readonly report: Report },
  rulebook: Rulebook,
): Promise<Decided | Refused> {
  try {
    return { line, report, decision: await classify(report, rulebook) };
  } catch (error) {
    return refusal(line, error);
  }
}

async function together(
  lines: AsyncIterable<ReadLine>,
  rulebook: Rulebook,
  print: Print,
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const read: { readonly line: number; readonly report: Report }[] = [];
  for await (const line of lines) {
    if ('report' in line) read.push(line);
    else code = complain(line, terminal);
  }
  const decisions = await classifyTogether(
    read.map(({ report }) => report),
    rulebook,
  );
  for (const [i, { first, final }] of decisions.entries()) {
    const one = read[i];
    if (one !== undefined) code = worse(code, await print({ ...one, decision: final, first }));
  }
  return code;
}

function printer(options: ClassifyVerbOptions, rulebook: Rulebook, terminal: Terminal): Print {
  const outcomeOf = dryRun(rulebook);
  const show = options.json ? asJson : asText(terminal);
  return async (one) => {
    let shown: string;
    try {
      shown = show(one, outcomeOf(one.report, one.decision));
    } catch (error) {
      return complain(refusal(one.line, error), terminal);
    }
    await terminal.out(shown);
    return EXIT.ok;
  };
}

function asJson({ decision, first }: Decided, outcome: Outcome): string {
  return `${JSON.stringify(answerOf(decision, outcome, first && { firstClass: first.class }))}\n`;
}

function asText(terminal: Terminal): (decided: Decided, outcome: Outcome) => string {
  const p = paint(terminal.colour);
  let before = '';
  return ({ report, decision }, outcome) => {
    const shown = before + showDecision(report.text, decision, outcome, p);
    before = '\n';
    return shown;
  };
}

interface Refused {
  readonly line: number;
  readonly problem: string;
}

/** One report that cannot be decided is told like a line that cannot be read, and the rest go on. */
function refusal(line: number, error: unknown): Refused {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { line, problem: `this report could not be decided (${why}), which is a mistake of Triage Desk` };
}

function complain({ line, problem }: Refused, terminal: Terminal): ExitCode {
  terminal.talk(`line ${line}: ${problem}\n`);
  return EXIT.no;
}

function worse(one: ExitCode, other: ExitCode): ExitCode {
  return one > other ? one : other;
}
