// One round of faults: reports are handed to desks that are killed, or frozen, while the outside answers badly.
// Afterwards everything is counted.

import type { Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import { countFindings } from './count-findings.js';
import { type DeskRunner, runDesk } from './desk-runner.js';
import { type Outside, startOutside } from './outside.js';
import { seeded } from './seeded.js';

export interface RoundTerms {
  readonly seed: number;
  readonly folder?: string;
  readonly database?: string;
  readonly desks: number;
  readonly reports: number;
  readonly kills: number;
  /** Freeze as well as kill; the outside then enforces keys, since a frozen call can be sent at any later time. */
  readonly freeze: boolean;
  /** Opens the store for counting, once no desk runs. */
  readonly open: () => Promise<Store>;
}

/** What was counted; a sound round has no findings. */
export interface RoundResult {
  readonly seed: number;
  readonly kills: number;
  readonly freezes: number;
  readonly calls: number;
  readonly effects: number;
  readonly findings: readonly string[];
}

const lagMs = 60;
const callTimeoutMs = 400;

/** Runs a round to its end and counts. */
export async function runRound(terms: RoundTerms): Promise<RoundResult> {
  const random = seeded(terms.seed);
  const outside = await startOutside({
    random: seeded(terms.seed + 1),
    trouble: 0.25,
    enforcesKeys: terms.freeze,
    lagMs: lagMs / 2,
    slowMs: callTimeoutMs * 1.5,
    // A frozen desk's call is carried out whenever it comes.
    ...(!terms.freeze && { patienceMs: callTimeoutMs }),
  });
  const { intakes, stored, hander } = workload(terms, random);
  const desks = await Promise.all(
    Array.from({ length: terms.desks }, (_, index) => nurse(terms, index, outside, stored)),
  );
  const handing = hander(desks, random);
  let kills = 0;
  let freezes = 0;
  while (kills < terms.kills) {
    await rest(20 + random() * 400);
    const victim = desks[Math.floor(random() * desks.length)];
    if (victim === undefined) break;
    if (terms.freeze && random() < 0.4) {
      freezes += 1;
      await victim.freeze(random() * 2_500);
    } else {
      kills += 1;
      await victim.kill();
    }
  }
  await handing;
  outside.behave();
  await Promise.all(desks.map((desk) => desk.settled()));
  await Promise.all(desks.map((desk) => desk.stop()));
  const store = await terms.open();
  const findings = await countFindings(store, outside, intakes);
  await store.close();
  await outside.close();
  return { seed: terms.seed, kills, freezes, calls: outside.calls(), effects: outside.made.length, findings };
}

interface Nursed {
  readonly runner: () => DeskRunner;
  kill(): Promise<void>;
  freeze(ms: number): Promise<void>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** A desk that is started again whenever it was killed. */
async function nurse(
  terms: RoundTerms,
  index: number,
  outside: Outside,
  stored: (event: string) => void,
): Promise<Nursed> {
  let lives = 0;
  const birth = (): Promise<DeskRunner> => {
    lives += 1;
    const { folder, database } = terms;
    const where = database === undefined ? { folder: folder ?? '' } : { database };
    return runDesk(
      { ...where, name: `desk-${index}-${lives}`, outside: outside.url, lagMs, callTimeoutMs },
      stored,
    );
  };
  let runner = await birth();
  return {
    runner: () => runner,
    async kill() {
      runner.signal('SIGKILL');
      await runner.gone;
      runner = await birth();
    },
    async freeze(ms) {
      runner.signal('SIGSTOP');
      await rest(ms);
      runner.signal('SIGCONT');
    },
    settled: async () => void (await runner.settled()),
    stop: () => runner.stop(),
  };
}

/** Hands every report over again and again until some desk has stored it, and some once more after that. */
function workload(terms: RoundTerms, random: () => number) {
  const waiting = new Map<string, Intake>();
  const intakes = Array.from({ length: terms.reports }, (_, index) => makeIntake(terms.seed, index, random));
  for (const intake of intakes) waiting.set(intake.event, intake);
  const stored = (event: string): void => {
    waiting.delete(event);
  };
  const hander = async (desks: readonly Nursed[], choose: () => number): Promise<void> => {
    const hand = (intake: Intake): void => desks[Math.floor(choose() * desks.length)]?.runner().hand(intake);
    for (const intake of intakes) {
      hand(intake);
      if (choose() < 0.2) hand(intake);
      await rest((terms.kills * 250) / terms.reports);
    }
    while (waiting.size > 0) {
      for (const intake of waiting.values()) hand(intake);
      await rest(300);
    }
    for (const intake of intakes) if (choose() < 0.1) hand(intake);
  };
  return { intakes, stored, hander };
}

function makeIntake(seed: number, index: number, random: () => number): Intake {
  const kinds = [
    'please change my charge details',
    'outage of everything',
    'thanks',
    `part${index >> 1} fails`,
  ];
  const text = kinds[Math.floor(random() * kinds.length)] ?? '';
  return {
    event: `${seed}-${index}`,
    text,
    source: { kind: 'human', channel: 'gallery-help', user: `user-${index}` },
    at: 1_700_000_000_000 + index * 1_000,
    utcOffset: 0,
    anchor: { id: `message-${index}`, url: null },
    private: false,
    synthetic: false,
  };
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
