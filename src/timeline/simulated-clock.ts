import type { Clock } from '../desk/ports.js';

/** A clock that stands still until it is moved; what was to happen meanwhile happens then, in its order. */
export interface SimulatedClock extends Clock {
  /** Moves to a moment, stopping wherever something is due; `idle` waits until all that it started has ended. */
  moveTo(time: number, idle: () => Promise<void>): Promise<void>;
}

interface Wish {
  readonly at: number;
  readonly order: number;
  readonly then: () => void;
}

/** A clock that begins at a moment, in milliseconds since 1970, UTC. */
export function simulatedClock(start: number): SimulatedClock {
  const wishes = new Set<Wish>();
  let now = start;
  let order = 0;
  const first = (): Wish | null => {
    let found: Wish | null = null;
    for (const wish of wishes)
      if (found === null || wish.at < found.at || (wish.at === found.at && wish.order < found.order))
        found = wish;
    return found;
  };
  return {
    now: () => now,
    after(ms, then) {
      const wish: Wish = { at: now + Math.max(0, ms), order: order++, then };
      wishes.add(wish);
      return () => wishes.delete(wish);
    },
    async moveTo(time, idle) {
      await idle();
      for (let next = first(); next !== null && next.at <= time; next = first()) {
        wishes.delete(next);
        now = Math.max(now, next.at);
        next.then();
        await idle();
      }
      now = Math.max(now, time);
    },
  };
}
