// One desk of the fault harness, as a process of its own. Reports come in as lines of JSON on standard input;
// each is answered with one line once it is stored. With `crashAt` it kills itself at that step of its work.

import { createInterface } from 'node:readline';
import { openPostgresStore, openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import type { Logger, Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import { defaultSettings } from '../../src/desk/settings.js';
import { startDesk } from '../../src/desk/start-desk.js';
import { plainJudge, plainScribe } from '../../test/desk/plain-judge.js';
import { remoteOutside, sweepable } from './remote-outside.js';

export interface DeskProcessTerms {
  readonly folder?: string;
  readonly database?: string;
  readonly name: string;
  readonly outside: string;
  readonly lagMs: number;
  /** How long a call may last, in milliseconds. */
  readonly callTimeoutMs?: number;
  readonly crashAt?: number;
  /** Stops itself, as SIGSTOP does, between reading its claim and its first call that makes something. */
  readonly freezes?: boolean;
  /** Looks for what was made twice, soon after. */
  readonly sweeps?: boolean;
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const terms = JSON.parse(process.argv[2] ?? '{}') as DeskProcessTerms;
const { callTimeoutMs = 400 } = terms;
let steps = 0;
const step = (): void => {
  steps += 1;
  if (steps === terms.crashAt) process.kill(process.pid, 'SIGKILL');
};

let heldAt = 0;
let frozen = false;
const windows: number[] = [];
/** The moment that nothing can guard: the claim was read, and the call is not sent yet. */
const inTheWindow = (name: string): void => {
  if (!/^before \w+ (make|edit)$/.test(name)) return;
  windows.push(performance.now() - heldAt);
  if (!terms.freezes || frozen) return;
  frozen = true;
  process.kill(process.pid, 'SIGSTOP');
};

const opened =
  terms.database === undefined
    ? await openSqliteStore(terms.folder ?? '')
    : await openPostgresStore(terms.database, { connections: 6 });
const store: Store = {
  ...opened,
  async transaction(work) {
    step();
    const result = await opened.transaction(work);
    step();
    return result;
  },
  async holds(...claim) {
    const held = await opened.holds(...claim);
    heldAt = performance.now();
    return held;
  },
};
const outside = remoteOutside(terms.outside, (name) => {
  step();
  inTheWindow(name);
});
const desk = await startDesk({
  store,
  judge: plainJudge,
  scribe: plainScribe,
  ...(terms.sweeps ? sweepable(terms.outside, outside) : outside),
  rota: { at: async () => ['ada'] },
  clock: systemClock,
  random: systemRandom,
  log: silent,
  name: terms.name,
  settings: {
    ...defaultSettings,
    begins: 'live',
    leaseMs: callTimeoutMs * 2.5,
    callTimeoutMs,
    visibleAfterMs: { chat: terms.lagMs, backlog: terms.lagMs, board: terms.lagMs },
    paceMs: { chat: 0, backlog: 0, board: 0 },
    backoffMs: { first: 20, longest: 200 },
    breaker: { failures: 5, restMs: 100 },
    maxTries: 1_000,
    coalesceMs: 20,
    pollMs: 200,
    sweepAfterMs: terms.sweeps ? [300, 1_500] : [],
  },
});
process.stdout.write('ready\n');

/** A claim of a killed desk is nobody's until it runs out: waiting for that is part of being done. */
async function quiet(): Promise<void> {
  for (;;) {
    await desk.settled();
    const next = await store.nextEffectAt(['chat', 'backlog', 'board']);
    const timer = terms.sweeps ? await store.nextTimerAt() : null;
    if ([next, timer].every((at) => at === null || at > Date.now() + 60_000)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') break;
  if (line === 'settle') {
    void quiet().then(() => process.stdout.write(`settled ${steps} ${JSON.stringify(windows)}\n`));
    continue;
  }
  const intake = JSON.parse(line) as Intake;
  const answer = await desk.accept(intake).catch(() => null);
  if (answer !== null) process.stdout.write(`stored ${intake.event}\n`);
}
await desk.stop();
await store.close();
// Standard input would keep the process alive for as long as the harness holds the other end.
process.exit(0);
