// What every backlog and every board must do, whoever is behind it: run against the local stand-ins and against the
// real adapters over fakes that remember.

import { expect, it } from 'vitest';
import {
  type Backlog,
  type Board,
  type Card,
  type Chat,
  DeliveryError,
  type Message,
  type Ref,
  type Rota,
  type Ticket,
} from '../../src/desk/ports.js';

/** A ticket with words that no field may let out. */
export const hostileTicket: Ticket = {
  summary: 'x" OR project = SECRET OR summary ~ "\n../../admin {{7*7}} <!channel>',
  description:
    '<!channel> <@U1> <https://evil.example|click>\n\n{"type":"doc","content":[{"type":"mention"}]}\n\n\u0000\u202e!image.png! [~admin] {code}\n- ../../etc/passwd\n-  \n\n\n',
  component: 'Payments',
  labels: ['two words', '" OR 1=1'],
};

export const plainTicket: Ticket = {
  summary: 'Checkout fails for one collector',
  description:
    'Checkout fails since noon.\n\n- Reported by Ann in #gallery-help\n- Discussion: https://example.slack.com/archives/C1/p1',
  component: 'Payments',
  labels: [],
};

/** Registers the tests of a backlog. `settle` waits until it shows what it has. */
export function backlogContract(make: () => Promise<{ readonly backlog: Backlog; settle(): void }>): void {
  it('finds by its key what it has filed, and nothing by another', async () => {
    const { backlog, settle } = await make();
    expect(await backlog.findByKey('report-1:file-ticket')).toBeNull();
    const ref = await backlog.file('report-1:file-ticket', plainTicket);
    settle();
    expect(await backlog.findByKey('report-1:file-ticket')).toEqual(ref);
    expect(await backlog.findByKey('report-2:file-ticket')).toBeNull();
  });

  it('gives two tickets two references with addresses', async () => {
    const { backlog } = await make();
    const one = await backlog.file('a:file-ticket', plainTicket);
    const two = await backlog.file('b:file-ticket', plainTicket);
    expect(one.id).not.toBe(two.id);
    expect(one.url).not.toBeNull();
  });

  it('takes hostile words, and keys of any characters', async () => {
    const { backlog, settle } = await make();
    const key = `slack:C1/..%2f'" OR labels is not EMPTY:file-ticket`;
    const ref = await backlog.file(key, hostileTicket);
    settle();
    expect(await backlog.findByKey(key)).toEqual(ref);
  });

  it('takes the longest report there is, and an empty one', async () => {
    const { backlog } = await make();
    await backlog.file('long:file-ticket', {
      ...plainTicket,
      summary: 'é'.repeat(5_000),
      description: '𝒳 '.repeat(300_000),
    });
    await backlog.file('empty:file-ticket', { ...plainTicket, summary: ' \n ', description: '' });
  });

  it('comments once per key', async () => {
    const { backlog } = await make();
    const ref = await backlog.file('c:file-ticket', plainTicket);
    await backlog.comment('c:note', ref, 'Another gallery reports it, too.');
    await backlog.comment('c:note', ref, 'Another gallery reports it, too.');
    await backlog.comment('c:note-2', ref, hostileTicket.description);
  });

  it('puts other words in place of its own, as often as it is asked, and still finds it', async () => {
    const { backlog, settle } = await make();
    const ref = await backlog.file('w:file-ticket', plainTicket);
    for (let twice = 0; twice < 2; twice++) expect(await backlog.reword?.(ref, hostileTicket)).toBe(true);
    settle();
    expect(await backlog.findByKey('w:file-ticket')).toEqual(ref);
  });

  it('refuses to comment on what is not there', async () => {
    const { backlog } = await make();
    await expect(backlog.comment('d:note', { id: '../../myself', url: null }, 'text')).rejects.toMatchObject({
      outcome: 'refused',
    });
    await expect(backlog.comment('d:note', { id: 'BUGS-999', url: null }, 'text')).rejects.toBeInstanceOf(
      DeliveryError,
    );
  });
}

export const plainCard: Card = {
  title: 'P1 payments: checkout fails for everyone',
  description: 'Checkout fails for everyone since noon.',
  area: 'payments',
  links: ['https://example.slack.com/archives/C1/p1', 'https://example.atlassian.net/browse/BUGS-1'],
};

export const hostileCard: Card = {
  title: '\n# <!channel> @board ![x](http://evil.example) ../',
  description: '@card @admin\n# not a heading\n[click](javascript:alert(1)) `x`\u0000',
  area: '../../labels',
  links: ['javascript:alert(1)', 'https://example.com/a b', 'https://example.com/ok'],
};

