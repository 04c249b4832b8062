// What happens at the desk, as lines at the terminal: each report's way from its arrival to its reply.

import { type DeskEvent, reportOf } from '../desk/events.js';
import type { StoredEffect } from '../desk/records.js';
import { isSynthetic } from '../desk/self-test.js';
import { harmless, type Paint } from './paint.js';

/** One event as text that ends in a line break; null for what people need not see. */
export function showEvent(event: DeskEvent, p: Paint): string | null {
  if (isSynthetic(reportOf(event))) return null;
  switch (event.kind) {
    case 'accepted':
      return event.again ? `${event.report}  ${p.faint('known already, nothing new')}\n` : null;
    case 'decided':
      return decided(event, p);
    case 'delivered':
      return event.how === 'same' || event.how === 'found' ? null : delivered(event, p);
    case 'delayed':
    case 'parked':
      return `${event.effect.report}  ${p.unsure(`${event.effect.effect.kind} ${event.kind}`)} (${event.outcome})\n`;
    case 'undecidable':
      return `${event.report}  ${p.bad(event.stuck ? 'could not be decided, a person must look' : 'could not be decided yet')}\n`;
    case 'withdrawn':
      return `${event.effect.report}  ${event.effect.effect.kind} withdrawn\n`;
    case 'erased':
      return `${event.report}  erased\n`;
  }
}

function decided(
  { report: stored, decision, cause, plan }: DeskEvent & { kind: 'decided' },
  p: Paint,
): string {
  const { report } = stored;
  const where = `${report.source.kind === 'automated' ? 'a monitor' : report.source.user} in #${report.source.channel}`;
  const name = decision.class === 'undecided' ? `undecided, perhaps ${decision.bestGuess}` : decision.class;
  const whys = decision.firings
    .filter((firing) => firing.class === decision.bestGuess)
    .slice(0, 2)
    .map((firing) => `    because  ${firing.why}\n`);
  const again = cause === 'arrival' ? '' : p.unsure(` (decided again: ${cause})`);
  return [
    `\n${p.strong(report.id)}  ${p.faint(`${harmless(where)}:`)} ${harmless(short(report.text))}\n`,
    `  → ${p.strong(name)}${again}  ${p.faint(`${decision.area ?? 'no area'} · ${plan.route}`)}\n`,
    ...whys,
    ...(plan.withheld === undefined ? [] : [`    withheld ${plan.withheld}\n`]),
  ].join('');
}

function delivered({ effect, how, ref, text }: DeskEvent & { kind: 'delivered' }, p: Paint): string {
  const head = `  ${p.good('✓')} ${p.faint(effect.report)} ${effect.effect.kind}${how === 'edited' ? ' (edited)' : ''} ${p.faint(target(effect, ref.id))}\n`;
  if (text === null || text === '') return head;
  const said = harmless(text)
    .split('\n')
    .map((line) => `      ${line}\n`);
  return head + said.join('');
}

function target({ effect }: StoredEffect, ref: string): string {
  if (effect.kind === 'file-ticket' || effect.kind === 'open-card') return ref;
  switch (effect.destination.kind) {
    case 'thread':
      return 'in its thread';
    case 'channel':
      return `in #${effect.destination.channel}`;
    case 'person':
      return `to ${effect.destination.person}`;
  }
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
