import type { RunningDeps } from './deps.js';
import { type Clock, DeliveryError } from './ports.js';

/** Waits for a call to the outside; after `callTimeoutMs` its end is unknown, and it counts as ambiguous. */
export async function inTime<T>({ clock, settings }: RunningDeps, work: Promise<T>): Promise<T> {
  const { callTimeoutMs } = settings;
  let cancel = (): void => {};
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(callTimeoutMs, () => {
      reject(new DeliveryError('ambiguous', `no answer within ${callTimeoutMs} ms`));
    });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}

/** Waits for work, but no longer than `ms`; what fails has ended too. */
export async function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = clock.after(ms, resolve);
    void Promise.allSettled([work]).then(() => {
      cancel();
      resolve();
    });
  });
}
