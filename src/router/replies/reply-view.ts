// Makes the view of a report and its case, by which its texts are written.

import type { Decision, DecisionClass, Report } from '../../classifier/index.js';
import { isCalledOff } from '../called-off.js';
import { OPERATOR } from '../case.js';
import { areaOf, type Directory, onCallAt, personOf, pmAt, pointPersonAt, standInAt } from '../directory.js';
import { hoursAt, nextWorkingStart, sayTimeFrom } from '../hours.js';
import type { Repeated } from '../needs-a-tool.js';
import { incidentsChannel } from '../policy.js';
import { AFTER_ALL } from '../problem-after-all.js';
import { promise } from '../promise.js';
import type { RoutingRules } from '../routing-rules.js';
import { severityFor } from '../severity.js';
import type { CaseNote, OnCall, PersonId } from '../types.js';
import { mayWake } from '../wakes.js';
import { BURST } from '../watched-alerts.js';
import { onDuty } from '../who-is-meant.js';
import { maskSecrets, withoutSecrets } from './mask-secrets.js';
import type { CaseFacts, FindingView, PersonView, ReplyView } from './view-types.js';

/** What a view is made of. */
export interface ReplySubject {
  readonly report: Report;
  readonly decision: Decision;
  readonly facts: CaseFacts;
  readonly rules: RoutingRules;
  /** The rota now. */
  readonly onCall: OnCall;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly permalink: string | null;
  /** Said in a private channel or a direct message: quoted nowhere else. */
  readonly private: boolean;
  readonly reporter: { readonly person: PersonView | null; readonly earlierReports: number };
  readonly mentions: readonly PersonId[];
  /** What would have been done, had the channel not only been observed. */
  readonly observed?: ReplyView['observed'];
  /** The note of the case that the message passes on; null for messages that pass none on. */
  readonly note: Pick<CaseNote, 'text' | 'by'> | null;
  /** What the weekly list holds; absent for messages that are none. */
  readonly repeated?: readonly Repeated[];
}

/** The view of a report and its case at one moment. */
export function replyView(subject: ReplySubject): ReplyView {
  const { report, decision, rules, now } = subject;
  const { directory, policy } = rules;
  const area = areaOf(decision.area, directory);
  const named = (ids: readonly PersonId[]) => ids.map((id) => personView(id, directory));
  const onCall = named(onCallAt(subject.onCall.people, directory, now, policy.offsets));
  const answering = named(onDuty(subject.onCall, rules, now));
  const start = nextWorkingStart(now, policy);
  const pm = pmAt(decision.area, directory, now, policy.offsets);
  return {
    report: {
      id: report.id,
      excerpt: subject.private ? null : excerptOf(report.text),
      text: subject.private ? null : maskSecrets(report.text),
      permalink: subject.permalink,
      channel: subject.private ? null : report.source.channel,
      partner: subject.private || report.partner === undefined ? null : excerptOf(report.partner),
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
      severity: subject.facts.severity ?? severityFor(decision, policy),
      deadline: deadlineInWords(subject),
      deadlineBeforeWork: decision.deadline?.at != null && decision.deadline.at < start,
      wakes: decision.wakes,
      because: decision.firings
        .filter((firing) => firing.class === decision.bestGuess)
        .map((firing) => firing.why),
      findings: findingsOf(subject),
      together:
        decision.correlation?.rule === BURST
          ? 0
          : Math.max(decision.correlation?.with.length ?? 0, subject.facts.reports - 1),
      calledOff: isCalledOff(decision),
      afterAll: decision.firings.some(({ rule }) => rule === AFTER_ALL),
    },
    case: caseView(subject.facts, directory),
    repeated: subject.repeated ?? [],
    note: subject.note && {
      text: maskSecrets(subject.note.text),
      by: personView(subject.note.by, directory),
    },
    people: {
      pm: personOrNull(pm, directory),
      standIn: personOrNull(standInAt(decision.area, directory, now, policy.offsets), directory),
      pointPerson: personOrNull(pointPersonAt(decision.area, directory, now, policy.offsets), directory),
      onCall,
      answering,
      asked: named(subject.mentions),
    },
    now: {
      hours: hoursAt(now, policy),
      promise: promise(now, policy, answering, mayWake(decision), subject.facts.waitedMinutes * 60_000),
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
    observed: subject.observed ?? { would: [], reply: null },
    mentions: subject.mentions,
  };
}

function findingsOf({ report, decision, private: hidden }: ReplySubject): readonly FindingView[] {
  return decision.firings
    .filter((firing) => firing.class === decision.bestGuess)
    .map(({ rule, why, evidence }) => ({
      rule,
      why,
      words: hidden
        ? ''
        : [...new Set(withoutSecrets(report.text, evidence).map(({ text }) => excerptOf(text)))].join(', '),
    }));
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
  const {
    acknowledgedBy,
    resolvedBy,
    decidedBy,
    previousClass,
    severity: _,
    waitedWhenPlanned,
    ...rest
  } = facts;
  const masked = (text: string | null) => (text === null ? null : maskSecrets(text));
  return {
    ...rest,
    workaround: masked(rest.workaround),
    talkingPoints: masked(rest.talkingPoints),
    news: masked(rest.news),
    acknowledgedBy: personOrNull(acknowledgedBy, directory),
    resolvedBy: personOrNull(resolvedBy, directory),
    decidedBy: personOrNull(decidedBy, directory),
    waited: waitedInWords(waitedWhenPlanned ?? rest.waitedMinutes),
    previously: previousClass === null ? null : classInWords(previousClass),
  };
}

function waitedInWords(minutes: number): string {
  const [count, unit] =
    minutes < 120 ? [minutes, 'minute'] : minutes < 2_880 ? [minutes / 60, 'hour'] : [minutes / 1_440, 'day'];
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

function personView(id: PersonId, directory: Directory): PersonView {
  return { id, name: personOf(id, directory)?.name ?? (id === OPERATOR ? "Triage Desk's operator" : id) };
}

function personOrNull(id: PersonId | null, directory: Directory): PersonView | null {
  return id === null ? null : personView(id, directory);
}

/** The reporter's own words, and the time they mean; in private only the time. */
function deadlineInWords(subject: ReplySubject): string | null {
  const { report, decision, now, rules } = subject;
  const { deadline } = decision;
  if (deadline === null) return null;
  const time = deadline.at === null ? null : sayTimeFrom(now, deadline.at, rules.policy);
  const hidden =
    subject.private || deadline.text === '' || withoutSecrets(report.text, [deadline]).length === 0;
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
