// The incidents board in Trello. The desk changes cards that it has made, told by the mark in their description, and
// the columns it needs; all else on the board belongs to people.

import { z } from 'zod';
import { type Board, type Card, type Clock, DeliveryError, type Ref } from '../../desk/ports.js';
import { keyMark } from '../key-mark.js';
import { cleanText, oneLine } from '../plain-text.js';
import type { CallTrello, TrelloClient } from './trello-client.js';
import { markdownFrom } from './trello-markdown.js';

/** What the desk has to know of the board. */
export interface TrelloBoardSettings {
  /** Id, or the short one of its address. */
  readonly board: string;
  readonly lists: { readonly incoming: string; readonly resolved: string };
  /** The name of an area's label. */
  readonly labelOf: (area: string) => string;
  readonly clock: Pick<Clock, 'now'>;
}

/** A board that can also turn over its columns. */
export interface TrelloBoard extends Board {
  /**
   * Puts a card of the desk into the Resolved column, or from there back into the first. What people have archived,
   * and what stands among the resolved of an earlier shift, stays.
   */
  move(card: Ref, to: 'incoming' | 'resolved'): Promise<void>;
  /**
   * Hand-over to a new shift: the Resolved column gets the dates of the past shift, and a new one is opened
   * (support-process.md, Handing-off to a new shift). Doing it twice changes nothing more.
   */
  handOver(dates: string): Promise<void>;
  /** What is missing on the board, in words; throws DeliveryError when it cannot be asked. */
  check(): Promise<readonly string[]>;
}

const id = z.string().regex(/^[0-9a-f]{24}$/);
const column = z.object({ id, name: z.string(), pos: z.number().catch(0) });
const label = z.object({ id, name: z.string() });
const card = z.object({ id, shortUrl: z.url({ protocol: /^https?$/ }) });
const ours = z.object({ id, desc: z.string(), idList: id });
const comments = z.array(z.object({ data: z.object({ text: z.string().catch('') }).catch({ text: '' }) }));

const change = z.object({ type: z.string(), idMemberCreator: id });

interface Layout {
  readonly readAt: number;
  readonly columns: readonly z.infer<typeof column>[];
  readonly labels: readonly z.infer<typeof label>[];
}

/** Trello allows 100 requests in ten seconds: columns and labels are not asked for with every card. */
const layoutLastsMs = 60_000;

