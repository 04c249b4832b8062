// Decisions that flip between two rulebooks: for people, as one JSON document, and as Markdown for a review.

import { CHANGE_KINDS, type Change, type ChangeKind, type Comparison } from '../authoring/index.js';
import type { Decision, Firing } from '../classifier/index.js';
import { harmless, type Paint } from './paint.js';

const TITLES: Readonly<Record<ChangeKind, string>> = {
  'incident-missed': 'Incidents that would be called harmless',
  'incident-doubted': 'Incidents that would no longer be called so',
  'urgent-missed': 'Urgent matters that would wait',
  other: 'Other flips',
  'incident-found': 'Reports that would become incidents',
};

const LONGEST_SHOWN = 160;
/** A comment on a review is bounded (65,536 characters on most hosts), and so is anyone's patience. */
const MOST_IN_MARKDOWN = 60;

/** Message by message, the worst kind first. */
export function showComparison(comparison: Comparison, p: Paint): string {
  const { changes } = comparison;
  const parts = CHANGE_KINDS.flatMap((kind) => {
    const ofKind = changes.filter((change) => change.kind === kind);
    if (ofKind.length === 0) return [];
    const title = `${TITLES[kind]} (${ofKind.length})`;
    return [
      '',
      kind === 'incident-missed' ? p.strong(p.bad(title)) : p.strong(title),
      ...ofKind.flatMap((change) => shown(change, p)),
    ];
  });
  return `${[summary(comparison), ...parts].join('\n')}\n`;
}

/** The same as one JSON document; report texts are left out. */
export function comparisonDocument({ reports, changes, mended, broken, ...more }: Comparison): object {
  return {
    ...more,
    reports,
    flips: changes.length,
    mended,
    broken,
    changes: changes.map(({ kind, given, before, after, gone, come, reweighed }) => ({
      kind,
      report: given.report.id,
      label: given.label,
      before: side(before),
      after: side(after),
      gone: gone.map(bare),
      come: come.map(bare),
      reweighed: reweighed.map(({ firing, before: weight }) => ({ ...bare(firing), before: weight })),
    })),
  };
}

/** The same as Markdown. Texts stand in code spans, so that nothing in them is a mention, a link or markup. */
export function markdownComparison(comparison: Comparison): string {
  const { changes } = comparison;
  const kept = changes.slice(0, MOST_IN_MARKDOWN);
  const parts = CHANGE_KINDS.flatMap((kind) => {
    const all = changes.filter((change) => change.kind === kind).length;
    const ofKind = kept.filter((change) => change.kind === kind);
    if (all === 0) return [];
    return ['', `### ${TITLES[kind]} (${all})`, '', ...ofKind.flatMap(markdownChange)];
  });
  const rest = changes.length - kept.length;
  const more = rest > 0 ? ['', `And ${rest} more: \`triage diff\` shows all.`] : [];
  return `${['## What these rules change', '', summary(comparison), ...parts, ...more].join('\n')}\n`;
}

function summary({ reports, changes, mended, broken }: Comparison): string {
  if (changes.length === 0) return `No decision flips on ${reports} reports.`;
  const judged = mended + broken > 0 ? `: ${mended} become right, ${broken} become wrong` : '';
  return `${changes.length} of ${reports} decisions flip${judged}.`;
}

function shown(change: Change, p: Paint): readonly string[] {
  const { given, before, after } = change;
  return [
    `  ${given.report.id}  ${before.class} → ${after.class}${verdict(change)}`,
    `    ${p.faint(shortText(given.report.text))}`,
    ...reasons(change).map((reason) => `      ${reason}`),
  ];
}

function markdownChange(change: Change): readonly string[] {
  const { given, before, after } = change;
  return [
    `- ${codeSpan(given.report.id)} ${before.class} → **${after.class}**${verdict(change)}<br>${codeSpan(shortText(given.report.text))}`,
    ...reasons(change).map((reason) => `  - ${codeSpan(reason)}`),
  ];
}

function verdict({ given, before, after }: Change): string {
  if (given.label === null) return '';
  if (after.class === given.label) return ' (now right)';
  return before.class === given.label ? ' (now wrong)' : ` (labelled ${given.label})`;
}

function reasons({ gone, come, reweighed, before, after }: Change): readonly string[] {
  const told = [
    ...gone.map((firing) => `− ${firingWords(firing)}`),
    ...come.map((firing) => `+ ${firingWords(firing)}`),
    ...reweighed.map(({ firing, before: old }) => `± ${firingWords(firing)}, was ${weightWords(old)}`),
  ];
  if (told.length > 0) return told;
  const [was, is] = [before, after].map(({ correlation }) => correlation?.rule ?? null);
  if (was !== is) return [`seen together by ${is ?? 'no rule'}, before by ${was ?? 'no rule'}`];
  return [
    'the same rules fire with the same weights: what is undecided, or the start of a class, has changed',
  ];
}

function firingWords({ rule, class: of, weight, evidence }: Firing): string {
  const saw = evidence.map(({ text }) => `“${harmless(text).replace(/\s+/g, ' ')}”`).join(', ');
  return `${rule} (${of} ${weightWords(weight)})${saw === '' ? '' : ` saw ${saw}`}`;
}

function weightWords(weight: number | null): string {
  return weight === null ? 'decisive' : String(weight);
}

function shortText(text: string): string {
  const line = harmless(text).replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN).toWellFormed()}…` : line;
}

function codeSpan(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

function side({ class: of, scores, rulebook }: Decision): object {
  return { class: of, scores, rulebook };
}

function bare({ rule, class: of, weight, why }: Firing): object {
  return { rule, class: of, weight, why };
}
