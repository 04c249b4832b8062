// "Why?": what a decision rests on, printed from its record, with the evidence marked; and what nearly fired, which
// is asked of the rules in force.

import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import type { Decision, Evidence, ReportClass, Span } from '../../../classifier/index.js';
import { classInWords, maskSecrets, secretsIn, withoutSecrets } from '../../../router/index.js';
import { cleanText } from '../../plain-text.js';
import { escapeMarkup } from '../write-markup.js';
import { context, header, plain, section, sections } from './parts.js';
import { literally } from './rich-text.js';

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
  const shown = (evidence: readonly Evidence[]): readonly string[] =>
    text === null
      ? []
      : withoutSecrets(text, evidence).map((one) => `“${escapeMarkup(maskSecrets(one.text))}”`);
  const fired = decision.firings.slice(0, mostReasons).map(({ class: of, weight, why, evidence, rule }) => {
    const saw = shown(evidence);
    const told = saw.length === 0 ? '' : `\n      saw ${saw.slice(0, 5).join(', ')}`;
    return `• ${weightOf(weight)} *${of}*: ${escapeMarkup(why)} _${escapeMarkup(rule)}_${told}`;
  });
  const left = decision.firings.length - fired.length;
  const blocks: readonly KnownBlock[] = [
    ...(text === null
      ? [context('It was said in private, so its words are not shown here.')]
      : [markEvidence(text, decision)]),
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

/** The text with its evidence marked: ‹ › and bold, both beyond the reach of what people write. */
export function markEvidence(
  text: string,
  { firings, bestGuess, areaEvidence }: Pick<Decision, 'firings' | 'areaEvidence' | 'bestGuess'>,
): RichTextBlock {
  const ofClass = firings.filter((firing) => firing.class === bestGuess);
  const evidenceOfAll = [...ofClass.flatMap(({ evidence }) => evidence), ...areaEvidence];
  const spans = withoutSecrets(text, evidenceOfAll)
    .filter(({ start, end }) => start < end && end <= Math.min(text.length, longestQuote))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const elements: ReturnType<typeof literally>[] = [];
  const secrets = secretsIn(text);
  let from = 0;
  const words = (until: number, tail = ''): void => {
    const part = cleanText(withSecretsCut(text, from, until, secrets)) + tail;
    if (part !== '') elements.push(literally(part));
  };
  for (const { start, end } of spans) {
    if (start < from) continue;
    words(start);
    elements.push(literally(`‹${cleanText(text.slice(start, end))}›`, true));
    from = end;
  }
  words(longestQuote, text.length > longestQuote ? '…' : '');
  return { type: 'rich_text', elements: [{ type: 'rich_text_quote', elements }] };
}

/** A piece of a text; a secret that begins in it is named once, and shown nowhere. */
function withSecretsCut(text: string, from: number, until: number, secrets: readonly Span[]): string {
  let at = from;
  let shown = '';
  for (const { start, end } of secrets) {
    if (end <= from || start >= until) continue;
    shown += text.slice(at, Math.max(at, start)) + (start >= from ? '[removed]' : '');
    at = Math.max(at, end);
  }
  return shown + text.slice(at, Math.max(at, until));
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
