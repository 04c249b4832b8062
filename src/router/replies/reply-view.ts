// What a text may speak of: a projection of the case at the moment of sending. All that is not yet so is null or
// false here, so that a template cannot claim it.

import type { Decision, DecisionClass, Report } from '../../classifier/index.js';
import { areaOf, coverOnCall, type Directory, personOf, pmFor, pointPersonFor } from '../directory.js';
import { hoursAt, nextWorkingStart, sayTimeFrom } from '../hours.js';
import type { RoutingRules } from '../plan-route.js';
import { incidentsChannel } from '../policy.js';
import { promise } from '../promise.js';
import type { CaseStatus, Hours, PersonId } from '../types.js';
import { maskSecrets } from './mask-secrets.js';

/** A thing elsewhere, and its address where it has one. */
export interface Link {
  readonly id: string;
  readonly url: string | null;
}

/** What has happened so far, as the desk knows it; `nothingYet` is the start. */
export interface CaseFacts {
  readonly status: CaseStatus;
  readonly ticket: Link | null;
  /** The ticket could not be filed at the first try, and is being tried again. */
  readonly ticketDelayed: boolean;
  readonly card: Link | null;
  /** The announcement in the incidents channel. */
  readonly announcement: Link | null;
  readonly pmContacted: boolean;
  /** The on-call engineer has been asked what the report is. */
  readonly humanAsked: boolean;
  readonly acknowledgedBy: PersonId | null;
  readonly resolvedBy: PersonId | null;
  /** The person who decided something; from then on their word stands. */
  readonly decidedBy: PersonId | null;
  /** The class that the reporter was told before, when it has changed. */
  readonly previousClass: DecisionClass | null;
  /** The incident that this report turned out to be part of. */
  readonly incident: Link | null;
  /** A way around the problem that somebody has shared. */
  readonly workaround: string | null;
  /** How many reports the case unites. */
  readonly reports: number;
  /** Minutes since the case was opened. */
  readonly waitedMinutes: number;
}

/** The facts of a report about which nothing has been done yet. */
export const nothingYet: CaseFacts = {
  status: 'open',
  ticket: null,
  ticketDelayed: false,
  card: null,
  announcement: null,
  pmContacted: false,
  humanAsked: false,
  acknowledgedBy: null,
  resolvedBy: null,
  decidedBy: null,
  previousClass: null,
  incident: null,
  workaround: null,
  reports: 1,
  waitedMinutes: 0,
};

/** Somebody, as written and, where the hours allow, as mentioned. */
export interface PersonView {
  readonly id: PersonId;
  readonly name: string;
}

/** Everything a template may use; its paths are listed in the guide and checked in every template. */
export interface ReplyView {
  readonly report: {
    readonly id: string;
    /** The first words, on one line; null when the report was made in private. */
    readonly excerpt: string | null;
    /** All of it; null when the report was made in private. */
    readonly text: string | null;
    readonly permalink: string | null;
    /** Null when the report was made in private. */
    readonly channel: string | null;
    /** It was made in the incidents channel. */
    readonly inIncidents: boolean;
    readonly human: boolean;
  };
  readonly reporter: { readonly person: PersonView | null; readonly firstTime: boolean };
  readonly decision: {
    readonly class: DecisionClass;
    /** The class in words people use: "an incident". */
    readonly verdict: string;
    /** The class with the most evidence, in words people use. */
    readonly guess: string;
    /** Per cent. */
    readonly confidence: number;
    readonly area: string | null;
    readonly severity: string | null;
    readonly deadline: string | null;
    /** Known only when the deadline has a time: it passes before the next working day begins. */
    readonly deadlineBeforeWork: boolean;
    readonly wakes: boolean;
    /** Whys of the rules that fired for the class. */
    readonly because: readonly string[];
    /** How many other reports took part in the decision. */
    readonly together: number;
  };
  readonly case: Omit<CaseFacts, 'acknowledgedBy' | 'resolvedBy' | 'decidedBy' | 'previousClass'> & {
    readonly acknowledgedBy: PersonView | null;
    readonly resolvedBy: PersonView | null;
    readonly decidedBy: PersonView | null;
    /** In words people use. */
    readonly previously: string | null;
  };
  readonly people: {
    readonly pm: PersonView | null;
    /** Who answers when the PM does not. */
    readonly standIn: PersonView | null;
    readonly pointPerson: PersonView | null;
    readonly onCall: readonly PersonView[];
  };
  readonly now: {
    readonly hours: Hours;
    /** When to expect an answer, as one sentence that is true now. */
    readonly promise: string;
    readonly nextStart: string;
  };
  readonly policy: {
    readonly guide: { readonly title: string; readonly url: string };
    readonly incidents: string;
    readonly board: string | null;
    readonly backlog: string | null;
    readonly playbook: string | null;
    readonly component: string;
  };
  /** Who may be mentioned by this message; all others are written by name only. Not for templates. */
  readonly mentions: readonly PersonId[];
}

