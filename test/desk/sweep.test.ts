import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import type { RunningDeps } from '../../src/desk/deps.js';
import { type Backlog, type Chat, DeliveryError, type Ref, type Store } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { setSweep } from '../../src/desk/sweep.js';
import { intake } from './intakes.js';
import { plainDesk } from './plain-desk.js';

/** A neighbour that enforces no keys, loses its first answer, and shows what it has made only later. */
interface Forgetful {
  readonly made: { readonly ref: Ref; readonly key: string; text: string; closed: boolean }[];
  visible: boolean;
}

let folder: string;
let store: Store;
let desk: Desk;
let ahead: number;
let said: Forgetful;
let filed: Forgetful;

const visibleIn = ({ made, visible }: Forgetful, key: string): readonly Ref[] =>
  visible ? made.filter((one) => one.key === key && !one.closed).map(({ ref }) => ref) : [];

const make = (side: Forgetful, name: string, key: string, text: string): Ref => {
  const ref = { id: `${name}-${side.made.length + 1}`, url: null };
  side.made.push({ ref, key, text, closed: false });
  if (side.made.length === 1) throw new DeliveryError('ambiguous', 'the answer was lost');
  return ref;
};

const entry = (side: Forgetful, ref: Ref) => side.made.find((one) => one.ref.id === ref.id);

const chat: Chat = {
  post: async (key, { text }) => make(said, 'message', key, text),
  async edit(_key, ref, { text }) {
    const found = entry(said, ref);
    if (found !== undefined) found.text = text;
  },
  findByKey: async (key) => visibleIn(said, key)[0] ?? null,
  findAllByKey: async (key) => visibleIn(said, key),
  async withdraw(ref) {
    const found = entry(said, ref);
    if (found !== undefined) found.closed = true;
  },
};

const backlog: Backlog = {
  file: async (key) => make(filed, 'BUG', key, ''),
  findByKey: async (key) => visibleIn(filed, key)[0] ?? null,
  findAllByKey: async (key) => visibleIn(filed, key),
  async closeDuplicate(ref) {
    const found = entry(filed, ref);
    if (found !== undefined) found.closed = true;
  },
  comment: async () => {},
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sweep-'));
  ahead = 0;
  said = { made: [], visible: false };
  filed = { made: [], visible: false };
  store = await openSqliteStore(folder, () => Date.now() + ahead);
  desk = await plainDesk(store, {
    chat,
    backlog,
    board: {
      open: async (key) => ({ id: key, url: null }),
      findByKey: async () => null,
      update: async () => {},
    },
    settings: { ...localSettings, backoffMs: { first: 5, longest: 10 }, pollMs: 20 },
  });
});

afterEach(async () => {
  await desk.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Both sides have made their thing twice by now, because the look in between showed nothing. */
async function madeTwice(): Promise<string> {
  const { id } = await desk.accept(intake('e1', 'please update my charge details'));
  await expect.poll(() => [said.made.length, filed.made.length]).toEqual([2, 2]);
  await desk.settled();
  said.visible = true;
  filed.visible = true;
  return id;
}

async function pass(ms: number): Promise<void> {
  ahead += ms;
  desk.wake();
  await desk.settled();
}

it('keeps the older of two, closes the newer, and speaks of the older from then on', async () => {
  const id = await madeTwice();
  expect((await store.caseOf(id))?.ticket?.id).toBe('BUG-2');
  await pass(6 * 60_000);
  await expect
    .poll(() => [...filed.made, ...said.made].map(({ closed }) => closed))
    .toEqual([false, true, false, true]);
  await pass(1_000);
  expect((await store.caseOf(id))?.ticket?.id).toBe('BUG-1');
  await expect.poll(() => said.made[0]?.text).toBe(`reply ${id} non-incident ticket=BUG-1 card=none`);
});

it('looks again when the first look came to nothing', async () => {
  await madeTwice();
  filed.visible = false;
  await pass(6 * 60_000);
  await expect.poll(() => said.made[1]?.closed).toBe(true);
  filed.visible = true;
  await pass(61 * 60_000);
  await expect.poll(() => filed.made.map(({ closed }) => closed)).toEqual([false, true]);
});

it('withdraws both when the report is gone meanwhile', async () => {
  await madeTwice();
  await desk.retract('e1');
  await desk.settled();
  await pass(6 * 60_000);
  await expect.poll(() => said.made.map(({ closed }) => closed)).toEqual([true, true]);
});

it('looks for nothing after a delivery that went well', async () => {
  said.made.push({ ref: { id: 'other', url: null }, key: 'other', text: '', closed: false });
  filed.made.push({ ref: { id: 'other', url: null }, key: 'other', text: '', closed: false });
  await desk.accept(intake('e1', 'please update my charge details'));
  await desk.settled();
  // Nothing waits but the weekly list.
  expect(await store.nextTimerAt()).toBeGreaterThan(Date.now() + 6 * 24 * 3_600_000);
});

it('looks anew when a desk wakes after all looks, and finds that its claim was lost', async () => {
  const id = await madeTwice();
  await pass(6 * 60_000);
  await pass(61 * 60_000);
  await expect.poll(() => filed.made.map(({ closed }) => closed)).toEqual([false, true]);
  // What the frozen desk made all the same, and that it is told so when it wakes.
  const effect = await store.effect(`${id}:file-ticket`);
  filed.made.push({ ref: { id: 'BUG-3', url: null }, key: `${id}:file-ticket`, text: '', closed: false });
  if (effect === null) throw new Error('there is no such effect');
  const deps = { store, settings: localSettings, backlog } as RunningDeps;
  await setSweep(deps, store, effect, await store.now(), { claim: 1 });
  await pass(6 * 60_000);
  await expect.poll(() => filed.made.map(({ closed }) => closed)).toEqual([false, true, true]);
});
