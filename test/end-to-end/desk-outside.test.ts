// A desk with a Jira and a Trello that lose answers, lag and refuse: what is asked for happens once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jiraBacklog } from '../../src/adapters/jira/jira-backlog.js';
import { jiraConnection } from '../../src/adapters/jira/jira-client.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock } from '../../src/adapters/system.js';
import { type TrelloBoard, trelloBoard } from '../../src/adapters/trello/trello-board.js';
import { trelloClient } from '../../src/adapters/trello/trello-client.js';
import type { RunningDeps } from '../../src/desk/deps.js';
import { handOverBoard } from '../../src/desk/hand-over.js';
import type { Store } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import type { Desk } from '../../src/desk/start-desk.js';
import type { CaseStatus } from '../../src/router/index.js';
import { intake } from '../desk/intakes.js';
import { plainDesk } from '../desk/plain-desk.js';
import { plainJudge } from '../desk/plain-judge.js';
import { quietLog } from '../desk/quiet-log.js';
import { bugsAt, type FakeJira, fakeJira } from '../support/fake-jira.js';
import type { Fault } from '../support/fake-server.js';
import { type FakeTrello, fakeTrello } from '../support/fake-trello.js';

describe('a desk with Jira and Trello', () => {
  let folder: string;
  let store: Store;
  let desk: Desk;
  let jira: FakeJira;
  let trello: FakeTrello;
  let board: TrelloBoard;
  let ahead: number;

  /** Starts a desk over the same store and the same systems; `timeoutMs`: how long it waits for an answer of theirs. */
  const begin = (timeoutMs = 5_000): Promise<Desk> => {
    const connection = jiraConnection({
      site: jira.url,
      email: 'desk@example.com',
      token: 'token-of-the-desk',
      timeoutMs,
      onSchemaMismatch: 'silent',
    });
    const client = trelloClient({
      api: trello.url,
      key: 'key-of-the-desk',
      token: 'token-of-the-desk',
      timeoutMs,
    });
    board = trelloBoard(client, {
      board: 'sZQ9qpVo',
      lists: { incoming: 'Reported', resolved: 'Resolved' },
      labelOf: (area) => area,
      clock: systemClock,
    });
    return plainDesk(store, {
      backlog: jiraBacklog(connection, bugsAt(jira.url)),
      board,
      settings: {
        ...localSettings,
        visibleAfterMs: { chat: 0, backlog: 60_000, board: 5_000 },
        ticketsEveryMs: 50,
      },
    });
  };

  /** Where no answer comes, the desk is one that waits for it less long. */
  const orderFault = async (fault: Fault, order: () => void): Promise<void> => {
    if (fault === 'hang') {
      await desk.stop();
      desk = await begin(1_000);
    }
    order();
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desk-outside-'));
    ahead = 0;
    store = await openSqliteStore(folder, () => Date.now() + ahead);
    [jira, trello] = await Promise.all([fakeJira({ components: ['any'] }), fakeTrello()]);
    desk = await begin();
  });

  afterEach(async () => {
    await desk.stop();
    await store.close();
    await Promise.all([jira.close(), trello.close()]);
    rmSync(folder, { recursive: true });
  });

  /** Moves the store's clock on, minute by minute; what is due is done. */
  const minutes = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      ahead += 60_000;
      desk.wake();
      await desk.settled();
    }
  };

  it('a report becomes one issue, and its case knows where', async () => {
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    expect(jira.issues).toHaveLength(1);
    expect((await store.caseOf(id))?.ticket).toEqual({ id: 'BUGS-1', url: `${jira.url}/browse/BUGS-1` });
  });

  it.each<[string, Fault]>([
    ['an answer that is lost', 'lost'],
    ['an answer that never comes', 'hang'],
    ['an answer that is garbled', 'garbled'],
    ['a server error', { status: 503 }],
    ['too many requests', { status: 429, body: '<html>', headers: { 'retry-after': '2' } }],
  ])('after %s there is one issue and one card, found again or made', async (_, fault) => {
    await orderFault(fault, () => {
      jira.fail('POST', /\/issue$/, fault);
      trello.fail('POST', /\/cards$/, fault);
    });
    jira.lag = true;
    const one = await desk.accept(intake('e1', 'please update my charge details'));
    const two = await desk.accept(intake('e2', 'outage'));
    await desk.settled();
    jira.index();
    await minutes(4);
    expect(jira.issues).toHaveLength(1);
    expect(trello.cards).toHaveLength(1);
    expect((await store.caseOf(one.id))?.ticket?.id).toBe('BUGS-1');
    expect((await store.caseOf(two.id))?.card?.id).toBe(trello.cards[0]?.id);
  });

  it.each<[string, Fault]>([
    ['an answer that is lost', 'lost'],
    ['an answer that never comes', 'hang'],
    ['a server error', { status: 503 }],
  ])('the card tells of each move of the case once, also after %s', async (_, fault) => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    const become = async (status: CaseStatus): Promise<void> => {
      const record = await store.caseOf(id);
      if (record === null) throw new Error('no case');
      await store.saveCase({ ...record, status });
      await store.addCaseEvent(record.id, { at: await store.now(), what: status, by: 'ada' });
      await store.touchCase(record.id, await store.now());
      await minutes(2);
    };
    const [card] = trello.cards;
    expect(card?.comments).toEqual([]);
    await orderFault(fault, () => trello.fail('POST', /\/comments$/, fault));
    await become('acknowledged');
    expect(card?.comments).toEqual([expect.stringContaining('acknowledged, 1 reports')]);
    await become('resolved');
    expect(card?.comments).toHaveLength(2);
    expect(trello.lists.find((list) => list.id === card?.idList)?.name).toBe('Resolved');
    await become('open');
    expect(trello.lists.find((list) => list.id === card?.idList)?.name).toBe('Reported');
    expect(trello.complaints).toEqual([]);
  });

  it('at the hand-over the Resolved column gets the dates of the past shift, once, also when Trello fails', async () => {
    const deps = {
      board,
      judge: plainJudge,
      store,
      log: quietLog,
      clock: systemClock,
      settings: localSettings,
    } as unknown as RunningDeps;
    const names = (): readonly string[] => trello.lists.map(({ name }) => name);
    await handOverBoard(deps);
    expect(names()).toEqual(['Reported', 'In progress', 'Resolved']);
    ahead += 7 * 86_400_000;
    trello.fail('PUT', /lists/, { status: 503 });
    for (let i = 0; i < 3; i++) await handOverBoard(deps);
    expect(names()).toEqual([
      'Reported',
      'In progress',
      expect.stringMatching(/^Resolved day \d+ to \d+$/),
      'Resolved',
    ]);
  });

  it('a report that turns out to be part of an incident has its ticket told and linked', async () => {
    const anchor = { id: 'm1', url: 'https://example.slack.com/archives/C1/p1' };
    const { id } = await desk.accept(intake('e1', 'checkout fails for me', { anchor }));
    await desk.settled();
    expect(jira.issues).toHaveLength(1);
    await desk.accept(intake('e2', 'checkout fails here too', { anchor }));
    await desk.settled();
    await minutes(3);
    expect((await store.caseOf(id))?.class).toBe('incident');
    expect(jira.issues[0]?.comments).toHaveLength(1);
    expect(jira.issues[0]?.links.map(({ object }) => object.url)).toEqual([anchor.url]);
    expect(jira.complaints).toEqual([]);
  });

  it('the thread learns once that its bug is done, also when Jira is away meanwhile, and nothing is written to Jira', async () => {
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    const [issue] = jira.issues;
    const writes = (): number =>
      jira.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/search/jql')).length;
    const written = writes();
    for (let i = 0; i < 3; i++) jira.fail('POST', /search/, { status: 503 });
    if (issue !== undefined) issue.category = 'done';
    await expect.poll(async () => (await store.caseOf(id))?.status).toBe('resolved');
    await desk.settled();
    const threads = async (): Promise<number> =>
      (await store.effectsOfReport(id)).filter(({ effect }) => effect.template === 'ticket-done').length;
    expect(await threads()).toBe(1);
    // Taken up again and done again: the message is edited, and no second one is sent.
    if (issue !== undefined) issue.category = 'indeterminate';
    const done = async (): Promise<unknown> => (await store.caseOf(id))?.ticketStatus?.done;
    await expect.poll(done).toBe(false);
    if (issue !== undefined) issue.category = 'done';
    await expect.poll(done).toBe(true);
    await desk.settled();
    expect(await threads()).toBe(1);
    expect(writes()).toBe(written);
  });

  it('somebody else who reports the same is told on the ticket of the case, with a link', async () => {
    const at = (n: number) => ({ id: `m${n}`, url: `https://example.slack.com/archives/C1/p${n}` });
    await desk.accept(intake('e1', 'checkout fails for me', { anchor: at(1) }));
    await desk.settled();
    for (const n of [2, 3]) {
      await desk.accept(intake(`e${n}`, 'checkout fails here too', { anchor: at(n) }));
      await desk.settled();
    }
    await minutes(3);
    const [issue] = jira.issues;
    expect(jira.issues).toHaveLength(1);
    expect(issue?.comments).toHaveLength(2);
    expect(issue?.links.map(({ object }) => object.url)).toEqual([at(2).url, at(3).url]);
  });

  it('a card that somebody has deleted is told of once, not made anew, and parks nothing', async () => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    expect((await store.caseOf(id))?.card).not.toBeNull();
    trello.cards.splice(0);
    const record = await store.caseOf(id);
    for (const step of ['acknowledge', 'resolve'] as const) {
      await desk.act(record?.id ?? '', { do: step }, 'ada');
      await minutes(1);
    }
    expect(trello.cards).toEqual([]);
    expect((await store.caseOf(id))?.card).toBeNull();
    expect(await store.parkedEffects()).toEqual([]);
    const told = (await store.caseEvents(record?.id ?? '')).filter(({ what }) =>
      /not on the board/.test(what),
    );
    expect(told).toHaveLength(1);
  });

  it('an issue that somebody has deleted is told of once; with a token that has run out nothing is gone', async () => {
    const { id } = await desk.accept(intake('e1', 'checkout fails for me'));
    await desk.settled();
    jira.issues.splice(0);
    jira.fail('GET', /\/myself/, { status: 401 });
    await desk.accept(intake('e2', 'checkout fails here too'));
    await desk.settled();
    await minutes(3);
    const [parked] = await store.parkedEffects();
    expect(parked?.error).toMatch(/^refused: .*404/);
    await store.retryEffect(parked?.effect.key ?? '', Date.now() + ahead);
    await minutes(3);
    expect(await store.parkedEffects()).toEqual([]);
    expect(await store.caseOf(id)).toMatchObject({ ticket: null, ticketGone: { id: 'BUGS-1' } });
  });

  it('a backlog that cannot tell all at once is asked for less, until all is read', async () => {
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    const asked = (): readonly string[] =>
      jira.requests
        .filter(({ path }) => path.endsWith('/search/jql'))
        .map(({ body }) => (body as { jql: string }).jql)
        .filter((jql) => jql.includes('updated >='));
    const span = (jql: string): number => {
      const [since = '0', until = '0'] = [...jql.matchAll(/"-(\d+)m"/g)].map((match) => match[1] ?? '0');
      return Number(since) - Number(until);
    };
    // No look is under way while the time of the last one is set back.
    await desk.stop();
    await store.setSetting('backlog read until', String(Date.now() + ahead - 24 * 3_600_000));
    const before = asked().length;
    for (let i = 0; i < 3; i++) jira.fail('POST', /search/, { status: 503 });
    const [issue] = jira.issues;
    if (issue !== undefined) issue.category = 'done';
    desk = await begin();
    await expect.poll(async () => (await store.caseOf(id))?.status).toBe('resolved');
    const spans = asked().slice(before).map(span);
    expect(spans.slice(0, 4).map((minutes) => Math.round(minutes / 60))).toEqual([24, 12, 6, 3]);
    await expect
      .poll(async () => Date.now() + ahead - Number(await store.setting('backlog read until')))
      .toBeLessThan(3_600_000);
  });

  it('a token that has run out parks the issue, and stops nothing else', async () => {
    for (let i = 0; i < 3; i++)
      jira.fail('POST', /\/issue$/, {
        status: 401,
        body: 'Client must be authenticated to access this resource.',
      });
    await desk.accept(intake('e1', 'please update my charge details'));
    await desk.accept(intake('e2', 'outage'));
    await desk.settled();
    expect(trello.cards).toHaveLength(1);
    const parked = await store.parkedEffects();
    expect(parked.map(({ effect }) => effect.kind)).toEqual(['file-ticket']);
    expect(parked[0]?.error).toMatch(/TRIAGE_JIRA_TOKEN/);
  });
});
