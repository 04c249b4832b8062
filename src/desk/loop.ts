import { nameOf } from './events.js';
import type { Clock, Logger } from './ports.js';
import type { Troubles } from './troubles.js';

/** Work that is done whenever there is some. */
export interface Loop {
  /** There may be work: look now. */
  wake(): void;
  /** Resolves when the step under way has ended; no other begins. */
  stop(): Promise<void>;
}

export interface LoopDeps {
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of each step that failed, and when it went well again. */
  readonly troubles?: Troubles;
}

const firstRest = 100;
const longestRest = 5_000;

/**
 * Repeats `step` while it gives true, then rests for the milliseconds `rest` gives, or until woken. A step that
 * throws (the store may be away) is logged and tried again after a growing rest: a loop never ends by itself.
 */
export function keepDoing(
  name: string,
  step: () => Promise<boolean>,
  rest: () => Promise<number>,
  { clock, log, troubles }: LoopDeps,
): Loop {
  let stopping = false;
  let woken = false;
  let endRest: (() => void) | null = null;
  let failures = 0;

  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      endRest = () => {
        cancel();
        resolve();
      };
    });

  const turn = async (): Promise<void> => {
    try {
      woken = false;
      const worked = await step();
      failures = 0;
      troubles?.wentWell(name);
      if (worked || woken || stopping) return;
      const ms = await rest();
      if (!woken && !stopping && ms > 0) await sleep(ms);
    } catch (error) {
      failures += 1;
      troubles?.failed(name, error);
      const ms = Math.min(longestRest, firstRest * 2 ** Math.min(failures, 10));
      log.error({ loop: name, error: nameOf(error), failures, restMs: ms }, 'a step failed, trying again');
      if (!stopping) await sleep(ms);
    }
    endRest = null;
  };

  const run = async (): Promise<void> => {
    while (!stopping) await turn();
  };
  const running = run();

  return {
    wake() {
      woken = true;
      if (failures === 0) endRest?.();
    },
    async stop() {
      stopping = true;
      endRest?.();
      await running;
    },
  };
}
