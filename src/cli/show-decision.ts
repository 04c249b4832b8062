// A decision for people at a terminal: the report with its evidence marked, what was decided, and why.

import type { Decision, Evidence, ReportClass } from '../classifier/index.js';
import { harmless, type Paint } from './paint.js';

/** What is shown beside the decision: where the report would go, and what its reporter would read. */
export interface Outcome {
  readonly route: string;
  readonly reply: string | null;
}

const longestShown = 1_200;
const mostReasons = 4;

/** The whole way of one report as text, ending in a line break. */
export function showDecision(text: string, decision: Decision, outcome: Outcome, p: Paint): string {
  const lines = [
    indent(markEvidence(text, decision, p)),
    '',
    `${classWord(decision, p)}  ${p.faint(facts(decision))}`,
    ...becauseLines(decision, p),
    ...(decision.correlation ? [`  together with ${decision.correlation.with.join(', ')}`] : []),
    ...(decision.nearest
      ? [`  nearly  ${decision.nearest.missing} ${p.faint(`(${decision.nearest.rule})`)}`]
      : []),
    ...(decision.truncated ? ['  only the first 64 KiB were read'] : []),
    `  route   ${outcome.route}`,
    ...(outcome.reply === null ? ['  reply   none'] : ['  reply', indent(harmless(outcome.reply), '    ')]),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * The first reasons for the class and the heaviest, without rules that only add facts and weigh nothing; `--json` and
 * `triage explain` have all of them, those against it included.
 */
function becauseLines(decision: Decision, p: Paint): readonly string[] {
  const reasons = decision.firings.filter(
    (firing) => firing.class === decision.bestGuess && firing.weight !== 0,
  );
  const [heaviest] = reasons.toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0));
  const first = reasons.slice(0, mostReasons);
  const shown =
    heaviest === undefined || first.includes(heaviest) ? first : [...first.slice(0, -1), heaviest];
  const more = reasons.length - shown.length;
  return [
    ...shown.map(
      (firing) => `  because ${firing.why} ${p.faint(`(${firing.rule}${weightOf(firing.weight)})`)}`,
    ),
    ...(more > 0 ? [`          ${p.faint(`and ${more} more: triage explain --all`)}`] : []),
  ];
}

/** The text with every piece of evidence marked: underlined in colour, between ‹ and › without. */
export function markEvidence(text: string, decision: Decision, p: Paint): string {
  const shown = text.slice(0, longestShown);
  let out = '';
  let at = 0;
  for (const span of merged(evidenceFor(decision))) {
    if (span.start >= shown.length) break;
    out += harmless(shown.slice(at, span.start)) + mark(harmless(shown.slice(span.start, span.end)), p);
    at = Math.min(span.end, shown.length);
  }
  out += harmless(shown.slice(at));
  return text.length > longestShown ? `${out} … (${text.length} characters)` : out;
}

function evidenceFor({ firings, bestGuess }: Decision): readonly Evidence[] {
  return firings.filter((firing) => firing.class === bestGuess).flatMap((firing) => firing.evidence);
}

function mark(text: string, p: Paint): string {
  const painted = p.evidence(text);
  return painted === text ? `‹${text}›` : painted;
}

function merged(evidence: readonly Evidence[]): readonly { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of [...evidence].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else if (end > start) spans.push({ start, end });
  }
  return spans;
}

/** The class in its colour; behind an undecided the best guess. */
export function classWord(decision: Decision, p: Paint): string {
  if (decision.class === 'undecided')
    return p.strong(p.unsure(`undecided, best guess ${decision.bestGuess}`));
  const tint: Record<ReportClass, (text: string) => string> = {
    incident: p.bad,
    'urgent-non-incident': p.unsure,
    'non-incident': p.good,
    none: p.faint,
  };
  return p.strong(tint[decision.class](decision.class));
}

function facts(decision: Decision): string {
  return [
    decision.area,
    decision.scope === 'unknown' ? null : `affects ${decision.scope}`,
    decision.severity,
    decision.wakes ? 'wakes' : null,
    decision.deadline ? `by "${harmless(decision.deadline.text)}"` : null,
    `confidence ${Math.round(decision.confidence * 100)} %`,
    `rulebook ${decision.rulebook.slice(0, 8)}`,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

function weightOf(weight: number | null): string {
  return weight === null ? ', decisive' : ` ${weight >= 0 ? '+' : ''}${weight}`;
}

function indent(text: string, by = '  '): string {
  return text
    .split('\n')
    .map((line) => by + line)
    .join('\n');
}
