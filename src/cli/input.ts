// Where reports come from at the command line: one argument, standard input as one report, or one JSON
// object per line. A bad line is told with its number and the rest go on.

import type { Report } from '../classifier/index.js';
import { offsetAt, type Policy } from '../router/index.js';
import { UsageError } from './exit.js';
import { linesOf, textOf } from './lines.js';
import { sayFound } from './say-found.js';
import type { Terminal } from './terminal.js';

/** How the reports are given. */
export interface ReportInput {
  /** The report itself, as an argument. */
  readonly text: string | undefined;
  /** Standard input holds one JSON object per line. */
  readonly jsonl: boolean;
  /** What a report without its own source is taken to be. */
  readonly source: Report['source'];
  /** In its zone times are meant that name none. */
  readonly policy: Policy;
  /** Of reports with the same id only the first is taken. */
  readonly once?: boolean;
}

/** A line counted from 1: the report in it, or why there is none. */
export type ReadLine =
  | { readonly line: number; readonly report: Report }
  | { readonly line: number; readonly problem: string };

/** A report holds no more than 64 KiB that are read; this leaves room for any way of writing them as JSON. */
const longestLine = 8 * 1024 * 1024;

/** The reports of one call, in the order given; throws UsageError when there is nothing to read. */
export async function* reportsFrom(input: ReportInput, terminal: Terminal): AsyncGenerator<ReadLine> {
  if (input.jsonl) {
    if (input.text !== undefined)
      throw new UsageError('--jsonl reads standard input: give no text beside it.');
    yield* jsonLines(input, terminal);
    return;
  }
  if (input.text === undefined && terminal.interactive) throw nothingToRead();
  const text = input.text ?? (await textOf(terminal.input)).trimEnd();
  if (text.trim() === '') throw nothingToRead();
  const at = terminal.now();
  const utcOffset = offsetAt(at, input.policy.offsets);
  yield { line: 1, report: { id: 'report-1', text, source: input.source, at, utcOffset } };
}

function nothingToRead(): UsageError {
  return new UsageError('Nothing to read. Give a report: triage classify "checkout is down for everyone"');
}

async function* jsonLines(input: ReportInput, terminal: Terminal): AsyncGenerator<ReadLine> {
  // Loaded here because its validator takes longer to load than a single classification takes.
  const { LineError, readReportLine } = await import('./report-line.js');
  const { source, policy, once } = input;
  const at = terminal.now();
  const lineOf = new Map<string, number>();
  for await (const { number: line, text, tooLong } of linesOf(terminal.input, longestLine)) {
    if (tooLong) yield { line, problem: 'longer than 8 MiB, expected one report; it was skipped' };
    if (text.trim() === '') continue;
    try {
      const report = readReportLine(text, { id: `line-${line}`, source, at, zone: policy.zone });
      const before = lineOf.get(report.id);
      if (before !== undefined && once) {
        const problem = `"id" ${sayFound(report.id)} as in line ${before}: a repetition, it was skipped`;
        yield { line, problem };
        continue;
      }
      lineOf.set(report.id, line);
      yield { line, report };
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      yield { line, problem: error.message };
    }
  }
}
