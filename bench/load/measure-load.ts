import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { openPostgresStore, openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import { judgeByRules } from '../../src/desk/judge-by-rules.js';
import type { Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import { scribeByRules } from '../../src/desk/scribe-by-rules.js';
import { localSettings } from '../../src/desk/settings.js';
import { type Desk, startDesk } from '../../src/desk/start-desk.js';
import { loadRulebookFolder, type Rulebook, SHIPPED_RULES } from '../../src/rulebook/index.js';
import { quietLog } from '../../test/desk/quiet-log.js';
import { havePostgres, startCluster } from '../../test/helpers/postgres.js';
import { machine } from '../measure.js';
import { measureStored } from './measure-stored.js';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    stored: { type: 'string', default: '1000000' },
    rules: { type: 'string', default: SHIPPED_RULES },
  },
});
const seconds = Number(values.seconds);
const texts = [
  'please change the charge details of Kestrel Gallery',
  'checkout is failing for everyone since noon',
  'thanks, that solved it',
  'the bid of lot 14 needs changing before the auction tonight',
  'how come this artwork is not showing up in search?',
];

console.log(machine());
const [load = 0] = loadavg();
console.log(`load before it: ${load.toFixed(1)}`);
const rulebook = await rules();
if (seconds > 0) {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  await measure('sqlite, one desk', [await openSqliteStore(folder)]);
  rmSync(folder, { recursive: true });
}
if (seconds > 0 && havePostgres('load on PostgreSQL')) {
  const cluster = await startCluster({ durable: true });
  for (const desks of [1, 3]) {
    const address = await cluster.freshSchema();
    const stores = await Promise.all(Array.from({ length: desks }, () => openPostgresStore(address)));
    await measure(`postgresql, ${desks === 1 ? 'one desk' : 'three desks'}`, stores);
  }
  await cluster.stop();
}
if (Number(values.stored) > 0) await measureStored(Number(values.stored));

/** Hands reports over as fast as they are stored, waits for the last effect, and prints. */
async function measure(name: string, stores: readonly Store[]): Promise<void> {
  const [first] = stores;
  if (first === undefined) return;
  const done = new Map<string, number>();
  const desks = await Promise.all(stores.map((store, index) => start(store, `desk-${index}`)));
  for (const desk of desks)
    desk.on((event) => {
      if (event.kind === 'delivered') done.set(event.effect.report, performance.now());
    });
  const begun = new Map<string, number>();
  const acknowledged: number[] = [];
  const start0 = performance.now();
  const until = start0 + seconds * 1_000;
  const cpu = process.cpuUsage();
  let peak = 0;
  for (let i = 0; performance.now() < until; i++) {
    const before = performance.now();
    const answer = await desks[i % desks.length]?.accept(intake(i));
    acknowledged.push(performance.now() - before);
    if (answer !== undefined) begun.set(answer.id, before);
    peak = Math.max(peak, process.memoryUsage.rss());
    // No faster than they can be carried: what is measured is the sustained rate, not the length of a queue.
    if (i % 20 === 19) await drained(first, 40);
  }
  await Promise.all(desks.map((desk) => desk.settled()));
  const took = (performance.now() - start0) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = ((user + system) / 1_000 / begun.size).toFixed(1);
  const whole = [...done].flatMap(([id, at]) => (begun.has(id) ? [at - (begun.get(id) ?? 0)] : []));
  console.log(
    `${name}: ${(begun.size / took).toFixed(0)} reports/s from intake to last effect; stored in ${say(acknowledged)}; last effect after ${say(whole)}; ${cpuMs} ms of processor a report; at most ${Math.round(peak / 2 ** 20)} MiB`,
  );
  for (const desk of desks) await desk.stop();
  for (const store of stores) await store.close();
}

async function drained(store: Store, most: number): Promise<void> {
  for (;;) {
    const { undecided, due } = await store.facts();
    if (undecided + due <= most) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function start(store: Store, name: string): Promise<Desk> {
  const local = { store, now: Date.now };
  return startDesk({
    store,
    judge: judgeByRules(rulebook, rulebook.routing),
    scribe: scribeByRules(rulebook.routing, rulebook.data.replies),
    chat: localChat(local),
    backlog: localBacklog(local),
    board: localBoard(local),
    rota: { at: async () => [] },
    clock: systemClock,
    random: systemRandom,
    log: quietLog,
    settings: { ...localSettings, pollMs: 50 },
    name,
  });
}

function intake(index: number): Intake {
  return {
    event: `load-${index}`,
    text: texts[index % texts.length] ?? '',
    source: { kind: 'human', channel: 'gallery-help', user: `user-${index % 500}` },
    // Too far apart to be halves of one pattern: a case that grows without end is another measurement.
    at: Date.UTC(2026, 0, 7, 15) + index * 20 * 60_000,
    utcOffset: 0,
    anchor: { id: `message-${index}`, url: null },
    private: false,
    synthetic: false,
  };
}

async function rules(): Promise<Rulebook> {
  const read = await loadRulebookFolder(values.rules);
  if (!('rulebook' in read) || read.rulebook === null)
    throw new Error('the rules have problems: triage check');
  return read.rulebook;
}

function say(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
  return `${at(0.5)} ms (p50), ${at(0.99)} ms (p99)`;
}
