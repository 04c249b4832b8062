// What the backlog says of a case's ticket. Pure.

import { DESK } from './case.js';
import type { Case, CaseEvent, Effect } from './types.js';

/** How a ticket stands in the backlog. */
export interface TicketStatus {
  /** In the backlog's own words. */
  readonly name: string;
  readonly done: boolean;
}

/**
 * A case after its ticket has changed; null when the case knows. A case that was for the backlog alone is over with
 * its ticket; an incident and an urgent matter are ended by people.
 */
export function ticketMoved(
  record: Case,
  status: TicketStatus,
  at: number,
): { readonly case: Case; readonly event: CaseEvent } | null {
  const known = record.ticketStatus;
  if (record.ticket === null || (known?.name === status.name && known.done === status.done)) return null;
  const what = `ticket ${record.ticket.id} is ${oneLine(status.name)}`;
  const ends = status.done && record.status === 'open' && record.class === 'non-incident';
  return {
    case: {
      ...record,
      ticketStatus: { name: oneLine(status.name), done: status.done },
      ...(ends && { status: 'resolved', resolved: { by: DESK, at } }),
    },
    event: { at, what: ends ? `${what}, and the case resolved` : what, by: DESK },
  };
}

/** What is told below a report whose ticket is done; the same key whenever it is planned. */
export function planTicketDone(report: string, ticket: string): Effect {
  return {
    key: `${report}:tell:ticket-done:${ticket}`,
    kind: 'tell',
    destination: { kind: 'thread' },
    template: 'ticket-done',
    mentions: [],
    after: [],
  };
}

/** Names of a status are free text of whoever set the backlog up. */
function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim().slice(0, 60);
}
