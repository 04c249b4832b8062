import { afterEach, describe, expect, it } from 'vitest';
import { keyMark } from '../../../src/adapters/key-mark.js';
import { trelloBoard } from '../../../src/adapters/trello/trello-board.js';
import { trelloClient } from '../../../src/adapters/trello/trello-client.js';
import type { DeliveryError } from '../../../src/desk/ports.js';
import type { Fault } from '../../support/fake-server.js';
import { type FakeTrello, fakeTrello } from '../../support/fake-trello.js';
import { persistentBoard } from '../../support/persistent.js';
import { boardContract, hostileCard, plainCard } from '../../support/port-contracts.js';

const running: FakeTrello[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((trello) => trello.close()));
});

describe.each<[string, Fault]>([
  ['answers are lost', 'lost'],
  ['connections are cut', 'cut'],
  ['answers are garbled', 'garbled'],
  ['the server fails', { status: 503 }],
  ['there are too many requests', { status: 429 }],
])('Trello as the board while %s', (_, fault) => {
  boardContract(async () => {
    const { board, trello } = await start();
    for (const path of [/\/cards$/, /\/comments$/, /\/labels$/]) trello.fail('POST', path, fault);
    for (const path of [/\/lists$/, /\/actions$/]) trello.fail('GET', path, fault);
    trello.fail('PUT', /./, fault);
    return { board: persistentBoard(board), settle: () => expect(trello.complaints).toEqual([]) };
  });
});

