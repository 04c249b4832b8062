// Ports as the outbox uses them: after a failure of unknown end it looks for the key before it tries again.

import { type Backlog, type Board, DeliveryError } from '../../src/desk/ports.js';

const mostTries = 4;

/** A backlog that is asked until it has answered. */
export function persistentBacklog(backlog: Backlog): Backlog {
  const { reword } = backlog;
  return {
    ...backlog,
    file: (key, ticket) =>
      persistently(
        () => backlog.file(key, ticket),
        () => backlog.findByKey(key),
      ),
    findByKey: (key) => persistently(() => backlog.findByKey(key)),
    comment: (key, ticket, text) => persistently(() => backlog.comment(key, ticket, text)),
    ...(reword !== undefined && { reword: (ticket, words) => persistently(() => reword(ticket, words)) }),
  };
}

/** A board that is asked until it has answered. */
export function persistentBoard(board: Board): Board {
  const { reword, move, handOver } = board;
  return {
    ...board,
    open: (key, card) =>
      persistently(
        () => board.open(key, card),
        () => board.findByKey(key),
      ),
    findByKey: (key) => persistently(() => board.findByKey(key)),
    update: (key, card, note) => persistently(() => board.update(key, card, note)),
    ...(reword !== undefined && {
      reword: (key, card, words) => persistently(() => reword(key, card, words)),
    }),
    ...(move !== undefined && { move: (card, to) => persistently(() => move(card, to)) }),
    ...(handOver !== undefined && { handOver: (dates) => persistently(() => handOver(dates)) }),
  };
}

async function persistently<T>(work: () => Promise<T>, find?: () => Promise<T | null>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.outcome === 'refused' || tries === mostTries)
        throw error;
      const found = error.outcome === 'ambiguous' && find !== undefined ? await persistently(find) : null;
      if (found !== null) return found;
    }
  }
}
