// From roles to people: who is on call, who the PM of the area is, and where somebody reads when nobody is found.

import { awayAt, onCallAt, pmAt, pointPersonAt } from './directory.js';
import { incidentsChannel } from './policy.js';
import type { MentionedRole, RouteDestination, RouteEffect } from './routes.js';
import type { RoutingRules } from './routing-rules.js';
import type { Destination, OnCall, PersonId, RoutingInput } from './types.js';

/** A person who cannot be found is looked for in #incidents instead, where somebody reads. */
export function findDestination(to: RouteDestination, input: RoutingInput, rules: RoutingRules): Destination {
  if (to.kind !== 'role') return to;
  const [person] = peopleFor(to.role, input, rules);
  return person === undefined
    ? { kind: 'channel', channel: incidentsChannel(rules.policy) }
    : { kind: 'person', person };
}

/** Whom the message of an effect is meant for; the hours decide later whether they are mentioned. */
export function mentioned(
  effect: RouteEffect,
  destination: Destination,
  input: RoutingInput,
  rules: RoutingRules,
): readonly PersonId[] {
  const asked = peopleFor(effect.mention, input, rules);
  // With nobody to send it to, the message went to the channel: then the pair on call is asked to take it.
  const lost = effect.to.kind === 'role' && destination.kind === 'channel';
  return lost ? peopleFor('on-call', input, rules) : asked;
}

/** Those who are called at a moment: both, or whoever has the off hours by the split of the two and is not away. */
export function onDuty(
  { people, duty }: OnCall,
  { directory, policy: { offsets } }: Pick<RoutingRules, 'directory' | 'policy'>,
  time: number,
): readonly PersonId[] {
  const alone = duty != null && !awayAt(directory, time, offsets).includes(duty);
  return onCallAt(alone ? [duty] : people, directory, time, offsets);
}

function peopleFor(role: MentionedRole, input: RoutingInput, rules: RoutingRules): readonly PersonId[] {
  const { area } = input.decision;
  const { directory, policy } = rules;
  const now = input.now ?? input.report.at;
  const onCall = onDuty(input.onCall, rules, now);
  const one = (person: PersonId | null) => (person === null ? [] : [person]);
  switch (role) {
    case 'on-call':
      return onCall;
    case 'first-on-call':
      return onCall.slice(0, 1);
    case 'pm':
      return one(pmAt(area, directory, now, policy.offsets));
    case 'point-person':
      return one(pointPersonAt(area, directory, now, policy.offsets));
    case 'nobody':
      return [];
  }
}
