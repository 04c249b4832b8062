// Monitors say that it is over: what monitors alone reported ends by itself, what people have to do with does not.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import type { Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import type { Desk } from '../../src/desk/start-desk.js';
import type { Case } from '../../src/router/index.js';
import { intake } from './intakes.js';
import { plainDesk } from './plain-desk.js';

let folder: string;
let store: Store;
let desk: Desk;
let ahead: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  ahead = 0;
  store = await openSqliteStore(folder, () => Date.now() + ahead);
  desk = await plainDesk(store);
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

/** How a case stands once what is over has stayed over. */
async function later(report: string): Promise<Case | null> {
  ahead += 11 * 60_000;
  desk.wake();
  await desk.settled();
  return store.caseOf(report);
}

it('a case that monitors alone reported ends when they say it is over', async () => {
  const fired = await take(alert('e1', 'checkout outage', 'checkout', false));
  await take(alert('e2', 'thanks, all is well', 'checkout', true));
  expect((await store.caseOf(fired))?.recoveredAt).toBeDefined();
  expect(await later(fired)).toMatchObject({ status: 'resolved', resolved: { by: 'desk' } });
});

it('both at once, before anything is decided, come to the same', async () => {
  const [{ id }] = await Promise.all([
    desk.accept(alert('e1', 'checkout outage', 'checkout', false)),
    desk.accept(alert('e2', 'thanks, all is well', 'checkout', true)),
  ]);
  await expect.poll(async () => (await store.caseOf(id))?.recoveredAt).toBeDefined();
});

it('the end of another alert, or of none that is known, ends nothing', async () => {
  const fired = await take(alert('e1', 'checkout outage', 'checkout', false));
  await take(alert('e2', 'thanks, all is well', 'search', true));
  expect((await later(fired))?.status).toBe('open');
});

it('a case of two alerts ends with the second', async () => {
  const fired = await take(alert('e1', 'checkout fails', 'web', false));
  await take(alert('e2', 'checkout fails', 'mobile', false));
  expect((await store.caseOf(fired))?.reports).toHaveLength(2);
  await take(alert('e3', 'thanks', 'web', true));
  expect((await store.caseOf(fired))?.recoveredAt).toBeUndefined();
  await take(alert('e4', 'thanks', 'mobile', true));
  expect((await later(fired))?.status).toBe('resolved');
});

it('a case that somebody has taken up, or a person reported too, is only told of it', async () => {
  const fired = await take(alert('e1', 'search outage', 'search', false));
  const record = await store.caseOf(fired);
  if (record === null) throw new Error('no case');
  await store.saveCase({ ...record, status: 'acknowledged', acknowledged: { by: 'ada', at: 1 } });
  await take(alert('e2', 'thanks', 'search', true));
  expect(await later(fired)).toMatchObject({ status: 'acknowledged', recoveredAt: expect.anything() });

  const other = await take(alert('e3', 'checkout fails', 'checkout', false));
  await take(intake('e4', 'checkout fails'));
  expect((await store.caseOf(other))?.reports).toHaveLength(2);
  await take(alert('e5', 'thanks', 'checkout', true));
  expect((await later(other))?.status).toBe('open');
});

it('what fires again meanwhile is over with its next end', async () => {
  const first = await take(alert('e1', 'checkout outage', 'checkout', false));
  await take(alert('e2', 'thanks', 'checkout', true));
  await take(alert('e3', 'checkout outage', 'checkout', false));
  expect((await later(first))?.status).toBe('open');
  await take(alert('e4', 'thanks', 'checkout', true));
  expect((await later(first))?.status).toBe('resolved');
});
