import type { Clock, Random } from '../desk/ports.js';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

/** The machine's chance. */
export const systemRandom: Random = { next: () => Math.random() };
