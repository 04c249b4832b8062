// "Why?": what a decision rests on, printed from its record, with the evidence marked; and what nearly fired, which
// is asked of the rules in force.

import type { KnownBlock, ModalView } from '@slack/types';
import type { Decision, Evidence, ReportClass } from '../../../classifier/index.js';
import { classInWords, maskSecrets } from '../../../router/index.js';
import { escapeMarkup } from '../write-markup.js';
import { context, header, plain, section, sections } from './parts.js';

/** A rule that lacks one condition. */
export interface NearlyFired {
  readonly class: ReportClass;
  readonly weight: number | null;
  /** What would have had to be so, as one sentence. */
  readonly missing: string;
}

/** What the view is made of. */
export interface Why {
  readonly decision: Decision;
  /** The words of the report; null where whoever asks may not read them. */
  readonly text: string | null;
  readonly nearly: readonly NearlyFired[];
  /** Who has decided, where a person has. */
  readonly decidedBy: string | null;
  /** The rules have changed since: what nearly fired is told by those in force. */
  readonly rulesChanged: boolean;
}

const mostReasons = 12;
const mostNearly = 6;
const longestQuote = 2_500;

/** Shown at once, while the answer is worked out. */
export function lookingView(): ModalView {
  return modal([section('One moment …')]);
}

export function nothingView(sentence: string): ModalView {
  return modal([section(escapeMarkup(sentence))]);
}

/** The whole account. */
export function whyView({ decision, text, nearly, decidedBy, rulesChanged }: Why): ModalView {
  const shown = (evidence: Evidence): string =>
    text === null ? '' : `“${escapeMarkup(maskSecrets(evidence.text))}”`;
  const fired = decision.firings.slice(0, mostReasons).map(({ class: of, weight, why, evidence, rule }) => {
    const saw = evidence.map(shown).filter((each) => each !== '');
    const told = saw.length === 0 ? '' : `\n      saw ${saw.slice(0, 5).join(', ')}`;
    return `• ${weightOf(weight)} *${of}*: ${escapeMarkup(why)} _${escapeMarkup(rule)}_${told}`;
  });
  const left = decision.firings.length - fired.length;
  const blocks: readonly KnownBlock[] = [
    ...(text === null
      ? [context('It was said in private, so its words are not shown here.')]
      : sections(quote(markEvidence(text, decision)))),
    section(
      `*${escapeMarkup(verdict(decision))}*${decidedBy === null ? '' : `, as ${escapeMarkup(decidedBy)} has decided`}`,
    ),
    header('Rules that fired'),
    ...sections(
      fired.length === 0
        ? 'None.'
        : [...fired, ...(left > 0 ? [`and ${left} that count less`] : [])].join('\n'),
    ),
    header('Rules that nearly fired'),
    ...sections(
      nearly.length === 0
        ? 'None lacks only one condition.'
        : nearly
            .slice(0, mostNearly)
            .map(
              ({ class: of, weight, missing }) => `• ${weightOf(weight)} *${of}*: ${escapeMarkup(missing)}`,
            )
            .join('\n'),
    ),
    context(
      `rulebook ${escapeMarkup(decision.rulebook.slice(0, 8))}${rulesChanged ? ', which has changed since' : ''} · ${escapeMarkup(decision.report)}`,
    ),
  ];
  return modal(blocks);
}

/** The text as markup, its evidence between signs that no markup of Slack's can break: ‹ ›, and bold where it may be. */
export function markEvidence(
  text: string,
  decision: Pick<Decision, 'firings' | 'areaEvidence' | 'bestGuess'>,
): string {
  const spans = [
    ...decision.firings
      .filter((firing) => firing.class === decision.bestGuess)
      .flatMap(({ evidence }) => evidence),
    ...decision.areaEvidence,
  ]
    .filter(({ start, end }) => start < end && end <= Math.min(text.length, longestQuote))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let marked = '';
  let from = 0;
  for (const { start, end } of spans) {
    if (start < from) continue;
    marked += `${text.slice(from, start)}‹${text.slice(start, end)}›`;
    from = end;
  }
  const rest = text.slice(from, longestQuote);
  const cutOff = text.length > longestQuote ? '…' : '';
  return escapeMarkup(maskSecrets(`${marked}${rest}${cutOff}`));
}

function quote(markup: string): string {
  return markup
    .split('\n')
    .map((line) => `>${line}`)
    .join('\n');
}

function verdict({ class: of, bestGuess, confidence, area, severity }: Decision): string {
  const said =
    of === 'undecided'
      ? `Not clear; the best guess is ${classInWords(bestGuess)}`
      : capital(classInWords(of));
  return [said, `${Math.round(confidence * 100)} % sure`, area, severity]
    .filter((each) => each !== null)
    .join(' · ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function weightOf(weight: number | null): string {
  return weight === null ? 'decisive' : `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`;
}

function modal(blocks: readonly KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: 'triage:why',
    title: plain('Why?', 24),
    close: plain('Close', 24),
    blocks: blocks.slice(0, 100) as KnownBlock[],
  };
}
