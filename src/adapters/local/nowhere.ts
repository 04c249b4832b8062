import type { Backlog, Board, Chat, Ref } from '../../desk/ports.js';

/** Stand-ins that take everything and keep nothing, for what nobody is to see. */
export const nowhere: { readonly chat: Chat; readonly backlog: Backlog; readonly board: Board } = {
  chat: {
    post: async (key) => refOf(key),
    edit: async () => {},
    findByKey: async () => null,
    withdraw: async () => {},
  },
  backlog: { file: async (key) => refOf(key), findByKey: async () => null, comment: async () => {} },
  board: { open: async (key) => refOf(key), findByKey: async () => null, update: async () => {} },
};

function refOf(key: string): Ref {
  return { id: `nowhere ${key}`, url: null };
}