describe('Trello as the board', () => {
  boardContract(async () => {
    const { board, trello } = await start();
    return { board, settle: () => expect(trello.complaints).toEqual([]) };
  });

  it('opens a card in the first column, with the label of its area and links to discussion and ticket', async () => {
    const { board, trello } = await start();
    const ref = await board.open('r1:open-card', plainCard);
    const [card] = trello.cards;
    expect(ref).toEqual({ id: card?.id, url: card?.shortUrl });
    expect(card).toMatchObject({
      name: plainCard.title,
      idList: trello.lists[0]?.id,
      idLabels: [trello.labels[0]?.id],
      attachments: plainCard.links,
      desc: [
        'Checkout fails for everyone since noon.',
        '- https://example.slack.com/archives/C1/p1',
        `- https://example.atlassian.net/browse/BUGS-1\n\n${keyMark('r1:open-card')}`,
      ].join('\n'),
    });
    expect(trello.complaints).toEqual([]);
  });

  it('replaces the words of a card that nobody has edited, and leaves those of people', async () => {
    const { board, trello } = await start();
    const ref = await board.open('r1:open-card', plainCard);
    const other = { ...plainCard, title: 'Told by another', description: 'In other words.' };
    expect(await board.reword?.('r1:open-card', ref, other)).toBe(true);
    expect(trello.cards[0]).toMatchObject({ name: 'Told by another' });
    expect(trello.cards[0]?.desc).not.toContain('since noon');
    trello.cards[0]?.changedBy.push('5e0000000000000000000002');
    expect(await board.reword?.('r1:open-card', ref, plainCard)).toBe(false);
    expect(trello.cards[0]?.name).toBe('Told by another');
    expect(trello.complaints).toEqual([]);
  });

  it('hostile words stay words, and mention nobody', async () => {
    const { board, trello } = await start();
    await board.open('h:open-card', hostileCard);
    const [card] = trello.cards;
    expect(card?.name).toBe('# <!channel> @board ![x](http://evil.example) ../');
    expect(card?.desc).toMatch(
      /^@\u2060card @\u2060admin\n\\# not a heading\n\\\[click\\\]\\\(javascript:alert\\\(1\\\)\\\) \\`x\\`/,
    );
    expect(card?.attachments).toEqual(['https://example.com/ok']);
    expect(trello.labels.at(-1)?.name).toBe('../../labels');
  });

  it('opens a column and a label once, when they are missing', async () => {
    const { board, trello } = await start({ incoming: 'New incidents' });
    for (const key of ['a', 'b', 'c']) await board.open(`${key}:open-card`, { ...plainCard, area: 'cms' });
    expect(trello.lists.filter(({ name }) => name === 'New incidents')).toHaveLength(1);
    expect(trello.labels.filter(({ name }) => name === 'Cms')).toHaveLength(1);
  });

  it('a card stands even when its links cannot be attached', async () => {
    const { board, trello } = await start();
    trello.fail('POST', /attachments/, { status: 500 });
    await board.open('a:open-card', plainCard);
    expect(trello.cards).toHaveLength(1);
  });

  it('of two cards with one key the newer is archived, unless somebody has moved it', async () => {
    const { board, trello } = await start();
    for (let i = 0; i < 3; i++) await board.open('d:open-card', plainCard);
    const [, , moved] = trello.cards;
    if (moved !== undefined) moved.idList = trello.lists[1]?.id ?? '';
    const [kept, ...newer] = (await board.findAllByKey?.('d:open-card')) ?? [];
    for (let twice = 0; twice < 2; twice++) {
      for (const ref of newer) if (kept !== undefined) await board.closeDuplicate?.(ref, kept);
    }
    expect(trello.cards.map(({ closed }) => closed)).toEqual([false, true, false]);
    expect(trello.cards.map(({ comments }) => comments.length)).toEqual([0, 1, 1]);
    expect(trello.complaints).toEqual([]);
  });

  it('moves its own cards, and no others', async () => {
    const { board, trello } = await start();
    const ref = await board.open('m:open-card', plainCard);
    await board.move(ref, 'resolved');
    expect(trello.cards[0]?.idList).toBe(trello.lists[2]?.id);
    await board.move(ref, 'incoming');
    expect(trello.cards[0]?.idList).toBe(trello.lists[0]?.id);
    await board.move(ref, 'resolved');
    if (trello.cards[0] !== undefined) trello.cards[0].desc = 'written by a person';
    await board.move(ref, 'incoming');
    expect(trello.cards[0]?.idList).toBe(trello.lists[2]?.id);
  });

  it('leaves where they are cards that people have archived or moved, and those of an earlier shift', async () => {
    const { board, trello } = await start();
    const refs = [];
    for (const key of ['archived', 'worked on', 'earlier'])
      refs.push(await board.open(`${key}:open-card`, plainCard));
    const [archived, workedOn, earlier] = trello.cards;
    const [, inProgress, resolved] = trello.lists;
    if (archived !== undefined) archived.closed = true;
    if (workedOn !== undefined) workedOn.idList = inProgress?.id ?? '';
    if (earlier !== undefined) earlier.idList = resolved?.id ?? '';
    await board.handOver('2–9 March 2026');
    for (const ref of refs) await board.move(ref, 'incoming');
    expect(trello.cards.map(({ idList }) => idList)).toEqual([
      trello.lists[0]?.id,
      inProgress?.id,
      resolved?.id,
    ]);
    for (const ref of refs) await board.move(ref, 'resolved');
    expect(trello.cards.map(({ idList }) => idList)).toEqual([
      trello.lists[0]?.id,
      trello.lists.at(-1)?.id,
      resolved?.id,
    ]);
  });

  it('turns over the Resolved column at the hand-over, once, also after a failure half-way', async () => {
    const { board, trello } = await start();
    trello.fail('POST', /boards\/.*\/lists/, { status: 500 });
    await expect(board.handOver('2–9 March 2026')).rejects.toMatchObject({ outcome: 'ambiguous' });
    await board.handOver('2–9 March 2026');
    await board.handOver('2–9 March 2026');
    const names = [...trello.lists].sort((a, b) => a.pos - b.pos).map(({ name }) => name);
    expect(names.toSorted()).toEqual(['In progress', 'Reported', 'Resolved', 'Resolved 2–9 March 2026']);
    await board.handOver('9–16 March 2026');
    expect(trello.lists.filter(({ name }) => name.startsWith('Resolved'))).toHaveLength(3);
    expect(trello.complaints).toEqual([]);
  });

  it('the new column stands before the old one', async () => {
    const { board, trello } = await start();
    await board.handOver('2–9 March 2026');
    const names = [...trello.lists].sort((a, b) => a.pos - b.pos).map(({ name }) => name);
    expect(names).toEqual(['Reported', 'In progress', 'Resolved', 'Resolved 2–9 March 2026']);
  });
});

