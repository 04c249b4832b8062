import { fallbackArea } from '../classifier/index.js';
import {
  areaOf,
  type Case,
  type CaseFacts,
  DESK,
  effectInWords,
  hoursAt,
  incidentsChannel,
  type Link,
  lastNote,
  nothingYet,
  observedTemplate,
  type PersonView,
  personOf,
  type ReplyView,
  type RoutingRules,
  renderReply,
  replyView,
  severityFor,
  titled,
  wouldDo,
} from '../router/index.js';
import type { Scribe, Situation } from './judge.js';
import type { StoredEffect } from './records.js';

/** The scribe that the texts under rules/replies make; throws for an effect whose template is not among them. */
export function scribeByRules(routing: RoutingRules, templates: Readonly<Record<string, string>>): Scribe {
  const wouldHave = (situation: Situation, view: ReplyView): ReplyView['observed'] => {
    const { report, decision, onCall, now } = situation;
    const hours = hoursAt(now, routing.policy);
    const effects = wouldDo({ report: report.report, decision, onCall, hours }, routing);
    const reply = effects.find(({ kind }) => kind === 'reply')?.template ?? null;
    const words = reply === null ? undefined : templates[reply];
    return {
      would: effects.map((effect) => effectInWords(effect, routing.directory)),
      reply: words === undefined ? null : renderReply(words, { ...view, mentions: [] }).text,
    };
  };
  const text = (situation: Situation): string => {
    const { template, key } = situation.effect;
    const source = template === null ? undefined : templates[template];
    if (source === undefined)
      throw new Error(`${key}: there is no text "${template ?? ''}" under rules/replies`);
    const view = viewOf(situation, routing);
    const observed = template === observedTemplate ? wouldHave(situation, view) : view.observed;
    return renderReply(source, { ...view, observed }).text;
  };
  return {
    message: text,
    ticket(situation) {
      const { title, body } = titled(text(situation));
      const area = areaOf(situation.decision.area ?? fallbackArea, routing.directory);
      const email = reporterEmail(situation, routing);
      return {
        summary: title,
        description: body,
        component: area?.component ?? '',
        labels: [],
        severity: situation.case?.severity ?? severityFor(situation.decision, routing.policy),
        ...(email !== null && { reporterEmail: email }),
      };
    },
    cardNote(situation) {
      const source = templates[cardNoteTemplate];
      return source === undefined ? '' : renderReply(source, viewOf(situation, routing)).text;
    },
    card(situation) {
      const { title, body } = titled(text(situation));
      const links = [situation.report.anchor.url, situation.case?.ticket?.url ?? null];
      return {
        title,
        description: body,
        area: situation.decision.area,
        links: links.filter((url) => url !== null),
      };
    },
  };
}

/** The text under rules/replies that tells on a card how its case stands. */
const cardNoteTemplate = 'card-note';

/** What was said in private names nobody elsewhere. */
function reporterEmail({ report }: Situation, routing: RoutingRules): string | null {
  if (report.private) return null;
  return personOf(report.report.source.user, routing.directory)?.email ?? null;
}

function viewOf(situation: Situation, routing: RoutingRules): ReturnType<typeof replyView> {
  const { report, decision, effect, onCall, now, earlierReports } = situation;
  return replyView({
    report: report.report,
    decision,
    facts: factsOf(situation, incidentsChannel(routing.policy)),
    rules: routing,
    onCall,
    now,
    permalink: report.anchor.url,
    private: report.private,
    reporter: { person: reporterOf(situation, routing), earlierReports },
    mentions: effect.mentions,
    repeated: situation.repeated,
    note: situation.case?.notes?.find(({ at }) => at === effect.note) ?? null,
  });
}

/** By the directory; else by the name that the chat gives them. */
function reporterOf({ report, reporterName }: Situation, routing: RoutingRules): PersonView | null {
  const { user } = report.report.source;
  const name = personOf(user, routing.directory)?.name ?? reporterName;
  return name === null ? null : { id: user, name };
}

