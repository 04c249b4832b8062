import type { Board } from '../../desk/ports.js';
import { bodyOf, digits, find, findAll, keep, type LocalDesk, rewrite } from './local-items.js';

/** The incidents board without Trello: cards are kept in the store. */
export function localBoard(desk: LocalDesk): Board {
  return {
    open: (key, card) =>
      keep(desk, 'board', key, `CARD-${digits(key)}`, { ...card, column: 'incoming', notes: [] }),
    findByKey: (key) => find(desk, key),
    findAllByKey: (key) => findAll(desk, key),
    async update(key, { id }, note) {
      // What was erased has lost its notes too.
      const body = await bodyOf<{ readonly notes?: readonly Note[] }>(desk, 'card', id, 'update');
      const notes = body.notes ?? [];
      if (notes.some((known) => known.key === key)) return;
      await rewrite(desk, id, { ...body, notes: [...notes, { key, text: note }] });
    },
    async reword(_, { id }, { title, description }) {
      await rewrite(desk, id, { ...(await bodyOf(desk, 'card', id, 'reword')), title, description });
      return true;
    },
    async move({ id }, to) {
      const there = await bodyOf<{ readonly column?: string }>(desk, 'card', id, 'move');
      // What is over since an earlier shift stays there.
      const among = there.column?.startsWith('resolved') === true;
      if (to === 'resolved' ? among : there.column !== 'resolved') return;
      await rewrite(desk, id, { ...there, column: to });
    },
    async handOver(dates) {
      for (const { ref, body } of await desk.store.localItems('board', mostCards)) {
        const card = JSON.parse(body) as { readonly column?: string };
        if (card.column !== 'resolved') continue;
        await rewrite(desk, ref, { ...card, column: `resolved ${dates}` });
      }
    },
  };
}

/** Of one shift. */
const mostCards = 1_000;

interface Note {
  readonly key: string;
  readonly text: string;
}
