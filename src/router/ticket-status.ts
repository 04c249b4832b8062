// What the backlog says of a case's tickets. Pure.

import { DESK } from './case.js';
import type { Case, CaseEvent, Effect, TicketStatus } from './types.js';

/**
 * A case after one of its tickets has changed; null when the case knows. A case that was for the backlog alone is over
 * with its ticket; an incident and an urgent matter are ended by people.
 */
export function ticketMoved(
  record: Case,
  ticket: string,
  given: TicketStatus,
  at: number,
): { readonly case: Case; readonly event: CaseEvent } | null {
  const own = record.ticket?.id === ticket;
  const known = own ? record.ticketStatus : record.otherTickets?.[ticket];
  const status = { name: oneLine(given.name), done: given.done };
  if (known?.name === status.name && known.done === status.done) return null;
  const what = `ticket ${ticket} is ${status.name}`;
  if (!own) {
    const otherTickets = { ...record.otherTickets, [ticket]: status };
    return { case: { ...record, otherTickets }, event: { at, what, by: DESK } };
  }
  const ends = status.done && record.status === 'open' && record.class === 'non-incident';
  return {
    case: {
      ...record,
      ticketStatus: status,
      ...(ends && { status: 'resolved', resolved: { by: DESK, at } }),
    },
    event: { at, what: ends ? `${what}, and the case resolved` : what, by: DESK },
  };
}

/** A case after somebody has removed its ticket or card outside: that is their word, and nothing is made anew. */
export function removedOutside(
  record: Case,
  what: 'ticket' | 'card',
  at: number,
): { readonly case: Case; readonly event: CaseEvent } | null {
  const gone = record[what];
  if (gone === null) return null;
  const where = what === 'ticket' ? 'backlog' : 'board';
  return {
    case: what === 'ticket' ? { ...record, ticket: null, ticketGone: gone } : { ...record, card: null },
    event: { at, what: `${what} ${gone.id} is not on the ${where} any more`, by: DESK },
  };
}

/** The text that tells that a ticket is done: of a report's own, or of what a fix had left to do. */
export type TicketNews = 'ticket-done' | 'follow-up-done';

/** What is told below a report once a ticket is done; the same key whenever it is planned. */
export function planTicketDone(report: string, ticket: string, news: TicketNews): Effect {
  return {
    key: `${report}:tell:ticket-done:${ticket}`,
    kind: 'tell',
    destination: { kind: 'thread' },
    template: news,
    mentions: [],
    after: [],
    ticket,
  };
}

/**
 * What the ticket of a case is told: that somebody reports the same, that it is not over, or that it is another matter
 * than the incident it was linked to. Without a text the ticket
 * gets no more than the link to where that was said.
 */
export function planNoteOnTicket(
  report: string,
  news: 'ticket-joined' | 'ticket-reopened' | 'ticket-separated',
  at: number | null,
  silent = false,
): Effect {
  return {
    key: `${report}:note-on-ticket:${news}${at === null ? '' : `:${at}`}`,
    kind: 'note-on-ticket',
    destination: { kind: 'thread' },
    template: silent ? null : news,
    mentions: [],
    after: [],
  };
}

/** Names of a status are free text of whoever set the backlog up. */
function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim().slice(0, 60);
}
