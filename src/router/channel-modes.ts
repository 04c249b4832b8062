// How the desk behaves in a channel: what policy.yaml wants of it, held back to observing until somebody has let the
// desk speak there.

import { type Channel, type ChannelMode, incidentsChannel, modeOf, type Policy } from './policy.js';
import type { Destination, Installation, Standing } from './types.js';

/** An installation that holds nothing back. */
export const allLive: Installation = { begins: 'live', channels: {} };

/**
 * The mode that holds in a channel: one that is only observed is never louder than that. What is found anywhere is
 * announced in the incidents channel, so nothing is live before that is.
 */
export function modeIn(channel: string, policy: Policy, installation: Installation): ChannelMode {
  const wanted = modeOf(channel, policy);
  if (wanted === 'silent') return wanted;
  const isLive = [channel, incidentsChannel(policy)].every(
    (each) => standingOf(each, installation) === 'live',
  );
  return isLive ? wanted : 'observe';
}

/** Whether somebody has let the desk speak in a channel. */
export function standingOf(channel: string, { begins, channels }: Installation): Standing {
  return (Object.hasOwn(channels, channel) ? channels[channel] : undefined) ?? begins;
}

/** A channel of the policy, as it stands. */
export interface ChannelState {
  readonly name: string;
  readonly role: Channel['role'];
  /** What policy.yaml wants. */
  readonly wanted: ChannelMode;
  readonly standing: Standing;
  /** What holds. */
  readonly mode: ChannelMode;
}

/** The channels of the policy, and others that somebody has decided about. */
export function channelStates(policy: Policy, installation: Installation): readonly ChannelState[] {
  const named = new Set([...policy.channels.map(({ name }) => name), ...Object.keys(installation.channels)]);
  return [...named].map((name) => ({
    name,
    role: policy.channels.find((known) => known.name === name)?.role ?? 'other',
    wanted: modeOf(name, policy),
    standing: standingOf(name, installation),
    mode: modeIn(name, policy, installation),
  }));
}

/** Where it is told what happens in observed channels; null when nobody is told. */
export function observersOf(policy: Policy): Destination | null {
  return policy.observer === null ? null : { kind: 'channel', channel: policy.observer };
}
