import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../../src/adapters/store/open-store.js';
import type { Store } from '../../../src/desk/ports.js';
import { intake } from '../../desk/intakes.js';
import { type Cluster, havePostgres, startCluster } from '../../helpers/postgres.js';

describe.runIf(havePostgres('a store on PostgreSQL'))('a store on PostgreSQL', () => {
  let cluster: Cluster;
  let address: string;
  let stores: Store[];

  const open = async (answerWithinMs?: number): Promise<Store> => {
    const store = await openPostgresStore(address, answerWithinMs === undefined ? {} : { answerWithinMs });
    stores.push(store);
    return store;
  };
  const ask = async (query: string): Promise<void> => {
    const client = new pg.Client({ connectionString: address });
    await client.connect();
    await client.query(query).finally(() => client.end());
  };

  beforeAll(async () => {
    cluster = await startCluster();
  });
  beforeEach(async () => {
    address = await cluster.freshSchema();
    stores = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
  });
  afterAll(() => cluster.stop());

  it('of a later version is refused', async () => {
    await open();
    await ask("insert into migrations (name, applied_at) values ('999-from-the-future', 1)");
    await expect(open()).rejects.toMatchObject({
      reason: 'newer',
      message: expect.stringContaining('999-from-the-future'),
    });
  });

  it('waits for a desk that makes its tables, however long that takes', async () => {
    const other = new pg.Client({ connectionString: address });
    await other.connect();
    await other.query('select pg_advisory_lock(7417263)');
    let opened = false;
    const opening = open(100).then(() => {
      opened = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(opened).toBe(false);
    await other.end();
    await opening;
  });

  it('does a transaction again when two desks stood in each other’s way', async () => {
    const [one, two] = [await open(), await open()];
    const [a, b] = await Promise.all(
      ['a', 'b'].map(async (event) => (await one.addReport(intake(event, 'x'), 1)).id),
    );
    const both = Promise.withResolvers<void>();
    let first = 0;
    let tries = 0;
    const lock = (store: Store, ids: readonly string[]) =>
      store.transaction(async (records) => {
        tries += 1;
        for (const id of ids) {
          await records.lockReport(id);
          first += 1;
          if (first === 2) both.resolve();
          await both.promise;
        }
      });
    await Promise.all([lock(one, [a ?? '', b ?? '']), lock(two, [b ?? '', a ?? ''])]);
    expect(tries).toBe(3);
  });

  it('that does not answer for a while is left, and is used again by itself once it does', async () => {
    const store = await open(300);
    await store.addReport(intake('before', 'x'), 1);
    const wake = cluster.freeze('all');
    await expect(store.addReport(intake('during', 'x'), 1)).rejects.toThrow();
    await expect(
      store.transaction(async (records) => {
        await records.setSetting('half', 'done');
        await records.setSetting('other half', 'done');
      }),
    ).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    wake();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store.addReport(intake(`after-${i}`, 'x'), 1)),
    );
    expect(answers.every(({ accepted }) => accepted === 'new')).toBe(true);
    const other = await open();
    for (const { id } of answers) expect(await other.report(id)).not.toBeNull();
    expect(await other.setting('half')).toBe(await other.setting('other half'));
  });

  it('is reached by new connections when nothing comes on the old ones any more', async () => {
    const store = await openPostgresStore(address, { answerWithinMs: 300, connections: 1 });
    await store.addReport(intake('before', 'x'), 1);
    const wake = cluster.freeze('connections');
    try {
      await expect(store.addReport(intake('during', 'x'), 1)).rejects.toThrow();
      const again = () => store.addReport(intake('during', 'x'), 1).catch(() => null);
      // New, or known where an earlier try came through and its answer did not.
      await expect.poll(again).not.toBeNull();
      expect(await store.reports(10)).toHaveLength(2);
    } finally {
      wake();
      await store.close();
    }
  });

  it('that does not answer keeps nobody from closing it', async () => {
    const store = await openPostgresStore(address, { answerWithinMs: 600_000 });
    await store.addReport(intake('before', 'x'), 1);
    const wake = cluster.freeze('all');
    const asked = store.addReport(intake('e1', 'x'), 1).catch(() => null);
    try {
      // The server stands still until it is closed: a store that waited for the answer would give up only later.
      await store.close();
    } finally {
      wake();
    }
    await asked;
  });
});
