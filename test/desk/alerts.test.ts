// Monitors say that it is over: what monitors alone reported ends by itself, what people have to do with does not.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import type { Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import { localSettings } from '../../src/desk/settings.js';
import { type Desk, startDesk } from '../../src/desk/start-desk.js';
import { intake } from './intakes.js';
import { plainJudge, plainScribe } from './plain-judge.js';
import { quietLog } from './quiet-log.js';

let folder: string;
let store: Store;
let desk: Desk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  store = await openSqliteStore(folder);
  const local = { store, now: Date.now };
  desk = await startDesk({
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
  });
});

afterEach(async () => {
  await desk.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

function alert(event: string, text: string, id: string, over: boolean): Intake {
  const { source, ...rest } = intake(event, text);
  return { ...rest, source: { ...source, kind: 'automated', user: `monitor-${id}` }, alert: { id, over } };
}

async function take(given: Intake): Promise<string> {
  const { id } = await desk.accept(given);
  await desk.settled();
  return id;
}

it('a case that monitors alone reported ends when they say it is over', async () => {
  const fired = await take(alert('e1', 'checkout outage', 'checkout', false));
  await take(alert('e2', 'thanks, all is well', 'checkout', true));
  const record = await store.caseOf(fired);
  expect(record).toMatchObject({ status: 'resolved', resolved: { by: 'desk' } });
  const events = await store.caseEvents(record?.id ?? '');
  expect(events.at(-1)).toMatchObject({ what: 'resolved: its monitors say it is over', by: 'desk' });
});

it('both at once, before anything is decided, come to the same', async () => {
  const [{ id }] = await Promise.all([
    desk.accept(alert('e1', 'checkout outage', 'checkout', false)),
    desk.accept(alert('e2', 'thanks, all is well', 'checkout', true)),
  ]);
  await expect.poll(async () => (await store.caseOf(id))?.status, { timeout: 8_000 }).toBe('resolved');
});

it('the end of another alert, or of none that is known, ends nothing', async () => {
  const fired = await take(alert('e1', 'checkout outage', 'checkout', false));
  await take(alert('e2', 'thanks, all is well', 'search', true));
  expect((await store.caseOf(fired))?.status).toBe('open');
});

it('a case of two alerts ends with the second', async () => {
  const fired = await take(alert('e1', 'checkout fails', 'web', false));
  await take(alert('e2', 'checkout fails', 'mobile', false));
  expect((await store.caseOf(fired))?.reports).toHaveLength(2);
  await take(alert('e3', 'thanks', 'web', true));
  expect((await store.caseOf(fired))?.status).toBe('open');
  await take(alert('e4', 'thanks', 'mobile', true));
  expect((await store.caseOf(fired))?.status).toBe('resolved');
});

it('a case that somebody has taken up, or a person reported too, is only told of it', async () => {
  const fired = await take(alert('e1', 'search outage', 'search', false));
  const record = await store.caseOf(fired);
  if (record === null) throw new Error('no case');
  await store.saveCase({ ...record, status: 'acknowledged', acknowledged: { by: 'ada', at: 1 } });
  await take(alert('e2', 'thanks', 'search', true));
  expect((await store.caseOf(fired))?.status).toBe('acknowledged');
  expect((await store.caseEvents(record.id)).at(-1)?.what).toBe('its monitors say it is over');

  const other = await take(alert('e3', 'checkout fails', 'checkout', false));
  await take(intake('e4', 'checkout fails'));
  expect((await store.caseOf(other))?.reports).toHaveLength(2);
  await take(alert('e5', 'thanks', 'checkout', true));
  expect((await store.caseOf(other))?.status).toBe('open');
});

it('the same alert again is a case of its own', async () => {
  const first = await take(alert('e1', 'checkout outage', 'checkout', false));
  await take(alert('e2', 'thanks', 'checkout', true));
  const second = await take(alert('e3', 'checkout outage', 'checkout', false));
  expect((await store.caseOf(second))?.id).not.toBe((await store.caseOf(first))?.id);
  expect((await store.caseOf(second))?.status).toBe('open');
});
