// What tickets are told of what became of their reports.

import { type Case, type Effect, planNoteOnTicket } from '../router/index.js';
import type { Records, StoredEffect, StoredReport } from './records.js';

/** A ticket that was filed before its report turned out to be part of an incident is told so. */
export async function linkTicket(records: Records, report: string): Promise<readonly Effect[]> {
  const effects = await records.effectsOfReport(report);
  const ticket = effects.find(({ effect, state }) => effect.kind === 'file-ticket' && state !== 'cancelled');
  if (ticket === undefined) return [];
  return [
    {
      key: `${report}:link-ticket`,
      kind: 'link-ticket',
      destination: { kind: 'thread' },
      template: 'ticket-note',
      mentions: [],
      after: [ticket.effect.key],
    },
  ];
}

/** A ticket that was told that it is part of an incident is told that it is none, once its report was taken out. */
export function unlinkTicket(
  report: string,
  effects: readonly StoredEffect[],
  at: number,
): readonly Effect[] {
  const linked = effects.find(({ effect }) => effect.kind === 'link-ticket');
  return linked?.deliveredAt == null ? [] : [planNoteOnTicket(report, 'ticket-separated', at)];
}

/** Of so many who report the same each is told of by itself: a comment is mailed to whoever watches the ticket. */
export const mostTold = 5;

/** The ticket of a case is told of somebody who reports the same, unless it was filed for them. */
export async function noteJoined(
  records: Records,
  { reports, ticket }: Case,
  { report, synthetic }: StoredReport,
): Promise<readonly Effect[]> {
  const place = reports.indexOf(report.id);
  if (ticket === null || place < 1 || report.source.kind !== 'human' || synthetic) return [];
  const effects = await records.effectsOfReport(report.id);
  if (effects.some(({ effect }) => effect.kind === 'file-ticket')) return [];
  return [planNoteOnTicket(report.id, 'ticket-joined', null, place > mostTold)];
}
