// A whole desk in simulated time: the real store, judge, scribe, outbox and timers; only the clock and the last step
// outside are stand-ins. Scripted weeks are played on it, and recorded days can be.

import { localBacklog } from '../adapters/local/local-backlog.js';
import { localBoard } from '../adapters/local/local-board.js';
import { localChat } from '../adapters/local/local-chat.js';
import { judgeByRules } from '../desk/judge-by-rules.js';
import type { Rota, Store } from '../desk/ports.js';
import type { Rules } from '../desk/rules.js';
import { scribeByRules } from '../desk/scribe-by-rules.js';
import { localSettings } from '../desk/settings.js';
import { type Desk, startDesk } from '../desk/start-desk.js';
import type { RoutingRules } from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { alarmLog, type Seen, seenPorts } from './seen.js';
import { simulatedClock } from './simulated-clock.js';
import { watchedStore } from './watched-store.js';

/** What a simulated desk is made of. */
export interface Simulation {
  readonly rulebook: Rulebook;
  /** Opens an empty store by the simulated clock. */
  readonly openStore: (now: () => number) => Promise<Store>;
  readonly rota: Rota;
  /** When it begins, in milliseconds since 1970, UTC. */
  readonly start: number;
}

/** A desk whose time passes when it is told to. */
export interface SimulatedDesk {
  readonly desk: Desk;
  readonly store: Store;
  /** Everything that anybody saw so far, oldest first. */
  readonly seen: readonly Seen[];
  now(): number;
  /** Lets time pass until a moment; whatever is due on the way happens at its time. */
  moveTo(time: number): Promise<void>;
  /** Lets everything that is due now happen. */
  settle(): Promise<void>;
  /** Goes on by other routing rules: somebody has left, a channel has another mode. */
  useRouting(routing: RoutingRules): void;
  close(): Promise<void>;
}

/** Between two looks of the watch, in milliseconds: a week would be too many minutes to look at each. */
const watchEveryMs = 15 * 60_000;
const day = 24 * 3_600_000;
/** Edits that were put off to be made together are made within that time. */
const coalesceMs = 50;

/** Starts a simulated desk. */
export async function simulateDesk(given: Simulation): Promise<SimulatedDesk> {
  const { rulebook, rota, start } = given;
  const clock = simulatedClock(start);
  const now = (): number => clock.now();
  const { store, idle } = watchedStore(await given.openStore(now));
  const outside = { store, now };
  const ports = seenPorts(
    { chat: localChat(outside), backlog: localBacklog(outside), board: localBoard(outside) },
    now,
  );
  const rules = (routing: RoutingRules): Rules => ({
    judge: judgeByRules(rulebook, routing),
    scribe: scribeByRules(routing, rulebook.data.replies),
    rota,
  });
  const { seen, ...outer } = ports;
  const desk = await startDesk({
    store,
    ...rules(rulebook.routing),
    ...outer,
    clock,
    random: { next: () => 0.5 },
    log: alarmLog(seen, now),
    // Nobody else brings work, so nothing need be looked for: the loops wake when something is due.
    settings: { ...localSettings, coalesceMs, pollMs: day, ticketsEveryMs: day, watchEveryMs },
    name: 'simulated',
  });
  const moveTo = (time: number): Promise<void> => clock.moveTo(time, idle);
  return {
    desk,
    store,
    seen,
    now,
    moveTo,
    settle: () => moveTo(clock.now() + 2 * coalesceMs),
    useRouting: (routing) => desk.useRules(rules(routing)),
    async close() {
      const stopped = desk.stop();
      await moveTo(clock.now() + localSettings.drainMs);
      await stopped;
      await store.close();
    },
  };
}
