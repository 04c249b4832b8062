import { type Board, DeliveryError } from '../../desk/ports.js';
import { digits, find, findAll, keep, type LocalDesk } from './local-items.js';

/** The incidents board without Trello: cards are kept in the store. */
export function localBoard(desk: LocalDesk): Board {
  return {
    open: (key, card) =>
      keep(desk, 'board', key, `CARD-${digits(key)}`, { ...card, column: 'incoming', notes: [] }),
    findByKey: (key) => find(desk, key),
    findAllByKey: (key) => findAll(desk, key),
    async update(key, card, note) {
      const item = await desk.store.localByRef(card.id);
      if (item === null)
        throw new DeliveryError(gaveOut(card.id), `There is no local card "${card.id}" to update.`);
      // What was erased has lost its notes too.
      const body = JSON.parse(item.body) as { readonly notes?: readonly Note[] };
      const notes = body.notes ?? [];
      if (notes.some((known) => known.key === key)) return;
      const more = JSON.stringify({ ...body, notes: [...notes, { key, text: note }] });
      await desk.store.changeLocal(card.id, { body: more, at: desk.now() });
    },
    async reword(_, card, { title, description }) {
      const item = await desk.store.localByRef(card.id);
      if (item === null) throw new DeliveryError('refused', `There is no local card "${card.id}" to reword.`);
      const body = JSON.stringify({ ...JSON.parse(item.body), title, description });
      await desk.store.changeLocal(card.id, { body, at: desk.now() });
      return true;
    },
    async move(card, to) {
      const item = await desk.store.localByRef(card.id);
      if (item === null)
        throw new DeliveryError(gaveOut(card.id), `There is no local card "${card.id}" to move.`);
      const there = JSON.parse(item.body) as { readonly column?: string };
      // What is over since an earlier shift stays there.
      const among = there.column?.startsWith('resolved') === true;
      if (to === 'resolved' ? among : there.column !== 'resolved') return;
      const body = JSON.stringify({ ...there, column: to });
      await desk.store.changeLocal(card.id, { body, at: desk.now() });
    },
    async handOver(dates) {
      for (const { ref, body } of await desk.store.localItems('board', mostCards)) {
        const card = JSON.parse(body) as { readonly column?: string };
        if (card.column !== 'resolved') continue;
        const apart = JSON.stringify({ ...card, column: `resolved ${dates}` });
        await desk.store.changeLocal(ref, { body: apart, at: desk.now() });
      }
    },
  };
}

/** Of one shift. */
const mostCards = 1_000;

/** A card that was here once is gone; of any other nothing is known. */
function gaveOut(id: string): 'gone' | 'refused' {
  return /^CARD-\w+$/.test(id) ? 'gone' : 'refused';
}

interface Note {
  readonly key: string;
  readonly text: string;
}
