import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pinoLog } from '../../src/adapters/log.js';
import { furnish } from '../../src/adapters/slack/simulator/furnish.js';
import { type Simulator, startSimulator } from '../../src/adapters/slack/simulator/serve-workspace.js';
import { openSlack } from '../../src/adapters/slack/slack.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import { startLocalDesk } from '../../src/cli/local-mode.js';
import { loadRulebookFolder, SHIPPED_RULES } from '../../src/rulebook/index.js';
import { machine } from '../measure.ts';

const { values } = parseArgs({
  options: { reports: { type: 'string', default: '200' }, every: { type: 'string', default: '250' } },
});
const reports = Number(values.reports);
const everyMs = Number(values.every);
const channels = ['gallery-help', 'auctions-ops', ...Array.from({ length: 8 }, (_, at) => `help-${at}`)];
const texts = [
  'Charge details of Kestrel Gallery need updating',
  'A single partner cannot access CMS, Heron Gallery says',
  "How come this artwork isn't showing up in the fair?",
  'Checkout fails for everyone since noon',
];

const folder = mkdtempSync(join(tmpdir(), 'slack-bench-'));
const sim = await startSimulator({ limits: true });
const { rulebook } = await loadRulebookFolder(SHIPPED_RULES);
if (rulebook === null) throw new Error('the shipped rules cannot be used');
furnish(sim, {
  people: rulebook.routing.directory.people,
  channels: ['incidents', ...channels],
  privateChannels: ['triage-desk'],
});
const store = await openSqliteStore(folder, () => Date.now());
const log = pinoLog('silent');
const slack = openSlack(sim, {
  clock: systemClock,
  random: systemRandom,
  log,
  directory: () => rulebook.routing.directory,
  utcOffset: () => -300,
});
const desk = await startLocalDesk({
  store,
  rulebook,
  clock: systemClock,
  random: systemRandom,
  log,
  outside: { chat: slack.chat },
});
for (const channel of ['incidents', ...channels])
  await desk.changeSpeaking({ do: 'set-live', channel }, 'you');
slack.listen({ inbox: desk, store });
while (sim.sockets.count() === 0) await pause(20);
await slack.catchUp();

const stored = new Map<string, number>();
const decided = new Map<string, number>();
desk.on((event) => {
  if (event.kind === 'decided' && !decided.has(event.report.event))
    decided.set(event.report.event, performance.now());
});
const { accept } = desk;
Object.assign(desk, {
  accept: async (...given: Parameters<typeof accept>) => {
    const taken = await accept(...given);
    stored.set(given[0].event, performance.now());
    return taken;
  },
});
const firstPosts = new Map<string, number>();
sim.workspace.on((event) => {
  if (event.bot_id === 'B0DESK' && typeof event.thread_ts === 'string' && !firstPosts.has(event.thread_ts))
    firstPosts.set(event.thread_ts, performance.now());
});

const cpu = process.cpuUsage();
const said: { readonly ts: string; readonly event: string; readonly at: number }[] = [];
for (let at = 0; at < reports; at++) {
  const channel = channels[at % channels.length] ?? 'gallery-help';
  const begun = performance.now();
  const message = sim.people.say('you', channel, `${texts[at % texts.length]} (${at})`);
  said.push({ ts: message.ts, event: `slack:${message.channel}:${message.ts}`, at: begun });
  await pause(everyMs);
}
await pause(8_000);
const { user, system } = process.cpuUsage(cpu);

console.log(machine());
console.log(
  `${reports} reports, one every ${everyMs} ms over ${channels.length} channels; load ${loadavg()[0]?.toFixed(1)}`,
);
row(
  'event → stored',
  said.map(({ event, at }) => (stored.get(event) ?? Number.NaN) - at),
);
row(
  'event → decided',
  said.map(({ event, at }) => (decided.get(event) ?? Number.NaN) - at),
);
row(
  'event → first answer in its thread',
  said.map(({ ts, at }) => (firstPosts.get(ts) ?? Number.NaN) - at),
);
console.log(`answered ${firstPosts.size}, refused calls ${sim.complaints.length}, 429 ${limited(sim)}`);
console.log(
  `CPU of desk and workspace together: ${((user + system) / 1000 / reports).toFixed(1)} ms a report`,
);

await slack.stop();
await desk.stop();
await store.close();
await sim.close();
rmSync(folder, { recursive: true });

function limited({ calls }: Simulator): number {
  return calls.filter(({ status }) => status === 429).length;
}

function row(name: string, figures: readonly number[]): void {
  const sorted = figures.filter((figure) => !Number.isNaN(figure)).toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(0);
  console.log(
    `${name.padEnd(36)} p50 ${at(0.5).padStart(6)} ms   p99 ${at(0.99).padStart(6)} ms   n ${sorted.length}`,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
