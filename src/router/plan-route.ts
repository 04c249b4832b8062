// From a decision to a plan: the route that is taken, who is meant by it, and what the hours allow.

import type { Report } from '../classifier/index.js';
import { allLive, modeIn, observersOf } from './channel-modes.js';
import { onCallAt } from './directory.js';
import { incidentsChannel, type Policy } from './policy.js';
import { type Route, takeRoute } from './routes.js';
import type { RoutingRules } from './routing-rules.js';
import type { Destination, Effect, EffectKind, PersonId, Plan, RoutingInput } from './types.js';
import { mayWake } from './wakes.js';
import { findDestination, mentioned } from './who-is-meant.js';

/** Template that tells the observer's channel about a channel in mode `observe`. */
export const observedTemplate = 'observed';

/** Template by which those on call learn that a bot is not answered any more. */
export const breakerTemplate = 'breaker';

/** What should happen for one decision. The same input gives the same plan, keys included. */
export function planRoute(input: RoutingInput, rules: RoutingRules): Plan {
  const route = takeRoute(input, rules.routes);
  const { installation = allLive } = input;
  const mode = modeIn(input.report.source.channel, rules.policy, installation);
  const plan = { report: input.report.id, route: route.id };
  if (mode === 'silent') return { ...plan, effects: [], withheld: 'the channel is silent by policy' };
  if (mode === 'incidents-only' && !maybeIncident(input))
    return { ...plan, effects: [], withheld: 'only incidents are followed in this channel by policy' };
  const effects = withTurns(route, input, rules);
  if (mode === 'observe')
    return {
      ...plan,
      effects: observed(input, rules.policy, effects),
      withheld: 'the channel is only observed',
      observed: true,
    };
  if (mayMention(input)) return { ...plan, effects };
  // What is told without a mention now is raised when work begins: the first step of an escalation.
  const quiet = effects.map((effect) => ({ ...effect, mentions: [] }));
  return effects.every((effect) => effect.mentions.length === 0)
    ? { ...plan, effects: quiet }
    : { ...plan, effects: quiet, withheld: 'mentions, until the next working day' };
}

/** What would happen for a decision, were its channel live and the time one of work; for those who observe. */
export function wouldDo(input: RoutingInput, rules: RoutingRules): readonly Effect[] {
  return withTurns(takeRoute(input, rules.routes), input, rules);
}

/** Tells those on call, where incidents are followed, that nothing is said about a bot for a while. */
export function breakerOpened(
  { id: report, at }: Report,
  onCall: readonly PersonId[],
  { directory, policy }: RoutingRules,
): Effect {
  const destination: Destination = { kind: 'channel', channel: incidentsChannel(policy) };
  return {
    key: `${report}:breaker`,
    kind: 'announce',
    destination,
    template: breakerTemplate,
    mentions: onCallAt(onCall, directory, at, policy.offsets),
    after: [],
  };
}

/** The effect by which the reporter is answered; null when the plan does not speak to them. */
export function replyOf(plan: Plan): Effect | null {
  return plan.effects.find((effect) => effect.kind === 'reply') ?? null;
}

/** Key of an effect: the report, the kind and the destination, so that a second plan repeats nothing. */
export function effectKey(report: string, kind: EffectKind, destination: Destination): string {
  return `${report}:${kind}:${sayDestination(destination)}`;
}

/** Out of hours only what wakes may mention somebody (the process: "only responsible for downtime issues"). */
export function mayMention(input: Pick<RoutingInput, 'hours' | 'decision'>): boolean {
  return input.hours === 'working' || mayWake(input.decision);
}

function maybeIncident({ decision }: RoutingInput): boolean {
  return (
    decision.class === 'incident' || (decision.class === 'undecided' && decision.bestGuess === 'incident')
  );
}

/** The route's effects with people and channels filled in, each one once, waiting for one another by key. */
function withTurns(route: Route, input: RoutingInput, rules: RoutingRules): readonly Effect[] {
  const placed = distinct(
    route.effects.map((effect) => {
      const destination = findDestination(effect.to, input, rules);
      return { effect, destination, key: effectKey(input.report.id, effect.kind, destination) };
    }),
  );
  return placed.map(({ effect, destination, key }) => ({
    key,
    kind: effect.kind,
    destination,
    template: effect.template,
    mentions: mentioned(effect, destination, input, rules),
    after: placed.filter((other) => effect.after.includes(other.effect.kind)).map((other) => other.key),
    ...(effect.patienceMs !== null && { patienceMs: effect.patienceMs }),
  }));
}

/** Two effects of one kind may turn out to go to one person; the first stands. */
function distinct<T extends { readonly key: string }>(placed: readonly T[]): readonly T[] {
  return placed.filter((one, index) => placed.findIndex((other) => other.key === one.key) === index);
}

/** In an observed channel nothing is done; the observers read what would have been done. */
function observed(input: RoutingInput, policy: Policy, effects: readonly Effect[]): readonly Effect[] {
  const destination = observersOf(policy);
  if (effects.length === 0 || destination === null) return [];
  return [
    {
      key: effectKey(input.report.id, 'announce', destination),
      kind: 'announce',
      destination,
      template: observedTemplate,
      mentions: [],
      after: [],
    },
  ];
}

function sayDestination(destination: Destination): string {
  switch (destination.kind) {
    case 'thread':
      return 'thread';
    case 'channel':
      return `channel:${destination.channel}`;
    case 'person':
      return `person:${destination.person}`;
  }
}
