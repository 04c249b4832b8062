import type { ListedCase } from './desk-views.js';
import { harmless, type Paint } from './paint.js';

/** Cases as a list for people, newest first. */
export function showCases(cases: readonly ListedCase[], p: Paint): string {
  if (cases.length === 0) return 'no open cases\n';
  const counted = `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`;
  return `${p.strong(counted)}\n${cases.map((one) => showCase(one, p)).join('')}`;
}

function showCase(one: ListedCase, p: Paint): string {
  const facts = [
    one.area ?? 'no area',
    one.severity,
    `since ${new Date(one.openedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    one.reports.length > 1 ? `${one.reports.length} reports` : null,
    one.ticket?.id ?? null,
    one.card?.id ?? null,
  ].filter((fact) => fact !== null);
  return `${one.id}  ${p.strong(one.status)} ${one.class}  ${p.faint(facts.join(' · '))}\n    ${harmless(one.excerpt)}\n`;
}