/** A board over a client of `trelloClient`. */
export function trelloBoard(begin: TrelloClient, settings: TrelloBoardSettings): TrelloBoard {
  const { board, lists, labelOf, clock } = settings;
  let kept: Layout | null = null;

  const readLayout = async (call: CallTrello): Promise<Layout> => {
    const columns = await call({
      method: 'GET',
      path: `boards/${board}/lists`,
      query: { filter: 'open', fields: 'name,pos' },
      doing: 'read the columns',
      answer: z.array(column),
    });
    const labels = await call({
      method: 'GET',
      path: `boards/${board}/labels`,
      query: { fields: 'name', limit: '1000' },
      doing: 'read the labels',
      answer: z.array(label),
    });
    kept = { readAt: clock.now(), columns, labels };
    return kept;
  };
  const layout = async (call: CallTrello): Promise<Layout> =>
    kept !== null && clock.now() - kept.readAt < layoutLastsMs ? kept : readLayout(call);

  const columnNamed = async (call: CallTrello, name: string, pos: string | number): Promise<string> => {
    const known = (await layout(call)).columns.find((each) => each.name === name);
    if (known !== undefined) return known.id;
    kept = null;
    const made = await call({
      method: 'POST',
      path: `boards/${board}/lists`,
      body: { name, pos },
      doing: 'open a column',
      answer: column,
    });
    return made.id;
  };

  const labelsFor = async (call: CallTrello, area: string | null): Promise<readonly string[]> => {
    if (area === null) return [];
    const name = oneLine(labelOf(area), 100, 'other');
    const known = (await layout(call)).labels.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (known !== undefined) return [known.id];
    kept = null;
    const made = await call({
      method: 'POST',
      path: `boards/${board}/labels`,
      body: { name, color: 'sky' },
      doing: 'make a label',
      answer: label,
    });
    return [made.id];
  };

  /** Links stand in the description too: an attachment is a convenience, and no reason to open a second card. */
  const attach = async (call: CallTrello, idCard: string, links: readonly string[]): Promise<void> => {
    for (const url of links) {
      await call({
        method: 'POST',
        path: `cards/${idCard}/attachments`,
        body: { url },
        doing: 'attach a link',
        answer: z.unknown(),
      }).catch(() => {});
    }
  };

  /** Ids begin with their time: the oldest comes first, and is the one that others may have linked to. */
  const cardsOf = async (
    call: CallTrello,
    key: string,
    which: 'all' | 'visible' = 'all',
  ): Promise<readonly Ref[]> => {
    const cards = await call({
      method: 'GET',
      path: `boards/${board}/cards/${which}`,
      query: { fields: 'desc,shortUrl', limit: '1000' },
      doing: 'look for a card',
      answer: z.array(card.extend({ desc: z.string() })),
    });
    const mark = keyMark(key);
    const found = cards.filter(({ desc }) => desc.includes(mark)).sort((a, b) => a.id.localeCompare(b.id));
    return found.map((each) => ({ id: each.id, url: each.shortUrl }));
  };

  const update: Board['update'] = async (key, { id: given }, note) => {
    const call = begin();
    const idCard = checkedId(given);
    const said = await actionsOn(call, idCard, 'commentCard', comments, 'read the notes');
    const mark = keyMark(key);
    if (said.some(({ data }) => data.text.includes(mark))) return;
    const text = markdownFrom(note, `\n\n${mark}`);
    await call({
      method: 'POST',
      path: `cards/${idCard}/actions/comments`,
      body: { text },
      doing: 'add a note',
      answer: z.unknown(),
    });
  };

  return {
    async open(key, given) {
      const call = begin();
      const { area } = given;
      let made: z.infer<typeof card>;
      try {
        const idList = await columnNamed(call, lists.incoming, 'top');
        const idLabels = await labelsFor(call, area);
        const body = { idList, idLabels, ...wordsOf(key, given), pos: 'top' };
        made = await call({ method: 'POST', path: 'cards', body, doing: 'open a card', answer: card });
      } catch (error) {
        // A column or label may have been removed meanwhile: the next try reads the board anew.
        kept = null;
        throw error;
      }
      await attach(call, made.id, webLinks(given));
      return { id: made.id, url: made.shortUrl };
    },

    findByKey: async (key) => (await cardsOf(begin(), key))[0] ?? null,

    findAllByKey: (key) => cardsOf(begin(), key, 'visible'),

    async closeDuplicate(duplicate, kept) {
      const call = begin();
      const idCard = checkedId(duplicate.id);
      await update(
        `duplicate:${idCard}`,
        duplicate,
        `The desk opened this card twice; ${kept.url ?? kept.id} is the one that is followed.`,
      );
      const there = await call({
        method: 'GET',
        path: `cards/${idCard}`,
        query: { fields: 'desc,idList' },
        doing: 'read a card',
        answer: ours,
      });
      // Somebody who has moved it has taken it up.
      const column = (await layout(call)).columns.find((each) => each.id === there.idList);
      if (!isOurs(there.desc) || column?.name !== lists.incoming) return;
      await changeCard(call, idCard, { closed: true }, 'archive a card');
    },

    update,

    async reword(key, { id: given }, words) {
      const call = begin();
      const idCard = checkedId(given);
      const filter = 'createCard,updateCard:name,updateCard:desc';
      const changes = await actionsOn(call, idCard, filter, z.array(change), 'read the history');
      const maker = changes.find(({ type }) => type === 'createCard')?.idMemberCreator;
      if (maker === undefined || changes.some(({ idMemberCreator }) => idMemberCreator !== maker))
        return false;
      await changeCard(call, idCard, wordsOf(key, words), 'change the words');
      return true;
    },

    async move({ id: given }, to) {
      const call = begin();
      const idCard = checkedId(given);
      const there = await call({
        method: 'GET',
        path: `cards/${idCard}`,
        query: { fields: 'desc,idList,closed' },
        doing: 'read a card',
        answer: ours.extend({ closed: z.boolean() }),
      });
      if (there.closed || !isOurs(there.desc)) return;
      const { columns } = await layout(call);
      const stands = columns.find((each) => each.id === there.idList)?.name ?? '';
      const among = stands === lists.resolved || stands.startsWith(`${lists.resolved} `);
      if (to === 'resolved' ? among : stands !== lists.resolved) return;
      const idList = await columnNamed(call, lists[to], to === 'incoming' ? 'top' : 'bottom');
      await changeCard(call, idCard, { idList, pos: 'top' }, 'move a card');
    },

    async handOver(dates) {
      const call = begin();
      const name = oneLine(`${lists.resolved} ${dates}`, 200, lists.resolved);
      const { columns } = await readLayout(call);
      const resolved = columns.find((each) => each.name === lists.resolved);
      if (columns.every((each) => each.name !== name) && resolved !== undefined) {
        await call({
          method: 'PUT',
          path: `lists/${resolved.id}`,
          body: { name },
          doing: 'rename a column',
          answer: z.unknown(),
        });
        await columnAfterRename(call, board, lists.resolved, columns, resolved.pos);
      } else if (resolved === undefined) {
        await columnAfterRename(call, board, lists.resolved, columns, null);
      }
      kept = null;
    },

    async check() {
      const call = begin();
      const { columns } = await readLayout(call);
      const missing = Object.values(lists).filter((name) => columns.every((each) => each.name !== name));
      return missing.map(
        (name) => `The board has no column "${cleanText(name)}"; the desk opens one when it needs it.`,
      );
    },
  };
}

