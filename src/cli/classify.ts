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
  const rulebook = await rulebookFor(options.rules);
  const source = { kind: options.kind, channel: options.channel.replace(/^#/, ''), user: '' };
  const lines = reportsFrom({ text, jsonl: options.jsonl === true, source }, terminal);
  const print = printer(options, rulebook, terminal);
  return options.together
    ? together(lines, rulebook, print, terminal)
    : oneByOne(lines, rulebook, print, terminal);
}

/** A report with what was decided; in a stream also what was decided at first. */
interface Decided {
  readonly report: Report;
  readonly decision: Decision;
  readonly first?: Decision;
}

type Print = (decided: Decided) => Promise<void>;

async function oneByOne(
  lines: AsyncIterable<ReadLine>,
  rulebook: Rulebook,
  print: Print,
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  for await (const line of lines) {
    if ('report' in line)
      await print({ report: line.report, decision: await classify(line.report, rulebook) });
    else code = complain(line, terminal);
  }
  return code;
}

async function together(
  lines: AsyncIterable<ReadLine>,
  rulebook: Rulebook,
  print: Print,
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const reports: Report[] = [];
  for await (const line of lines) {
    if ('report' in line) reports.push(line.report);
    else code = complain(line, terminal);
  }
  const decided = await classifyTogether(reports, rulebook);
  for (const [i, { first, final }] of decided.entries()) {
    const report = reports[i];
    if (report !== undefined) await print({ report, decision: final, first });
  }
  return code;
}

function printer(options: ClassifyVerbOptions, rulebook: Rulebook, terminal: Terminal): Print {
  const outcomeOf = dryRun(rulebook);
  const show = options.json ? asJson : asText(terminal);
  return async (decided) => terminal.out(show(decided, outcomeOf(decided.report, decided.decision)));
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

function complain(line: { readonly line: number; readonly problem: string }, terminal: Terminal): ExitCode {
  terminal.talk(`line ${line.line}: ${line.problem}\n`);
  return EXIT.no;
}
