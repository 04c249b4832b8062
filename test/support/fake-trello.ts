// A Trello board that remembers: columns, labels, cards, comments and attachments. Parameters are checked against the
// official specification when that is at hand, wherever they were sent.

import { contractJson, haveContracts } from './contracts.js';
import { type Answer, type FakeServer, fakeServer } from './fake-server.js';
import { openApiCheck, type SeenRequest } from './openapi.js';

/** A card as the fake keeps it. */
export interface FakeCard {
  readonly id: string;
  idList: string;
  readonly idLabels: readonly string[];
  name: string;
  desc: string;
  readonly shortUrl: string;
  readonly comments: string[];
  /** Whose changes of name or description there were. */
  readonly changedBy: string[];
  readonly attachments: string[];
  closed: boolean;
}

/** A running fake with one board, sZQ9qpVo. */
export interface FakeTrello extends FakeServer {
  readonly cards: FakeCard[];
  readonly lists: { readonly id: string; name: string; pos: number }[];
  readonly labels: { readonly id: string; name: string; color: string }[];
  readonly complaints: string[];
}

const board = 'sZQ9qpVo';
const desk = '5e0000000000000000000001';
// Documented for every nested resource, but not in the specification of these operations.
const everywhere: ReadonlySet<string> = new Set(['fields', 'limit']);

export async function fakeTrello(): Promise<FakeTrello> {
  let count = 0;
  const newId = (): string => (++count).toString(16).padStart(24, '5f0000000000000000000000');
  const lists = ['Reported', 'In progress', 'Resolved'].map((name, i) => ({
    id: newId(),
    name,
    pos: (i + 1) * 1024,
  }));
  const labels = [{ id: newId(), name: 'Payments', color: 'red' }];
  const cards: FakeCard[] = [];
  const complaints: string[] = [];
  const check = haveContracts ? openApiCheck(contractJson('trello', 'rest-v1.openapi.json'), '/1') : () => [];

  const server = await fakeServer((request, raw) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const query = new URLSearchParams([...request.query].filter(([name]) => !everywhere.has(name)));
    for (const name of Object.keys(body)) query.set(name, String(body[name]));
    complaints.push(...check({ ...request, query, body: undefined }));
    if (request.path.length + [...request.query].join('').length > 8_000) return { status: 431 };
    if (
      raw.headers.authorization !==
      'OAuth oauth_consumer_key="key-of-the-desk", oauth_token="token-of-the-desk"'
    ) {
      return { status: 401, body: 'invalid key' };
    }
    return route(request, body);
  });

  function route({ method, path, query }: SeenRequest, body: Record<string, unknown>): Answer {
    const [, , kind, id, what] = path.split('/');
    if (kind === 'boards' && id !== board) return { status: 404, body: 'board not found' };
    if (kind === 'boards' && what === 'lists' && method === 'GET')
      return { status: 200, body: [...lists].sort((a, b) => a.pos - b.pos) };
    if (kind === 'boards' && what === 'lists') {
      const pos = typeof body.pos === 'number' ? body.pos : body.pos === 'top' ? 1 : 99_999;
      lists.push({ id: newId(), name: String(body.name), pos });
      return { status: 200, body: lists.at(-1) };
    }
    if (kind === 'boards' && what === 'labels' && method === 'GET') return { status: 200, body: labels };
    if (kind === 'boards' && what === 'labels') {
      labels.push({ id: newId(), name: String(body.name), color: String(body.color) });
      return { status: 200, body: labels.at(-1) };
    }
    if (kind === 'boards' && what === 'cards') {
      return { status: 200, body: cards.filter(({ closed }) => path.endsWith('/all') || !closed) };
    }
    if (kind === 'lists' && method === 'PUT') {
      const list = lists.find((each) => each.id === id);
      if (list === undefined) return { status: 404, body: 'The requested resource was not found.' };
      list.name = String(body.name);
      return { status: 200, body: list };
    }
    if (kind === 'cards' && id === undefined) return open(body);
    const card = cards.find((each) => each.id === id);
    if (card === undefined) return { status: 404, body: 'The requested resource was not found.' };
    if (what === 'attachments') {
      card.attachments.push(String(body.url));
      return { status: 200, body: { id: newId(), url: body.url } };
    }
    if (what === 'actions' && method === 'GET') {
      if (query.get('filter')?.startsWith('createCard,updateCard:') === true)
        return { status: 200, body: historyOf(card) };
      if (query.get('filter') !== 'commentCard') complaints.push('actions without a filter');
      return {
        status: 200,
        body: card.comments.map((text) => ({ id: newId(), type: 'commentCard', data: { text } })),
      };
    }
    if (what === 'actions') {
      if (typeof body.text !== 'string' || body.text === '' || body.text.length > 16_384)
        return { status: 400, body: 'invalid value for text' };
      card.comments.push(body.text);
      return { status: 200, body: { id: newId() } };
    }
    if (method === 'PUT' && body.idList !== undefined) card.idList = String(body.idList);
    if (method === 'PUT' && body.name !== undefined && body.desc !== undefined) {
      Object.assign(card, { name: String(body.name), desc: String(body.desc) });
      card.changedBy.push(desk);
    }
    if (method === 'PUT' && body.closed === true) card.closed = true;
    return { status: 200, body: card };
  }

  function historyOf({ changedBy }: FakeCard): readonly object[] {
    return [
      ...changedBy.map((idMemberCreator) => ({ id: newId(), type: 'updateCard', idMemberCreator })),
      { id: newId(), type: 'createCard', idMemberCreator: desk },
    ];
  }

  function open({ idList, idLabels, name, desc }: Record<string, unknown>): Answer {
    if (!lists.some((list) => list.id === idList)) return { status: 400, body: 'invalid value for idList' };
    if (typeof name !== 'string' || name === '' || name.length > 16_384)
      return { status: 400, body: 'invalid value for name' };
    if (typeof desc !== 'string' || desc.length > 16_384)
      return { status: 400, body: 'invalid value for desc' };
    const id = newId();
    const card = {
      id,
      idList: String(idList),
      idLabels: idLabels as string[],
      name,
      desc,
      shortUrl: `https://trello.com/c/${id.slice(-8)}`,
      comments: [],
      changedBy: [],
      attachments: [],
      closed: false,
    };
    cards.push(card);
    return { status: 200, body: card };
  }

  return { ...server, cards, lists, labels, complaints };
}
