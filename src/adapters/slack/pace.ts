// How often Slack may be called: each method by its tier, posting once a second into a channel. The pace keeps below
// what Slack allows, so that a 429 is rare; when it comes all the same, the method rests for as long as it says.

import { DeliveryError } from '../../desk/ports.js';

/** Gives calls their turn. */
export interface Pace {
  /** Resolves when the call may be made; rejects as busy when that would take too long. */
  turn(method: string, channel: string | null): Promise<void>;
  /** Slack asked to be left alone. */
  rest(method: string, channel: unknown, ms: number): void;
}

/** Calls a minute that Slack allows at least, by tier. */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** The tier of each method that the desk calls; those with a rule of their own are left out. */
export const tierOf: Readonly<Record<string, keyof typeof perMinute>> = {
  'chat.delete': 3,
  'chat.postEphemeral': 4,
  'chat.update': 3,
  'conversations.history': 3,
  'conversations.info': 3,
  'conversations.list': 2,
  'conversations.members': 4,
  'conversations.open': 3,
  'conversations.replies': 3,
  'team.info': 3,
  'usergroups.list': 2,
  'users.info': 4,
  'users.list': 2,
  'users.lookupByEmail': 3,
  'views.open': 4,
  'views.publish': 4,
  'views.push': 4,
  'views.update': 4,
};

/** Of each allowance some is saved up for bursts. */
const burstSeconds = 15;
const postBurst = 3;

/** What a call waits for its turn at most, in milliseconds; longer than that is better told than waited for. */
const longestWaitMs = 5_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** What waiting needs of the world. */
export interface PaceClock {
  now(): number;
  after(ms: number, then: () => void): () => void;
}

/** Never waits: for tests of other things, and for a workspace that sets no limits. */
export const noPace: Pace = { turn: async () => {}, rest() {} };

/** A pace by the clock. */
export function createPace(clock: PaceClock): Pace {
  const buckets = new Map<string, Bucket>();
  const resting = new Map<string, number>();
  return {
    async turn(method, channel) {
      const name = nameOf(method, channel);
      const rest = (resting.get(name) ?? 0) - clock.now();
      const wait = Math.max(rest, rest > longestWaitMs ? 0 : take(buckets, name, method, clock.now()));
      if (wait > longestWaitMs) {
        throw new DeliveryError('busy', `Slack's ${method} waits for its turn`, {
          retryAfterMs: Math.ceil(wait),
        });
      }
      if (wait > 0) await new Promise<void>((resolve) => clock.after(Math.ceil(wait), resolve));
    },
    rest(method, channel, ms) {
      resting.set(nameOf(method, typeof channel === 'string' ? channel : null), clock.now() + ms);
    },
  };
}

/** Posting has an allowance in each channel, other methods have one altogether. */
function nameOf(method: string, channel: string | null): string {
  return method === 'chat.postMessage' ? `${method} ${channel ?? ''}` : method;
}

/** Takes a token; gives the milliseconds until it is there. One that would take too long is given back. */
function take(buckets: Map<string, Bucket>, name: string, method: string, now: number): number {
  const allowance = allowanceOf(method);
  if (allowance === null) return 0;
  const { perMs, most } = allowance;
  const bucket = buckets.get(name) ?? { tokens: most, at: now };
  const tokens = Math.min(most, bucket.tokens + (now - bucket.at) * perMs) - 1;
  const wait = tokens >= 0 ? 0 : -tokens / perMs;
  buckets.set(name, { tokens: wait > longestWaitMs ? tokens + 1 : tokens, at: now });
  return wait;
}

function allowanceOf(method: string): { readonly perMs: number; readonly most: number } | null {
  if (method === 'chat.postMessage') return { perMs: 1 / 1000, most: postBurst };
  const tier = tierOf[method];
  if (tier === undefined) return null;
  const perMs = perMinute[tier] / 60_000;
  return { perMs, most: Math.max(1, perMs * burstSeconds * 1000) };
}
