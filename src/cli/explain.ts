import { type Explanation, explain } from '../authoring/index.js';
import { type Report, readReport, type SeenReport, seenFrom } from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { reportsFrom } from './input.js';
import { paint } from './paint.js';
import { rulebookFor } from './rulebook.js';
import { showExplanation } from './show-explanation.js';
import type { Terminal } from './terminal.js';

/** Options of `triage explain`. */
export interface ExplainOptions {
  readonly jsonl?: boolean;
  readonly json?: boolean;
  /** Every rule that fired or nearly did, however little it counts. */
  readonly all?: boolean;
  readonly together?: boolean;
  readonly rules?: string;
  readonly kind: 'human' | 'automated';
  readonly channel: string;
}

/**
 * Prints for each report what fired, what nearly fired, and what would flip the decision; exit 1 when a line
 * could not be read, after all others were answered.
 */
export async function explainVerb(
  text: string | undefined,
  options: ExplainOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.together && !options.jsonl)
    throw new UsageError('--together needs a stream of reports: add --jsonl.');
  const rulebook = await rulebookFor(options.rules);
  const source = { kind: options.kind, channel: options.channel.replace(/^#/, ''), user: '' };
  const show = options.json ? asJson : asText(options.all === true, terminal);
  const earlier: SeenReport[] = [];
  let code: ExitCode = EXIT.ok;
  const { policy } = rulebook.routing;
  const once = options.together === true;
  for await (const line of reportsFrom(
    { text, jsonl: options.jsonl === true, source, policy, once },
    terminal,
  )) {
    if ('report' in line) {
      const explanation = await explain(line.report, rulebook, before(line.report, earlier));
      if (options.together) earlier.push(seenAs(line.report, explanation, rulebook));
      await terminal.out(show(line.report, explanation));
    } else {
      terminal.talk(`line ${line.line}: ${line.problem}\n`);
      code = EXIT.no;
    }
  }
  return code;
}

/** Earlier reports by time, whatever their order in the stream. */
function before({ at }: Report, earlier: readonly SeenReport[]): readonly SeenReport[] {
  return earlier.filter((seen) => seen.at <= at).sort((a, b) => a.at - b.at);
}

function seenAs(report: Report, { decision }: Explanation, rulebook: Rulebook): SeenReport {
  return seenFrom(report, readReport(report, rulebook.vocabulary), decision);
}

function asText(all: boolean, terminal: Terminal): (report: Report, explanation: Explanation) => string {
  const p = paint(terminal.colour);
  let between = '';
  return (report, explanation) => {
    const shown = between + showExplanation(report.text, explanation, p, all);
    between = '\n';
    return shown;
  };
}

/** One object per line, in the words of the decision; the report's text is not repeated. */
function asJson(
  report: Report,
  { decision, heard, nearly, chances, parts, doubt, flips }: Explanation,
): string {
  const { class: of, bestGuess, confidence, scores, firings, correlation, rulebook } = decision;
  const document = {
    id: report.id,
    class: of,
    bestGuess,
    confidence,
    scores,
    parts,
    chances,
    doubt,
    heard,
    fired: firings,
    nearly: nearly.map(({ rule, class: ofRule, weight, missing, lack }) => ({
      rule,
      class: ofRule,
      weight,
      missing,
      lack,
    })),
    flips,
    correlation,
    rulebook,
  };
  return `${JSON.stringify(document)}\n`;
}
