// Where reports come from at the command line: one argument, standard input as one report, or one JSON
// object per line. A bad line is told with its number and the rest go on.

import type { Report } from '../classifier/index.js';
import { UsageError } from './exit.js';
import { linesOf, textOf } from './lines.js';
import type { Terminal } from './terminal.js';

/** How the reports are given. */
export interface ReportInput {
  /** The report itself, as an argument. */
  readonly text: string | undefined;
  /** Standard input holds one JSON object per line. */
  readonly jsonl: boolean;
  /** What a report without its own source is taken to be. */
  readonly source: Report['source'];
}

/** A report that could be read, or a line that could not be. */
export type ReadLine = { readonly report: Report } | { readonly line: number; readonly problem: string };

/** The reports of one call, in the order given; throws UsageError when there is nothing to read. */
export async function* reportsFrom(input: ReportInput, terminal: Terminal): AsyncGenerator<ReadLine> {
  if (input.jsonl) {
    if (input.text !== undefined)
      throw new UsageError('--jsonl reads standard input: give no text beside it.');
    yield* jsonLines(input, terminal);
    return;
  }
  if (input.text === undefined && terminal.interactive) {
    throw new UsageError('Nothing to read. Give a report: triage classify "checkout is down for everyone"');
  }
  const text = input.text ?? (await textOf(terminal.input));
  const at = terminal.now();
  yield { report: { id: 'report-1', text, source: input.source, at, utcOffset: terminal.utcOffset(at) } };
}

async function* jsonLines(input: ReportInput, terminal: Terminal): AsyncGenerator<ReadLine> {
  // Loaded here because its validator takes longer to load than a single classification takes.
  const { LineError, readReportLine } = await import('./report-line.js');
  const at = terminal.now();
  const utcOffset = terminal.utcOffset(at);
  for await (const line of linesOf(terminal.input)) {
    if (line.text.trim() === '') continue;
    try {
      const defaults = { id: `line-${line.number}`, at, utcOffset, source: input.source };
      yield { report: readReportLine(line.text, defaults) };
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      yield { line: line.number, problem: error.message };
    }
  }
}
