import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pinoLog } from '../../src/adapters/log.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import { casesOf, timelineOf, wayOf } from '../../src/cli/desk-views.js';
import { startLocalDesk } from '../../src/cli/local-mode.js';
import { rulebookFor } from '../../src/cli/rulebook.js';
import type { Store } from '../../src/desk/ports.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { intake } from '../desk/intakes.js';

let folder: string;
let store: Store;
let desk: Desk;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triage-views-'));
  store = await openSqliteStore(folder);
  const rulebook = await rulebookFor(undefined);
  const log = pinoLog('silent');
  desk = await startLocalDesk({ store, rulebook, clock: systemClock, random: systemRandom, log });
});

afterEach(async () => {
  await desk.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

it('people see the heaviest reasons for the class, and no password', async () => {
  const { id } = await desk.accept(
    intake('e1', 'The charge details of Galería Sur need updating, my password is hunter2'),
  );
  await expect
    .poll(async () => (await casesOf(store, 'all'))[0]?.excerpt)
    .toMatch(/my password is \[removed\]$/);
  const decision = (await store.decision(id))?.decision;
  const reasons = decision?.firings.filter((firing) => firing.class === decision.bestGuess) ?? [];
  const way = await wayOf(store, id);
  const timeline = await timelineOf(store, (await store.caseOf(id))?.id ?? '');
  expect(timeline?.reports[0]?.text).toMatch(/my password is \[removed\]$/);
  expect(way?.because).toEqual(reasons.slice(0, 4).map(({ rule, why }) => ({ rule, why })));
});

it('people see no words that were said in private', async () => {
  await desk.accept({ ...intake('e1', 'The charge details of Galería Sur need updating'), private: true });
  await desk.settled();
  const [listed] = await casesOf(store, 'all');
  expect(listed?.excerpt).toBe('(said in private)');
  expect((await timelineOf(store, listed?.id ?? ''))?.reports[0]?.text).toBe('(said in private)');
});