/** What a view is made of. */
export interface ReplySubject {
  readonly report: Report;
  readonly decision: Decision;
  readonly facts: CaseFacts;
  readonly rules: RoutingRules;
  /** The rota now, first engineer first. */
  readonly onCall: readonly PersonId[];
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly permalink: string | null;
  /** Said in a private channel or a direct message: quoted nowhere else. */
  readonly private: boolean;
  readonly reporter: { readonly person: PersonView | null; readonly earlierReports: number };
  readonly mentions: readonly PersonId[];
}

/** The view of a report and its case at one moment. */
export function replyView(subject: ReplySubject): ReplyView {
  const { report, decision, rules, now } = subject;
  const { directory, policy } = rules;
  const area = areaOf(decision.area, directory);
  const onCall = coverOnCall(subject.onCall, directory).map((id) => personView(id, directory));
  const start = nextWorkingStart(now, policy);
  const pm = pmFor(decision.area, directory);
  return {
    report: {
      id: report.id,
      excerpt: subject.private ? null : excerptOf(report.text),
      text: subject.private ? null : maskSecrets(report.text),
      permalink: subject.permalink,
      channel: subject.private ? null : report.source.channel,
      inIncidents: report.source.channel === incidentsChannel(policy),
      human: report.source.kind === 'human',
    },
    reporter: {
      person: subject.reporter.person,
      firstTime: subject.reporter.earlierReports < policy.regularAfter,
    },
    decision: {
      class: decision.class,
      verdict: classInWords(decision.class),
      guess: classInWords(decision.bestGuess),
      confidence: Math.round(decision.confidence * 100),
      area: decision.area === null ? null : (area?.title ?? null),
      severity: decision.severity,
      deadline: deadlineInWords(subject),
      deadlineBeforeWork: decision.deadline?.at != null && decision.deadline.at < start,
      wakes: decision.wakes,
      because: decision.firings
        .filter((firing) => firing.class === decision.bestGuess)
        .map((firing) => firing.why),
      together: decision.correlation?.with.length ?? 0,
    },
    case: caseView(subject.facts, directory),
    people: {
      pm: personOrNull(pm, directory),
      standIn: personOrNull(pm === null ? null : pmFor(decision.area, directory, [pm]), directory),
      pointPerson: personOrNull(pointPersonFor(decision.area, directory), directory),
      onCall,
    },
    now: {
      hours: hoursAt(now, policy),
      promise: promise(now, policy, onCall, decision.wakes, subject.facts.waitedMinutes * 60_000),
      nextStart: sayTimeFrom(now, start, policy),
    },
    policy: {
      guide: policy.guide,
      incidents: `#${incidentsChannel(policy)}`,
      board: policy.board,
      backlog: policy.backlog,
      playbook: area?.playbook ?? null,
      component: area?.component ?? '',
    },
    mentions: subject.mentions,
  };
}

/** A class as people say it. */
export function classInWords(name: DecisionClass): string {
  const words: Readonly<Record<DecisionClass, string>> = {
    incident: 'an incident',
    'urgent-non-incident': 'an urgent request for a product team',
    'non-incident': 'a matter for the bug backlog',
    none: 'no problem report',
    undecided: 'not clear yet',
  };
  return words[name];
}

function caseView(facts: CaseFacts, directory: Directory): ReplyView['case'] {
  const { acknowledgedBy, resolvedBy, decidedBy, previousClass, ...rest } = facts;
  return {
    ...rest,
    workaround: rest.workaround === null ? null : maskSecrets(rest.workaround),
    acknowledgedBy: personOrNull(acknowledgedBy, directory),
    resolvedBy: personOrNull(resolvedBy, directory),
    decidedBy: personOrNull(decidedBy, directory),
    previously: previousClass === null ? null : classInWords(previousClass),
  };
}

function personView(id: PersonId, directory: Directory): PersonView {
  return { id, name: personOf(id, directory)?.name ?? id };
}

function personOrNull(id: PersonId | null, directory: Directory): PersonView | null {
  return id === null ? null : personView(id, directory);
}

/** The reporter's own words, and the time they mean; in private only the time. */
function deadlineInWords({ decision, private: hidden, now, rules }: ReplySubject): string | null {
  const { deadline } = decision;
  if (deadline === null) return null;
  const time = deadline.at === null ? null : sayTimeFrom(now, deadline.at, rules.policy);
  const words = hidden ? null : `"${excerptOf(deadline.text)}"`;
  if (words === null) return time ?? 'a stated time';
  return time === null ? words : `${time}, in their words ${words}`;
}

const longestExcerpt = 280;

function excerptOf(text: string): string {
  const line = maskSecrets(text).replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= longestExcerpt ? line : `${letters.slice(0, longestExcerpt - 1).join('')}…`;
}
