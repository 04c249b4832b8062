import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgresStore, openSqliteStore } from '../../src/adapters/store/open-store.js';
import type { Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import { havePostgres, startCluster } from '../../test/helpers/postgres.js';
import { apartMs, fillPostgres, fillSqlite, oldestOf } from './fill.js';
import { runDesk } from './run-desk.js';

const starts = 3;

/** Start and look-ups with that many stored reports, against the same with a hundredth of them. */
export async function measureStored(stored: number): Promise<void> {
  for (const count of [Math.round(stored / 100), stored]) await onSqlite(count);
  if (!havePostgres('stored reports on PostgreSQL')) return;
  const cluster = await startCluster({ durable: true });
  for (const count of [Math.round(stored / 100), stored])
    await onPostgres(count, await cluster.freshSchema());
  await cluster.stop();
}

async function onSqlite(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stored-'));
  await (await openSqliteStore(folder)).close();
  fillSqlite(join(folder, 'desk.db'), count);
  await measure(`sqlite, ${count} stored reports`, count, () => openSqliteStore(folder), folder);
  rmSync(folder, { recursive: true });
}

async function onPostgres(count: number, address: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stored-'));
  await (await openPostgresStore(address)).close();
  await fillPostgres(address, count);
  const open = () => openPostgresStore(address);
  await measure(`postgresql, ${count} stored reports`, count, open, folder, address);
  rmSync(folder, { recursive: true });
}

async function measure(
  name: string,
  count: number,
  open: () => Promise<Store>,
  folder: string,
  address?: string,
): Promise<void> {
  const readyMs: number[] = [];
  const listeningMs: number[] = [];
  const cpuMs: number[] = [];
  for (let i = 0; i < starts; i++) {
    const desk = await runDesk(folder, address);
    readyMs.push(desk.readyMs);
    listeningMs.push(desk.listeningMs);
    cpuMs.push(desk.cpuMs);
    await desk.stop();
  }
  const before = performance.now();
  const store = await open();
  await store.hasUndecided();
  await store.nextEffectAt(['chat', 'backlog', 'board']);
  const opened = performance.now() - before;
  const oldest = oldestOf(count);
  const known = await each(500, (i) => store.addReport(intake(`old-${(i * 7919) % count}`), 1));
  const fresh = await each(500, (i) => store.addReport(intake(`new-${i}`), 1));
  const window = await each(500, (i) => {
    const at = oldest + ((i * 7919) % count) * apartMs;
    return store.window([`function f${i % 50}`, 'area payments'], at - 1_800_000, at);
  });
  const claim = await each(500, () => store.nextUndecided());
  const facts = await each(20, () => store.facts());
  const silence = await each(20, (i) => {
    const since = oldest + i * 7_200_000;
    return store.countByChannel(since, since + 7_200_000);
  });
  const earlier = await each(20, (i) => store.countReportsBy(`user-${i}`, Number.MAX_SAFE_INTEGER));
  const situation = await each(100, (i) => store.effectsOfCase(`case-${(i * 7919) % count}`));
  await store.close();
  console.log(
    `${name}: a start listens after ${middle(listeningMs)} ms and is ready after ${middle(readyMs)} ms (${middle(cpuMs)} ms of processor; middle of ${starts}), of which the store takes ${opened.toFixed(0)} ms; known event ${known} ms; new event ${fresh} ms; correlation window ${window} ms; next undecided ${claim} ms; facts of health ${facts} ms; reports by channel ${silence} ms; reports of a person ${earlier} ms; effects of a case ${situation} ms`,
  );
}

async function each(times: number, work: (index: number) => Promise<unknown>): Promise<string> {
  const before = performance.now();
  for (let i = 0; i < times; i++) await work(i);
  return ((performance.now() - before) / times).toFixed(3);
}

function middle(times: readonly number[]): string {
  return ([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0).toFixed(0);
}

function intake(event: string): Intake {
  return {
    event,
    text: 'x',
    source: { kind: 'human', channel: 'c', user: 'u' },
    at: 1,
    utcOffset: 0,
    anchor: { id: 'm', url: null },
    private: false,
    synthetic: false,
  };
}