function factsOf(situation: Situation, incidents: string): CaseFacts {
  const { report, effects, now, plannedAt, previousClass, decidedBy } = situation;
  const mine = effects.filter((each) => each.report === report.report.id);
  const record = situation.case;
  const announcement =
    linkOf(effects.find(({ effect }) => effect.kind === 'announce')) ?? threadOf(situation, incidents);
  if (record === null) return { ...nothingYet, decidedBy, previousClass, announcement };
  const ticket = mine.find(({ effect }) => effect.kind === 'file-ticket');
  const joined = record.reports[0] !== report.report.id;
  return {
    status: record.status,
    ticket: record.ticket,
    ticketDelayed: ticket !== undefined && ticket.ref === null && ticket.attempts > 0,
    card: record.card,
    announcement,
    ...soundOf(effects),
    pmContacted: wasDelivered(mine, 'contact-pm'),
    humanAsked: wasDelivered(mine, 'ask-human'),
    acknowledgedBy: record.acknowledged?.by ?? null,
    resolvedBy: record.resolved?.by === DESK ? null : (record.resolved?.by ?? null),
    decidedBy,
    previousClass,
    discussion: situation.first === null || situation.first.private ? null : situation.first.anchor,
    byOthers: record.class === 'incident' && situation.decision.class !== 'incident',
    incident: joined && record.class === 'incident' ? (announcement ?? { id: record.id, url: null }) : null,
    ownTicket: ticket?.ref ?? null,
    ticketGone: record.ticketGone ?? null,
    movedTicket: movedTicket(situation, record),
    recovered: record.recoveredAt !== undefined,
    workaround: lastNote(record, 'workaround')?.text ?? null,
    talkingPoints: lastNote(record, 'talking-point')?.text ?? null,
    news: lastNote(record, 'update')?.text ?? null,
    followUp: record.followUps?.at(-1) ?? null,
    severity: record.severity,
    reports: situation.reports,
    partners: situation.partners,
    waitedMinutes: waitedUntil(now, record),
    waitedWhenPlanned: waitedUntil(plannedAt, record),
  };
}

/** Whether an announcement that was given up has been heard in a second place. */
function soundOf(effects: readonly StoredEffect[]): Pick<CaseFacts, 'unheard' | 'heardElsewhere'> {
  const announced = effects.filter(({ effect }) => effect.kind === 'announce');
  const unheard = announced.some(({ state, deliveredAt }) => state === 'parked' && deliveredAt === null);
  return { unheard, heardElsewhere: unheard && announced.some(({ deliveredAt }) => deliveredAt !== null) };
}

/** In minutes. */
function waitedUntil(time: number, { waitingSince = 0, openedAt }: Case): number {
  // What was planned before it began to wait as something else tells of the time before.
  return Math.max(
    0,
    Math.floor((time - (waitingSince <= time ? Math.max(waitingSince, openedAt) : openedAt)) / 60_000),
  );
}

/** The ticket that a message tells of; messages of before name none, and tell of that of the case. */
function movedTicket({ effect, effects }: Situation, record: Case): CaseFacts['movedTicket'] {
  const id = effect.ticket ?? record.ticket?.id ?? null;
  if (id === null) return null;
  const status = id === record.ticket?.id ? record.ticketStatus : record.otherTickets?.[id];
  const filed = effects.find(({ ref, port }) => port === 'backlog' && ref?.id === id);
  return { id, url: filed?.ref?.url ?? null, done: status?.done ?? false };
}

/** A case that began in the incidents channel is followed in the thread of its first report. */
function threadOf({ first }: Situation, incidents: string): Link | null {
  return first !== null && first.report.source.channel === incidents ? first.anchor : null;
}

function linkOf(stored: StoredEffect | undefined): Link | null {
  return stored?.state === 'delivered' ? stored.ref : null;
}

function wasDelivered(effects: readonly StoredEffect[], kind: StoredEffect['effect']['kind']): boolean {
  return effects.some(({ effect, deliveredAt }) => effect.kind === kind && deliveredAt !== null);
}
