import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import type { DeskDeps } from '../../src/desk/deps.js';
import type { Store } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import { type Desk, startDesk } from '../../src/desk/start-desk.js';
import { intake } from './intakes.js';
import { plainJudge, plainScribe } from './plain-judge.js';
import { quietLog } from './quiet-log.js';

describe('a desk on a SQLite file', () => {
  let folder: string;
  let store: Store;
  let desk: Desk;

  const start = (more: Partial<DeskDeps> = {}): Promise<Desk> => {
    const local = { store, now: Date.now };
    return startDesk({
      store,
      judge: plainJudge,
      scribe: plainScribe,
      chat: localChat(local),
      backlog: localBacklog(local),
      board: localBoard(local),
      rota: { at: async () => ['ada'] },
      clock: systemClock,
      random: systemRandom,
      log: quietLog,
      settings: localSettings,
      name: 'desk',
      ...more,
    });
  };

  const said = async (): Promise<readonly string[]> =>
    (await store.localItems('chat', 100)).map((item) => JSON.parse(item.body).text);

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desk-'));
    store = await openSqliteStore(folder);
    desk = await start();
  });

  afterEach(async () => {
    await desk.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('answers a report with the ticket that was filed for it', async () => {
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    const [ticket] = await store.localItems('backlog', 10);
    expect(await said()).toEqual([`reply ${id} non-incident ticket=${ticket?.ref} card=none`]);
    expect((await store.caseOf(id))?.ticket?.id).toBe(ticket?.ref);
  });

  it('knows an event that is delivered again', async () => {
    const first = await desk.accept(intake('e1', 'please update my charge details'));
    const second = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    expect([first.accepted, second.accepted]).toEqual(['new', 'known']);
    expect(second.id).toBe(first.id);
    expect(await store.localItems('backlog', 10)).toHaveLength(1);
  });

  it('edits the announcement once the card exists', async () => {
    const { id } = await desk.accept(intake('e1', 'outage'));
    await desk.settled();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await desk.settled();
    const [card] = await store.localItems('board', 10);
    expect(await said()).toContain(`announce ${id} incident ticket=none card=${card?.ref}`);
  });

  it('makes one incident of two reports of one failure, and tells the first reporter', async () => {
    const first = await desk.accept(intake('e1', 'payment fails'));
    await desk.settled();
    const second = await desk.accept(intake('e2', 'payment fails', { at: 1_700_000_060_000 }));
    await desk.settled();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await desk.settled();
    expect((await store.decision(first.id))?.decision.class).toBe('incident');
    const record = await store.caseOf(first.id);
    expect(record?.reports).toEqual([second.id, first.id]);
    const texts = await said();
    expect(texts.filter((text) => text.startsWith('announce'))).toHaveLength(1);
    expect(texts.find((text) => text.startsWith(`reply ${first.id}`))).toContain('incident');
  });

  it('takes back what it said about a report that its author deleted', async () => {
    const { id } = await desk.accept(intake('e1', 'my secret words'));
    await desk.settled();
    await desk.retract('e1');
    await desk.settled();
    expect((await store.report(id))?.report.text).toBe('');
    expect((await store.localItems('chat', 10)).every((item) => item.withdrawn)).toBe(true);
  });
});
