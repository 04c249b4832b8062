// What can be made to go wrong. Each is ordered for the next calls or connections that fit, and is used up by them.

/**
 * What becomes of one call. `lost`: it is done and the connection cut; `cut`: it is not done and the connection cut;
 * `hang`: it is done and never answered; `garbled`: it is done and answered with a web page.
 */
export type CallFault =
  | 'lost'
  | 'cut'
  | 'hang'
  | 'garbled'
  | { readonly status: number; readonly retryAfter?: number; readonly done?: boolean }
  | { readonly error: string };

/** What becomes of one new connection. `deaf`: events sent down it are never acknowledged, they go nowhere. */
export type SocketFault = 'refused' | 'silent' | 'deaf';

/** Orders for trouble. */
export interface Faults {
  /** The next `times` calls of that method get the fault. */
  failCall(method: string | RegExp, fault: CallFault, times?: number): void;
  /** The next `times` connections are refused, get no hello, or are deaf. */
  failSocket(fault: SocketFault, times?: number): void;
  /** The next `times` events are delivered twice, on two sockets where there are two. */
  deliverTwice(times: number): void;
  /** The next `times` events are delivered to no socket at first; Slack thinks that they were. */
  loseEvents(times: number): void;
  takeCall(method: string): CallFault | null;
  takeSocket(): SocketFault | null;
  putBack(fault: SocketFault): void;
  takeTwice(): boolean;
  takeLost(): boolean;
}

/** No trouble, until it is ordered. */
export function createFaults(): Faults {
  const calls: { readonly method: string | RegExp; readonly fault: CallFault; left: number }[] = [];
  const sockets: SocketFault[] = [];
  let twice = 0;
  let lost = 0;
  return {
    failCall: (method, fault, times = 1) => void calls.push({ method, fault, left: times }),
    failSocket: (fault, times = 1) => void sockets.push(...Array<SocketFault>(times).fill(fault)),
    deliverTwice(times) {
      twice += times;
    },
    loseEvents(times) {
      lost += times;
    },
    takeCall(method) {
      const found = calls.find(
        (each) =>
          each.left > 0 &&
          (typeof each.method === 'string' ? each.method === method : each.method.test(method)),
      );
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
    takeSocket: () => sockets.shift() ?? null,
    putBack: (fault) => void sockets.unshift(fault),
    takeTwice() {
      if (twice === 0) return false;
      twice -= 1;
      return true;
    },
    takeLost() {
      if (lost === 0) return false;
      lost -= 1;
      return true;
    },
  };
}
