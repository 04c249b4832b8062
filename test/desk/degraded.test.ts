import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import type { DeskDeps } from '../../src/desk/deps.js';
import { type Chat, DeliveryError, type Store } from '../../src/desk/ports.js';
import { type DeskSettings, localSettings } from '../../src/desk/settings.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { intake } from './intakes.js';
import { plainDesk } from './plain-desk.js';
import { plainJudge } from './plain-judge.js';

const hour = 3_600_000;

describe('in bad times', () => {
  let folder: string;
  let store: Store;
  let desk: Desk;
  let ahead: number;
  let local: Chat;

  const settings = (more: Partial<DeskSettings>): DeskSettings => ({ ...localSettings, pollMs: 20, ...more });
  const start = async (more: Partial<DeskDeps> = {}): Promise<void> => {
    const now = (): number => Date.now() + ahead;
    local = localChat({ store, now });
    desk = await plainDesk(store, { chat: local, settings: settings({}), ...more }, now);
  };

  const replyOf = async (id: string) =>
    (await store.effectsOfReport(id)).find(({ effect }) => effect.kind === 'reply');

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'degraded-'));
    ahead = 0;
    store = await openSqliteStore(folder, () => Date.now() + ahead);
  });

  afterEach(async () => {
    await desk.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  });

  /** A chat whose posts wait until they are let go; counts those that began. */
  const slowChat = () => {
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    const chat = (): Chat => ({
      ...local,
      async post(key, message) {
        begun.push(key);
        await gate.promise;
        return local.post(key, message);
      },
      edit: (...call) => local.edit(...call),
      findByKey: (...call) => local.findByKey(...call),
      withdraw: (...call) => local.withdraw(...call),
    });
    return { begun, letGo: gate.resolve, chat };
  };

  const startSlow = async (more: Partial<DeskSettings>) => {
    const slow = slowChat();
    await start();
    await desk.stop();
    await start({ chat: slow.chat(), settings: settings(more) });
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await expect.poll(() => slow.begun.length).toBe(1);
    return { ...slow, id };
  };

  it('a stop waits for the call under way, and keeps what came of it', async () => {
    const { id, letGo } = await startSlow({});
    setTimeout(letGo, 200);
    await desk.stop();
    expect((await replyOf(id))?.state).toBe('delivered');
  });

  it('a stop waits no longer than its bound, and the next start looks before it sends', async () => {
    const { id, letGo } = await startSlow({ drainMs: 100 });
    // The call never ends before: a stop that waited for it would not either.
    await desk.stop();
    expect((await replyOf(id))?.state).toBe('pending');
    letGo();
    await start();
    await expect.poll(async () => (await replyOf(id))?.state).toBe('delivered');
    expect(await store.localItems('chat', 10)).toHaveLength(1);
  });

  it('a clock that jumps an hour ahead during a call has nothing sent twice', async () => {
    const { id, letGo, begun } = await startSlow({});
    ahead = hour;
    desk.wake();
    await new Promise((resolve) => setTimeout(resolve, 300));
    letGo();
    await expect.poll(async () => (await replyOf(id))?.state).toBe('delivered');
    expect(begun).toHaveLength(1);
  });

  it('a clock that is set back an hour holds nothing up', async () => {
    ahead = hour;
    let failures = 1;
    await start();
    await desk.stop();
    const chat: Chat = {
      ...local,
      async post(key, message) {
        if (failures-- > 0) throw new DeliveryError('busy', 'not now');
        return local.post(key, message);
      },
    };
    // The lane's pace and the wait before the next try both end in the hour that comes again.
    await start({
      chat,
      settings: settings({
        paceMs: { chat: 300, backlog: 0, board: 0 },
        backoffMs: { first: 300, longest: 300 },
      }),
    });
    const first = await desk.accept(intake('e1', 'please update my charge details'));
    await expect.poll(async () => (await replyOf(first.id))?.attempts).toBe(1);
    ahead = 0;
    const second = await desk.accept(intake('e2', 'please update my charge details'));
    for (const { id } of [first, second])
      await expect.poll(async () => (await replyOf(id))?.state).toBe('delivered');
  });

  it('a neighbour that is away for an hour is waited for, and nothing is given up, lost or doubled', async () => {
    let away = true;
    await start();
    await desk.stop();
    const down = <T>(work: () => Promise<T>): Promise<T> =>
      away ? Promise.reject(new DeliveryError('ambiguous', 'no answer')) : work();
    const chat: Chat = {
      ...local,
      post: (...call) => down(() => local.post(...call)),
      findByKey: (...call) => down(() => local.findByKey(...call)),
    };
    await start({ chat });
    const ids: string[] = [];
    for (let minute = 0; minute < 60; minute++) {
      if (minute % 10 === 0)
        ids.push((await desk.accept(intake(`e${minute}`, 'please update my charge details'))).id);
      ahead += 60_000;
      desk.wake();
      await desk.settled();
    }
    expect((await store.facts()).parked).toBe(0);
    expect((await desk.health()).blocking).toEqual([
      expect.stringMatching(/^the oldest undelivered effect waits for \d+ minutes$/),
    ]);
    away = false;
    ahead += 6 * 60_000;
    desk.wake();
    for (const id of ids) await expect.poll(async () => (await replyOf(id))?.state).toBe('delivered');
    expect(await store.localItems('chat', 100)).toHaveLength(ids.length);
    expect(await store.localItems('backlog', 100)).toHaveLength(ids.length);
    expect((await desk.health()).problems).toEqual([]);
  });

  it('a store that is away acknowledges nothing, and the desk recovers by itself', async () => {
    let away = false;
    const failing = new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...call: unknown[]) =>
          away ? Promise.reject(new Error('connection refused')) : Reflect.apply(value, target, call);
      },
    });
    await start({ store: failing });
    const before = await desk.accept(intake('before', 'please update my charge details'));
    away = true;
    await expect(desk.accept(intake('during', 'please update my charge details'))).rejects.toThrow('refused');
    expect((await desk.health()).blocking).toEqual(['the store does not answer (Error)']);
    await new Promise((resolve) => setTimeout(resolve, 500));
    away = false;
    const after = await desk.accept(intake('during', 'please update my charge details'));
    expect(after.accepted).toBe('new');
    for (const { id } of [before, after])
      await expect.poll(async () => (await replyOf(id))?.state).toBe('delivered');
    expect(await store.localItems('chat', 10)).toHaveLength(2);
  });

  it('a disk that is full makes the desk not ready until it can write again', async () => {
    let full = false;
    const failing = new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        const writes = name === 'transaction' || String(name).startsWith('add');
        return (...call: unknown[]) =>
          full && writes ? Promise.reject(new Error('disk is full')) : Reflect.apply(value, target, call);
      },
    });
    await start({ store: failing });
    full = true;
    for (let i = 0; i < 3; i++)
      await expect(desk.accept(intake('e1', 'please update my charge details'))).rejects.toThrow('full');
    expect((await desk.health()).blocking).toContain('taking reports failed 3 times in a row (Error)');
    await expect
      .poll(async () => (await desk.health()).blocking)
      .toContainEqual(expect.stringMatching(/^deliver failed \d+ times in a row/));
    full = false;
    expect((await desk.accept(intake('e1', 'please update my charge details'))).accepted).toBe('new');
    await expect.poll(async () => (await desk.health()).blocking).toEqual([]);
  });

  it('what waits for a moment still does after the clock was set back', async () => {
    await start({
      judge: {
        ...plainJudge,
        plan: (input) => {
          const made = plainJudge.plan(input);
          const notBefore = Date.now() + ahead + 10_000;
          return { ...made, effects: made.effects.map((effect) => ({ ...effect, after: [], notBefore })) };
        },
      },
    });
    ahead = hour;
    const { id } = await desk.accept(intake('e1', 'please update my charge details'));
    await desk.settled();
    ahead = 0;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await replyOf(id))?.state).toBe('pending');
  });
});