/** Registers the tests of a board. */
export function boardContract(make: () => Promise<{ readonly board: Board; settle(): void }>): void {
  it('finds by its key the card it has opened, and nothing by another', async () => {
    const { board, settle } = await make();
    expect(await board.findByKey('report-1:open-card')).toBeNull();
    const ref = await board.open('report-1:open-card', plainCard);
    settle();
    expect(await board.findByKey('report-1:open-card')).toEqual(ref);
    expect(await board.findByKey('report-2:open-card')).toBeNull();
  });

  it('takes hostile words, long ones and none', async () => {
    const { board, settle } = await make();
    const ref = await board.open('k" /..:open-card', hostileCard);
    settle();
    expect(await board.findByKey('k" /..:open-card')).toEqual(ref);
    await board.open('l:open-card', {
      ...plainCard,
      title: 'x'.repeat(40_000),
      description: 'é'.repeat(40_000),
    });
    await board.open('e:open-card', { title: '', description: '', area: null, links: [] });
  });

  it('adds a note once per key', async () => {
    const { board } = await make();
    const ref = await board.open('n:open-card', plainCard);
    await board.update('n:note', ref, 'Taken up by Ann.');
    await board.update('n:note', ref, 'Taken up by Ann.');
  });

  it('puts other words in place of its own, as often as it is asked, and still finds it', async () => {
    const { board } = await make();
    const ref = await board.open('w:open-card', plainCard);
    for (let twice = 0; twice < 2; twice++)
      expect(await board.reword?.('w:open-card', ref, hostileCard)).toBe(true);
    expect(await board.findByKey('w:open-card')).toEqual(ref);
  });

  it('puts a card among those that are over and back, as often as it is asked', async () => {
    const { board } = await make();
    const ref = await board.open('m:open-card', plainCard);
    for (const to of ['incoming', 'resolved', 'resolved', 'incoming'] as const) await board.move?.(ref, to);
    expect(await board.findByKey('m:open-card')).toEqual(ref);
  });

  it('sets apart what is over at a hand-over, as often as it is asked, and takes up what comes after', async () => {
    const { board } = await make();
    const one = await board.open('h1:open-card', plainCard);
    const two = await board.open('h2:open-card', plainCard);
    await board.move?.(one, 'resolved');
    for (let twice = 0; twice < 2; twice++) await board.handOver?.('2–9 March 2026');
    await board.move?.(two, 'resolved');
    await board.move?.(one, 'incoming');
    await board.handOver?.('9–16 March 2026');
    expect(await board.findByKey('h1:open-card')).toEqual(one);
    expect(await board.findByKey('h2:open-card')).toEqual(two);
  });

  it('refuses to add to a card that is not there', async () => {
    const { board } = await make();
    await expect(board.update('x:note', { id: '../members/me', url: null }, 'text')).rejects.toMatchObject({
      outcome: 'refused',
    });
  });
}

/** Registers the tests of a rota that has two people at any hour from `from` for eight weeks. */
export function rotaContract(make: () => Promise<{ readonly rota: Rota; readonly from: number }>): void {
  it('names two different people at any hour, the same ones whenever it is asked', async () => {
    const { rota, from } = await make();
    for (let hour = 0; hour < 8 * 7 * 24; hour += 7) {
      const people = await rota.at(from + hour * 3_600_000);
      expect(new Set(people).size, new Date(from + hour * 3_600_000).toISOString()).toBe(2);
      expect(await rota.at(from + hour * 3_600_000)).toEqual(people);
    }
  });

  it('hands over so that one of the two stays', async () => {
    const { rota, from } = await make();
    let before = await rota.at(from);
    for (let hour = 1; hour < 8 * 7 * 24; hour++) {
      const people = await rota.at(from + hour * 3_600_000);
      expect(people.some((id) => before.includes(id))).toBe(true);
      before = people;
    }
  });
}

/** Registers the tests of a chat. `report` is a message that replies can hang below. */
export function chatContract(
  make: () => Promise<{ readonly chat: Chat; readonly report: Ref; readonly person: string }>,
): void {
  const say = (
    report: Ref,
    text: string,
    destination: Message['destination'] = { kind: 'thread' },
  ): Message => ({
    destination,
    anchor: report,
    channel: 'gallery-help',
    text,
    mentions: [],
  });

  it('finds by its key what it has said, and nothing by another', async () => {
    const { chat, report } = await make();
    const message = say(report, 'A ticket will follow.');
    expect(await chat.findByKey('r:reply', message)).toBeNull();
    const posted = await chat.post('r:reply', message);
    expect(await chat.findByKey('r:reply', message)).toEqual(posted);
    expect(await chat.findByKey('r:announce', message)).toBeNull();
  });

  it.each<[string, (person: string) => Message['destination']]>([
    ['in a thread', () => ({ kind: 'thread' })],
    ['in a channel', () => ({ kind: 'channel', channel: 'incidents' })],
    ['to a person', (person) => ({ kind: 'person', person })],
  ])('speaks %s, and finds it there', async (_, destinationOf) => {
    const { chat, report, person } = await make();
    const message = say(report, 'Checkout fails for everyone.', destinationOf(person));
    const posted = await chat.post('r:announce', message);
    expect(await chat.findByKey('r:announce', message)).toEqual(posted);
  });

  it('edits what it has said, as often as it is asked', async () => {
    const { chat, report } = await make();
    const posted = await chat.post('r:reply', say(report, 'A ticket will follow.'));
    for (const text of ['Ticket BUGS-1.', 'Ticket BUGS-1.', 'Resolved.']) {
      await chat.edit('r:reply', posted, say(report, text));
    }
    expect(await chat.findByKey('r:reply', say(report, ''))).toEqual(posted);
  });

  it('takes back what it has said, as often as it is asked, and then does not find it', async () => {
    const { chat, report } = await make();
    const posted = await chat.post('r:reply', say(report, 'A ticket will follow.'));
    await chat.withdraw(posted);
    await chat.withdraw(posted);
    expect((await chat.findAllByKey?.('r:reply', say(report, ''))) ?? []).toEqual([]);
  });

  it('takes hostile words, long ones, and keys of any characters', async () => {
    const { chat, report } = await make();
    const key = `slack:C1/..%2f'" <!channel>:reply`;
    const posted = await chat.post(
      key,
      say(report, `${hostileTicket.description} @{nobody} ${'é'.repeat(60_000)}`),
    );
    expect(await chat.findByKey(key, say(report, ''))).toEqual(posted);
  });
}
