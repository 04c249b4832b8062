import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresStore, openSqliteStore } from '../../../src/adapters/store/open-store.js';
import type { Store } from '../../../src/desk/ports.js';
import { type Cluster, havePostgres, startCluster } from '../../helpers/postgres.js';

/** A way to open new, empty stores of one kind, with a clock that the test moves. */
export interface Kind {
  fresh(now?: () => number): Promise<Store>;
}

/** Runs the same tests on SQLite and on PostgreSQL. */
export function onEachStore(what: string, tests: (kind: Kind) => void): void {
  describe(`${what}, on SQLite`, () => {
    const opened = openedStores();
    afterAll(opened.closeAll);
    tests({
      async fresh(now) {
        const folder = mkdtempSync(join(tmpdir(), 'store-'));
        const store = await openSqliteStore(folder, now);
        return opened.keep(store, () => rmSync(folder, { recursive: true }));
      },
    });
  });

  describe.runIf(havePostgres(`${what}, on PostgreSQL`))(`${what}, on PostgreSQL`, () => {
    let cluster: Cluster;
    const opened = openedStores();
    beforeAll(async () => {
      cluster = await startCluster();
    });
    afterAll(async () => {
      await opened.closeAll();
      await cluster.stop();
    });
    tests({
      async fresh(now) {
        const address = await cluster.freshSchema();
        return opened.keep(await openPostgresStore(address, now === undefined ? {} : { now }));
      },
    });
  });
}

/** Closes each store when the next is opened, and the last at the end. */
function openedStores() {
  let close = async (): Promise<void> => {};
  return {
    closeAll: () => close(),
    async keep(store: Store, then: () => void = () => {}): Promise<Store> {
      await close();
      close = async () => {
        await store.close();
        then();
      };
      return store;
    },
  };
}
