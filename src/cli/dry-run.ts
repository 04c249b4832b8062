// A report's way without its last step: decided, planned and put into words like in the running desk, and
// then nothing is delivered.

import { pairByTurns } from '../adapters/local/local-rota.js';
import type { Decision, Report } from '../classifier/index.js';
import {
  type CaseFacts,
  type Effect,
  hoursAt,
  nothingYet,
  type PersonId,
  type Plan,
  personOf,
  planRoute,
  renderReply,
  replyOf,
  replyView,
} from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';

/** Where a report would go, and what its reporter would read there; null for silence. */
export interface Outcome {
  readonly route: string;
  readonly reply: string | null;
  readonly plan: Plan;
}

/** Plans for decisions, and words the reply as it would be sent once what comes before it has gone well. */
export function dryRun(
  rulebook: Rulebook,
): (report: Report, decision: Decision, onCall?: readonly PersonId[]) => Outcome {
  const { directory, policy } = rulebook.routing;
  return (report, decision, onCall = pairByTurns(directory, report.at)) => {
    const hours = hoursAt(report.at, policy);
    const plan = planRoute({ report, decision, onCall: { people: onCall }, hours }, rulebook.routing);
    const effect = replyOf(plan);
    const template = rulebook.replies.get(effect?.template ?? '');
    if (effect === null || template === undefined) return { route: plan.route, reply: null, plan };
    const person = personOf(report.source.user, directory);
    const view = replyView({
      report,
      decision,
      facts: factsBefore(effect, plan),
      rules: rulebook.routing,
      onCall: { people: onCall },
      now: report.at,
      permalink: null,
      private: false,
      reporter: { person: person && { id: person.id, name: person.name }, earlierReports: 0 },
      mentions: effect.mentions,
      note: null,
    });
    const { text } = renderReply(template, view);
    return { route: plan.route, reply: text === '' ? null : text, plan };
  };
}

/** What is so when an effect starts: all that it waits for is done, under names that say what will stand there. */
function factsBefore(effect: Effect, plan: Plan): CaseFacts {
  const done = plan.effects.filter((other) => effect.after.includes(other.key)).map((other) => other.kind);
  return {
    ...nothingYet,
    ticket: done.includes('file-ticket') ? { id: '(the link of the ticket)', url: null } : null,
    announcement: done.includes('announce') ? { id: '(the announcement)', url: null } : null,
    pmContacted: done.includes('contact-pm'),
    humanAsked: done.includes('ask-human'),
  };
}
