import type { Store } from '../desk/ports.js';

/** A store of which it is known whether somebody waits for it. */
export interface WatchedStore {
  readonly store: Store;
  /** Resolves when nobody has waited for the store for a few turns of the event loop: then all work rests. */
  idle(): Promise<void>;
}

const turns = 3;

/** The same store, with every call that is under way counted. */
export function watchedStore(store: Store): WatchedStore {
  let underWay = 0;
  let calls = 0;
  const counted = (work: unknown): unknown => {
    if (!(work instanceof Promise)) return work;
    underWay += 1;
    calls += 1;
    const done = (): void => {
      underWay -= 1;
    };
    work.then(done, done);
    return work;
  };
  const watched = new Proxy(store, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      return typeof value === 'function'
        ? (...given: unknown[]) => counted(value.apply(target, given))
        : value;
    },
  });
  return {
    store: watched,
    async idle() {
      for (let calm = 0, before = calls; calm < turns; ) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        calm = underWay === 0 && calls === before ? calm + 1 : 0;
        before = calls;
      }
    },
  };
}
