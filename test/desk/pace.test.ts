import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { type Chat, DeliveryError, type Message, type Store } from '../../src/desk/ports.js';
import { type DeskSettings, defaultSettings, localSettings } from '../../src/desk/settings.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { intake } from './intakes.js';
import { plainDesk } from './plain-desk.js';
import { shippedDesk } from './shipped-desk.js';

let folder: string;
let store: Store;
let desk: Desk;
let now: number;
/** Where each message was tried to be said, and when. */
let tried: { readonly place: string; readonly at: number }[];
let answer: (message: Message) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pace-'));
  now = 1_700_000_000_000;
  tried = [];
  answer = () => {};
  store = await openSqliteStore(folder, () => now);
});

afterEach(async () => {
  await desk.stop();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function start(settings: Partial<DeskSettings>): Promise<void> {
  const chat = localChat({ store, now: () => now });
  const watched: Chat = {
    ...chat,
    async post(key, message) {
      tried.push({ place: message.destination.kind, at: now });
      answer(message);
      return chat.post(key, message);
    },
  };
  desk = await plainDesk(store, { chat: watched, settings: { ...localSettings, ...settings } }, () => now);
}

/** Passes time step by step, as it would pass. */
async function pass(seconds: number, step = 1): Promise<void> {
  for (let i = 0; i < seconds; i += step) {
    now += step * 1_000;
    desk.wake();
    await desk.settled();
  }
}

const triesAt = (place: string): readonly number[] =>
  tried.filter((one) => one.place === place).map(({ at }) => at);

it('leaves a place alone for as long as it asks, and no other place', async () => {
  const begun = now;
  answer = ({ destination }) => {
    if (destination.kind === 'channel' && now < begun + 60_000)
      throw new DeliveryError('busy', 'asked to wait', { retryAfterMs: begun + 60_000 - now });
  };
  await start({});
  await desk.accept(intake('e1', 'outage'));
  await desk.settled();
  await desk.accept(intake('e2', 'outage'));
  await desk.accept(intake('e3', 'please change my charge details'));
  await pass(59);
  expect(triesAt('channel')).toHaveLength(1);
  expect(triesAt('thread')).toHaveLength(1);
  await pass(2);
  expect(
    triesAt('channel')
      .slice(1)
      .every((at) => at >= begun + 60_000),
  ).toBe(true);
  expect((await store.localItems('chat', 10)).filter(({ key }) => key.endsWith(':announce'))).toHaveLength(2);
});

it('rests a place that fails again and again, and tries it with less and less haste', async () => {
  let down = true;
  answer = ({ destination }) => {
    if (down && destination.kind === 'channel') throw new DeliveryError('busy', 'not now');
  };
  await start({ breaker: { failures: 5, restMs: 30_000 } });
  for (let i = 0; i < 20; i++) await desk.accept(intake(`e${i}`, 'outage'));
  await desk.settled();
  // Those that were under way together, and then nothing for half a minute.
  const first = triesAt('channel').length;
  expect(first).toBeGreaterThanOrEqual(5);
  expect(first).toBeLessThan(5 + defaultSettings.slots.chat);
  await pass(29);
  expect(triesAt('channel')).toHaveLength(first);
  await pass(120, 5);
  expect(triesAt('channel').length - first).toBeLessThanOrEqual(5 * defaultSettings.slots.chat);
  down = false;
  await pass(400, 20);
  expect((await store.localItems('chat', 100)).filter(({ key }) => key.endsWith(':announce'))).toHaveLength(
    20,
  );
});

it('waits longer from try to try, gives up at last, and tries again when a person says so', async () => {
  let down = true;
  answer = () => {
    if (down) throw new DeliveryError('busy', 'not now');
  };
  await start({
    maxTries: 6,
    backoffMs: { first: 2_000, longest: 16_000 },
    breaker: { failures: 1_000, restMs: 0 },
  });
  const { id } = await desk.accept(intake('e1', 'please change my charge details'));
  await pass(120);
  const waits = triesAt('thread').map((at, i, all) => (at - (all[i - 1] ?? at)) / 1_000);
  expect(waits).toHaveLength(6);
  for (const [i, most] of [2, 4, 8, 16, 16].entries()) {
    expect(waits[i + 1]).toBeGreaterThanOrEqual(most / 2);
    expect(waits[i + 1]).toBeLessThanOrEqual(most + 1);
  }
  expect((await store.parkedEffects()).map(({ effect }) => effect.key)).toEqual([`${id}:reply`]);
  down = false;
  await pass(60);
  expect(triesAt('thread')).toHaveLength(6);
  await store.retryEffect(`${id}:reply`, now);
  await pass(1);
  expect((await store.effect(`${id}:reply`))?.state).toBe('delivered');
});

it('says one thing a second in one place', async () => {
  await start({ paceMs: { chat: 1_000, backlog: 0, board: 0 } });
  for (let i = 0; i < 5; i++) await desk.accept(intake(`e${i}`, 'please change my charge details'));
  await pass(10);
  const times = triesAt('thread');
  expect(times).toHaveLength(5);
  expect(new Set(times).size).toBe(5);
});

it('says that a ticket will follow while the backlog is away for an hour, and names it once it is back', async () => {
  let away = true;
  const filed: string[] = [];
  const work = <T>(value: T): T => {
    if (away) throw new DeliveryError('ambiguous', 'no answer');
    return value;
  };
  const shipped = await shippedDesk({
    backlog: {
      file: async (key) => {
        work(filed.push(key));
        return { id: 'BUG-1', url: 'https://jira.example.com/browse/BUG-1' };
      },
      findByKey: async () => work(null),
      comment: async () => {},
    },
  });
  const replies = async (): Promise<readonly string[]> =>
    (await shipped.store.localItems('chat', 10)).map((item) => JSON.parse(item.body).text);
  try {
    const text = 'The charge details of Galería Sur need updating';
    await shipped.desk.accept(intake('e1', text, { at: shipped.now() }));
    await shipped.desk.settled();
    for (let minute = 0; minute < 60; minute++) await shipped.pass(60_000);
    expect(await replies()).toEqual([expect.stringContaining('a ticket will follow')]);
    expect((await shipped.desk.health()).blocking).not.toEqual([]);
    away = false;
    filed.length = 0;
    for (let minute = 0; minute < 8; minute++) await shipped.pass(60_000);
    expect(filed).toHaveLength(1);
    expect(await replies()).toEqual([expect.stringContaining('BUG-1')]);
    expect((await shipped.desk.health()).problems).toEqual([]);
  } finally {
    await shipped.close();
  }
});