describe('what goes wrong with Trello', () => {
  it.each<[string, Fault, Partial<DeliveryError>]>([
    ['500', { status: 500 }, { outcome: 'ambiguous' }],
    ['429', { status: 429, body: 'Rate limit exceeded' }, { outcome: 'busy', retryAfterMs: 10_000 }],
    [
      '429 with a time',
      { status: 429, headers: { 'retry-after': '3' } },
      { outcome: 'busy', retryAfterMs: 3_000 },
    ],
    ['401', { status: 401, body: 'invalid token' }, { outcome: 'refused' }],
    ['404', { status: 404, body: '<html>' }, { outcome: 'refused' }],
    ['a web page instead of an answer', { status: 200, body: '<html>' }, { outcome: 'ambiguous' }],
    ['an answer of another shape', 'garbled', { outcome: 'ambiguous' }],
    ['a connection cut after', 'lost', { outcome: 'ambiguous' }],
    ['no answer', 'hang', { outcome: 'ambiguous' }],
  ])('%s while opening a card, and nothing is sent twice', async (_, fault, expected) => {
    const { board, trello } = await start({}, 'token-of-the-desk', fault === 'hang' ? 1_000 : 5_000);
    trello.fail('POST', /\/cards$/, fault);
    await expect(board.open('r:open-card', plainCard)).rejects.toMatchObject({
      name: 'DeliveryError',
      ...expected,
    });
    expect(
      trello.requests.filter(({ method, path }) => method === 'POST' && path === '/1/cards'),
    ).toHaveLength(1);
  });

  it('a slow look at the columns leaves no card behind the desk', async () => {
    const { board, trello } = await start({}, 'token-of-the-desk', 1_000);
    trello.fail('GET', /labels/, 'hang');
    await expect(board.open('r:open-card', plainCard)).rejects.toMatchObject({ outcome: 'busy' });
    expect(trello.cards).toEqual([]);
  });

  it('a lost answer is found again by its mark', async () => {
    const { board, trello } = await start();
    trello.fail('POST', /\/cards$/, 'lost');
    await board.open('r:open-card', plainCard).catch(() => {});
    expect(await board.findByKey('r:open-card')).toEqual({
      id: trello.cards[0]?.id,
      url: trello.cards[0]?.shortUrl,
    });
  });

  it('a column that was removed meanwhile is opened anew at the next try', async () => {
    const { board, trello } = await start();
    await board.open('a:open-card', plainCard);
    trello.lists.shift();
    await expect(board.open('b:open-card', plainCard)).rejects.toMatchObject({ outcome: 'refused' });
    await board.open('b:open-card', plainCard);
    expect(trello.cards).toHaveLength(2);
  });

  it('secrets stand in no address and no message', async () => {
    const { board, trello } = await start({}, 'a-secret-that-is-wrong');
    const error = await board.open('r:open-card', plainCard).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/401.*TRIAGE_TRELLO_TOKEN/);
    expect(
      `${String(error)}${JSON.stringify(trello.requests.map(({ path, query }) => [path, ...query]))}`,
    ).not.toMatch(/a-secret|of-the-desk/);
  });
});

async function start(lists: { incoming?: string } = {}, token = 'token-of-the-desk', timeoutMs = 5_000) {
  const trello = await fakeTrello();
  running.push(trello);
  const client = trelloClient({ api: trello.url, key: 'key-of-the-desk', token, timeoutMs });
  const board = trelloBoard(client, {
    board: 'sZQ9qpVo',
    lists: { incoming: 'Reported', resolved: 'Resolved', ...lists },
    labelOf: (area) => area.charAt(0).toUpperCase() + area.slice(1),
    clock: { now: () => 0 },
  });
  return { trello, board };
}
