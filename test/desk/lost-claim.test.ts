import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openPostgresStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import type { Store } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import { type Desk, startDesk } from '../../src/desk/start-desk.js';
import { type Cluster, havePostgres, startCluster } from '../helpers/postgres.js';
import { intake } from './intakes.js';
import { plainJudge, plainScribe } from './plain-judge.js';
import { quietLog } from './quiet-log.js';

describe.runIf(havePostgres('a claim that ran out'))('a claim that ran out', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());

  it('is read again right before the call, and nothing is sent by the desk that has lost it', async () => {
    const address = await cluster.freshSchema();
    const stores = [await openPostgresStore(address), await openPostgresStore(address)] as const;
    const sent: string[] = [];
    const start = (store: Store, name: string): Promise<Desk> => {
      const local = { store: stores[1], now: Date.now };
      const backlog = localBacklog(local);
      return startDesk({
        store,
        judge: plainJudge,
        scribe: plainScribe,
        chat: localChat(local),
        backlog: {
          ...backlog,
          file: (key, ticket) => {
            sent.push(`${name} ${key}`);
            return backlog.file(key, ticket);
          },
        },
        board: localBoard(local),
        rota: { at: async () => [] },
        clock: systemClock,
        random: systemRandom,
        log: quietLog,
        settings: { ...localSettings, pollMs: 50, leaseMs: 2_000, callTimeoutMs: 1_500 },
        name,
      });
    };
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow: Store = {
      ...stores[0],
      async effectsOfCase(id) {
        begun.resolve();
        await gate.promise;
        return stores[0].effectsOfCase(id);
      },
    };
    const first = await start(slow, 'slow');
    const { id } = await first.accept(intake('e1', 'please change my charge details'));
    await begun.promise;
    const second = await start(stores[1], 'other');
    const replied = async () => (await stores[1].effect(`${id}:reply`))?.state;
    await expect.poll(replied).toBe('delivered');
    gate.resolve();
    await first.settled();
    await first.stop();
    await second.stop();
    expect(sent).toEqual([`other ${id}:file-ticket`]);
    for (const store of stores) await store.close();
  });
});
