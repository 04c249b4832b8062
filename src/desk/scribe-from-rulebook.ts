// Words for what the desk does: the rulebook's templates over what is so at the moment of sending.

import type { Decision, Report } from '../classifier/index.js';
import {
  areaOf,
  type CaseFacts,
  type Effect,
  nothingYet,
  type PersonId,
  personOf,
  renderReply,
  replyView,
  titled,
} from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';
import type { Scribe, Situation } from './judge.js';
import type { StoredEffect } from './records.js';

/** What an effect's words are made of. */
export interface Occasion {
  readonly effect: Effect;
  readonly said: {
    readonly report: Report;
    /** Said in a private channel or a direct message: quoted nowhere else. */
    readonly private: boolean;
    readonly permalink: string | null;
  };
  readonly decision: Decision;
  readonly facts: CaseFacts;
  /** The rota now, first engineer first. */
  readonly onCall: readonly PersonId[];
  /** Reports that the same person made before. */
  readonly earlierReports: number;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
}

/** A scribe by one rulebook. Throws for an effect that names a template the rulebook does not have. */
export function scribeFrom(rulebook: Rulebook): Scribe {
  const render = (situation: Situation): string => replyTo(occasionOf(situation), rulebook);
  return {
    message: render,
    ticket(situation) {
      const { title, body } = titled(render(situation));
      const area = areaOf(situation.decision.area, rulebook.routing.directory);
      return {
        summary: title,
        description: body,
        component: area?.component ?? '',
        labels: ['triage-desk', ...(area === null ? [] : [area.name])],
      };
    },
    card(situation) {
      const { title, body } = titled(render(situation));
      const links = [situation.report.anchor.url, ...situation.effects.map(({ ref }) => ref?.url ?? null)];
      return {
        title,
        description: body,
        area: situation.decision.area,
        links: links.filter((link) => link !== null),
      };
    },
  };
}

/** An effect's words on one occasion; empty when nothing is to be said. */
export function replyTo(occasion: Occasion, rulebook: Rulebook): string {
  const { effect, said, decision, facts, onCall, earlierReports, now } = occasion;
  const template = rulebook.replies.get(effect.template ?? '');
  if (template === undefined) {
    throw new Error(`replies/${effect.template}.liquid: no such template in this rulebook`);
  }
  const { user, kind } = said.report.source;
  const person = kind === 'human' ? personOf(user, rulebook.routing.directory) : null;
  return renderReply(
    template,
    replyView({
      ...said,
      decision,
      facts,
      rules: rulebook.routing,
      onCall,
      now,
      reporter: { person: person && { id: person.id, name: person.name }, earlierReports },
      mentions: effect.mentions,
    }),
  ).text;
}

function occasionOf(situation: Situation): Occasion {
  const { effect, report: stored, decision, onCall, now } = situation;
  return {
    effect,
    said: { report: stored.report, private: stored.private, permalink: stored.anchor.url },
    decision,
    facts: factsOf(situation),
    onCall,
    earlierReports: situation.earlierReports,
    now,
  };
}

/** What has been done so far about a report and its case. */
function factsOf({ case: followed, effects, now }: Situation): CaseFacts {
  const of = (kind: Effect['kind']) => effects.filter(({ effect }) => effect.kind === kind);
  const done = (kind: Effect['kind']) => of(kind).find(wasDelivered)?.ref ?? null;
  return {
    ...nothingYet,
    status: followed?.status ?? 'open',
    ticket: followed?.ticket ?? done('file-ticket'),
    ticketDelayed: of('file-ticket').some(hasFailed),
    card: followed?.card ?? done('open-card'),
    announcement: done('announce'),
    pmContacted: done('contact-pm') !== null,
    humanAsked: done('ask-human') !== null,
    acknowledgedBy: followed?.acknowledged?.by ?? null,
    resolvedBy: followed?.resolved?.by ?? null,
    decidedBy: followed?.decidedBy ?? null,
    reports: followed?.reports.length ?? 1,
    waitedMinutes: followed === null ? 0 : Math.floor((now - followed.openedAt) / 60_000),
  };
}

function wasDelivered({ state, ref }: StoredEffect): boolean {
  return state === 'delivered' && ref !== null;
}

function hasFailed({ state, attempts }: StoredEffect): boolean {
  return state === 'parked' || (state === 'pending' && attempts > 0);
}
