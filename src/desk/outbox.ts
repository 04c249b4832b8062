// Claims due effects and delivers them, several at once, within the slots of each port: a slow backlog must
// not keep messages waiting.

import { deliver } from './deliver.js';
import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { atMost } from './in-time.js';
import type { Claim, ClaimTerms, PortName, Records } from './records.js';
import { readPause } from './speaking.js';

/** The sending side of the desk. */
export interface Outbox {
  /** Claims what is due, as far as slots are free, and begins to deliver it; false when nothing was claimed. */
  step(): Promise<boolean>;
  /** Milliseconds until something may be due. */
  rest(): Promise<number>;
  /** True while an effect is being claimed or delivered. */
  busy(): boolean;
  /** Claims begun so far: equal before and after a look means that nothing came between. */
  begun(): number;
  /** Resolves when no call is under way, or after `ms`; gives how many still are. */
  drain(ms: number): Promise<number>;
}

const recording = 'recording deliveries';

/** All ports that effects are delivered through. */
export const portNames: readonly PortName[] = ['chat', 'backlog', 'board'];

/** Ports that deliver now: while the desk is paused it says nothing, and tickets and cards go on. */
export async function openPorts(records: Pick<Records, 'setting'>): Promise<readonly PortName[]> {
  return (await readPause(records)) === null ? portNames : portNames.filter((port) => port !== 'chat');
}

/**
 * An outbox; each delivery is made with what `current` gives when it begins, `wake` is called whenever one has ended
 * and a slot is free again.
 */
export function createOutbox(deps: RunningDeps, current: () => RunningDeps, wake: () => void): Outbox {
  const { store, settings, log, clock, troubles } = deps;
  const underWay = new Map<Promise<void>, { readonly port: PortName; readonly key: string }>();
  let claiming = false;
  let begun = 0;

  const isFree = (port: PortName, claims: readonly Claim[] = []): boolean =>
    [...underWay.values(), ...claims.map(({ effect }) => effect)].filter((busy) => busy.port === port)
      .length < settings.slots[port];
  const freePorts = async (): Promise<readonly PortName[]> =>
    (await openPorts(store)).filter((port) => isFree(port));

  // In one transaction: what is due in a rush is claimed with one wait for the disk. Of lanes with a pace one at a
  // time: two desks that hold the lane which the other wants would wait for each other.
  const claimAll = (open: readonly PortName[]): Promise<readonly Claim[]> =>
    store.transaction(async (records) => {
      const now = await records.now();
      const own = [...underWay.values()].map(({ key }) => key);
      const claims: Claim[] = [];
      for (;;) {
        const ports = open.filter((port) => isFree(port, claims));
        const claim = await records.claimEffect({ ...termsOf(deps, ports), except: own }, now);
        if (claim !== null) claims.push(claim);
        if (claim === null || settings.paceMs[claim.effect.port] > 0) return claims;
      }
    });

  const begin = (claim: Claim): void => {
    const delivery = deliver(current(), claim)
      .then(() => troubles.wentWell(recording))
      .catch((error: unknown) => {
        // The store failed: the claim runs out by itself, and the next try looks first.
        troubles.failed(recording, error);
        log.error(
          { effect: claim.effect.effect.key, error: nameOf(error) },
          'a delivery could not be recorded',
        );
      })
      .finally(() => {
        underWay.delete(delivery);
        wake();
      });
    underWay.set(delivery, { port: claim.effect.port, key: claim.effect.effect.key });
  };

  return {
    async step() {
      claiming = true;
      begun += 1;
      try {
        const ports = await freePorts();
        if (ports.length === 0) return false;
        const claims = await claimAll(ports);
        for (const claim of claims) begin(claim);
        return claims.length > 0;
      } finally {
        claiming = false;
      }
    },

    async rest() {
      return restUntil(deps, await store.nextEffectAt(await freePorts()));
    },

    busy: () => claiming || underWay.size > 0,

    begun: () => begun,

    async drain(ms) {
      await atMost(clock, ms, Promise.allSettled([...underWay.keys()]));
      return underWay.size;
    },
  };
}

/** Milliseconds until something is due, at most until other desks may have brought work. */
export async function restUntil({ store, settings }: RunningDeps, at: number | null): Promise<number> {
  if (at === null) return settings.pollMs;
  return Math.max(1, Math.min(settings.pollMs, at - (await store.now())));
}

function termsOf(
  { name, settings, store }: RunningDeps,
  ports: readonly PortName[],
): Omit<ClaimTerms, 'except'> {
  const { leaseMs, visibleAfterMs, paceMs } = settings;
  // A file that is ours alone has no other desk that could still be calling when we find a claim on it.
  const call = store.exclusive ? 0 : settings.callTimeoutMs;
  const settleMs = {
    chat: call + visibleAfterMs.chat,
    backlog: call + visibleAfterMs.backlog,
    board: call + visibleAfterMs.board,
  };
  return { by: name, ports, leaseMs, settleMs, paceMs };
}