/** The latest that was done to a card, of some kinds; a thousand is the most that Trello gives. */
function actionsOn<T>(
  call: CallTrello,
  idCard: string,
  filter: string,
  answer: z.ZodType<T>,
  doing: string,
): Promise<T> {
  const query = { filter, limit: '1000' };
  return call({ method: 'GET', path: `cards/${idCard}/actions`, query, doing, answer });
}

async function changeCard(
  call: CallTrello,
  idCard: string,
  body: Readonly<Record<string, unknown>>,
  doing: string,
): Promise<void> {
  await call({ method: 'PUT', path: `cards/${idCard}`, body, doing, answer: z.unknown() });
}

/** The new column stands where the old one stood, before it. */
async function columnAfterRename(
  call: CallTrello,
  board: string,
  name: string,
  columns: Layout['columns'],
  oldPos: number | null,
): Promise<void> {
  const before = Math.max(
    0,
    ...columns.map(({ pos }) => pos).filter((pos) => oldPos !== null && pos < oldPos),
  );
  const pos = oldPos === null ? 'bottom' : (before + oldPos) / 2;
  await call({
    method: 'POST',
    path: `boards/${board}/lists`,
    body: { name, pos },
    doing: 'open a column',
    answer: column,
  });
}

/** Links stand in the description too. */
function wordsOf(key: string, card: Card): { readonly name: string; readonly desc: string } {
  const { title, description } = card;
  const missing = webLinks(card).filter((url) => !description.includes(url));
  const text = [description.trim(), ...missing.map((url) => `- ${url}`)].join('\n');
  return {
    name: oneLine(title, 500, 'Incident without a title'),
    desc: markdownFrom(text, `\n\n${keyMark(key)}`),
  };
}

function webLinks({ links }: Pick<Card, 'links'>): readonly string[] {
  return links.filter((url) => /^https?:\/\/\S+$/.test(url) && URL.canParse(url));
}

function isOurs(description: string): boolean {
  return /\btriage-[0-9a-f]{20}\b/.test(description);
}

function checkedId(given: string): string {
  if (id.safeParse(given).success) return given;
  throw new DeliveryError('refused', 'The card has no id of Trello; it was opened on another board.');
}
