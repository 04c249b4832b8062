// Whether a desk that runs for long stays as large as it is: node bench/soak.ts [--minutes 10] [--rate 20] [--postgresql]
// A real desk is handed that many reports a second, or as many as it takes, each twentieth a second time, and is asked
// once a second how it is, as a monitor would. A line a minute; the exit code is 1 when it grew, or lost a report.
// TRIAGE_LOG=warn shows what went wrong meanwhile.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { havePostgres, startCluster } from '../test/helpers/postgres.ts';
import { runDesk } from './load/run-desk.ts';
import { machine } from './measure.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '20' },
    postgresql: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const rate = Number(values.rate);
const texts = [
  'please change the charge details of Kestrel Gallery',
  'checkout is failing for everyone since noon',
  'thanks, that solved it',
  'the bid of lot 14 needs changing before the auction tonight',
  'how come this artwork is not showing up in search?',
];
/** More than that from the third minute to the end is growth, not the garbage collector's breathing. */
const mostGrowth = 1.25;

/** Where it stands, should anything be left over. */
const standing =
  /^triage_(store_up|reports_(undecided|stuck)|undecidable_total|effects_(due|parked)|undelivered_age_seconds|effects_total\{.*(delayed|parked))\b/;

const cluster = values.postgresql && havePostgres('a soak on PostgreSQL') ? await startCluster() : null;
const folder = mkdtempSync(join(tmpdir(), 'soak-'));
const desk = await runDesk(folder, await cluster?.freshSchema());
const begun = performance.now();
/** Milliseconds since the beginning, and MiB then. */
const residents: (readonly [number, number])[] = [];
const accepted = new Set<string>();
let refused = 0;

console.log(machine());
console.log(
  `${values.postgresql ? 'postgresql' : 'sqlite'}, ${rate} reports a second for ${minutes} minutes`,
);
for (let index = 0, minute = 1, due = begun; performance.now() < begun + minutes * 60_000; due += 1_000) {
  await Promise.all(Array.from({ length: rate }, () => hand(index++)));
  await (await ask('/readyz')).arrayBuffer();
  residents.push([performance.now() - begun, resident()]);
  if (performance.now() > begun + minute * 60_000) await say(minute++);
  // On a machine that cannot keep up it is the next second that is late, not the reports that pile up.
  due = Math.max(due, performance.now() - 1_000);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, due + 1_000 - performance.now())));
}
const took = (performance.now() - begun) / 1_000;
const left = await settled();
const after = await figures();
const decided = sum(after, /^triage_reports_total\{/);
const early = medianOf(during(2, 3));
const late = medianOf(during(minutes - 1, minutes + 1));
console.log(
  `${accepted.size} accepted in ${took.toFixed(0)} s, ${refused} refused, ${decided} decided, ${left} effects left; resident memory in the third minute ${early} MiB, in the last ${late} MiB, at most ${Math.max(...residents.map(([, size]) => size))} MiB`,
);
if (left > 0 || decided !== accepted.size) console.log(linesOf(after, standing).join('\n'));
const code = await desk.stop();
await cluster?.stop();
rmSync(folder, { recursive: true });
// A run that is too short to have a third minute tells nothing about growth.
const grew = early > 0 && late > early * mostGrowth;
if (code !== 0 || grew || refused > 0 || decided !== accepted.size || left > 0) process.exitCode = 1;

async function hand(index: number): Promise<void> {
  // Each twentieth is one that came before.
  const id = `soak-${index % 20 === 19 ? index - 7 : index}`;
  const answer = await ask('/reports', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id,
      text: texts[index % texts.length],
      source: { user: `user-${index % 500}` },
      ts: new Date(Date.UTC(2026, 0, 7, 15) + index * 60_000).toISOString(),
    }),
  });
  await answer.arrayBuffer();
  if (answer.ok) accepted.add(id);
  else refused += 1;
}

async function say(minute: number): Promise<void> {
  const text = await figures();
  const heap = Math.round(sum(text, /^nodejs_heap_size_used_bytes /) / 2 ** 20);
  const due = sum(text, /^triage_effects_due /);
  console.log(
    `minute ${minute}: ${accepted.size} accepted, ${due} effects due, resident ${residents.at(-1)?.[1]} MiB, heap ${heap} MiB, load ${loadavg()[0]?.toFixed(1)}`,
  );
}

async function settled(): Promise<number> {
  for (let second = 0; ; second++) {
    const text = await figures();
    const left = sum(text, /^triage_effects_due /) + sum(text, /^triage_reports_undecided /);
    if (left === 0 || second === 60) return left;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function figures(): Promise<string> {
  return (await ask('/metrics')).text();
}

/** Again where an idle connection was closed just then: the same id is the same report. */
async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  for (let left = 3; ; left--) {
    try {
      return await fetch(`${desk.url}${path}`, init);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

function sum(text: string, wanted: RegExp): number {
  return linesOf(text, wanted).reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
}

function linesOf(text: string, wanted: RegExp): readonly string[] {
  return text.split('\n').filter((line) => wanted.test(line));
}

/** MiB of the process, by the system's account. */
function resident(): number {
  const status = readFileSync(`/proc/${desk.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}

/** Sizes between two minutes. */
function during(from: number, to: number): readonly number[] {
  return residents.flatMap(([at, size]) => (at >= from * 60_000 && at < to * 60_000 ? [size] : []));
}

function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
