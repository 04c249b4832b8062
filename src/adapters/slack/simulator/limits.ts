// How often each method may be called, as Slack publishes it by tiers, and posting into one channel.

import type { Form } from './method.js';

/** Calls a minute that each tier allows at least. */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 } as const;

/** The tier of each method that the simulator knows; those with a rule of their own are left out. */
export const tiers: Readonly<Record<string, keyof typeof perMinute>> = {
  'chat.delete': 3,
  'chat.postEphemeral': 4,
  'chat.update': 3,
  'conversations.history': 3,
  'conversations.info': 3,
  'conversations.join': 3,
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

/** One message a second into a channel, with a little patience for bursts. */
const burst = 4;

/** Says how many seconds a call must wait; null when it may go on. */
export type Limits = (method: string, form: Form) => number | null;

/** Limits by the clock. */
export function createLimits(now: () => number): Limits {
  const calls = new Map<string, number[]>();
  const channels = new Map<string, { tokens: number; at: number }>();
  return (method, form) => {
    if (method === 'chat.postMessage') return inChannel(channels, form.channel ?? '', now());
    const tier = tiers[method];
    if (tier === undefined) return null;
    const recent = (calls.get(method) ?? []).filter((at) => at > now() - 60_000);
    const [oldest = now()] = recent;
    if (recent.length >= perMinute[tier]) return Math.max(1, Math.ceil((oldest + 60_000 - now()) / 1000));
    calls.set(method, [...recent, now()]);
    return null;
  };
}

function inChannel(
  channels: Map<string, { tokens: number; at: number }>,
  channel: string,
  now: number,
): number | null {
  const bucket = channels.get(channel) ?? { tokens: burst, at: now };
  const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / 1000);
  channels.set(channel, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
  return tokens < 1 ? 1 : null;
}
