// Example views, by which texts are previewed, checked and tested: every class, at every moment of a case.

import type { DecisionClass } from '../../classifier/index.js';
import { exampleReporter, ordinarySubject } from './preview-subjects.js';
import { type ReplySubject, replyView } from './reply-view.js';
import type { CaseFacts, ReplyView } from './view-types.js';

/** A view with a sentence that says what it shows. */
export interface PreviewView {
  readonly name: string;
  readonly view: ReplyView;
}

/** The table of examples; made anew at each call, always the same. */
export function previewViews(): readonly PreviewView[] {
  return classes.flatMap((name) =>
    moments.map((moment) => ({
      name: `${name}, ${moment.name}`,
      view: replyView({ ...ordinarySubject(name), ...moment.change(ordinarySubject(name)) }),
    })),
  );
}

/** A Saturday, 23:00 in New York. */
const night = Date.UTC(2026, 2, 8, 4);

interface Moment {
  readonly name: string;
  readonly change: (subject: ReplySubject) => Partial<ReplySubject>;
}

const link = (id: string) => ({ id, url: `https://example.com/${id}` });

const so = (facts: Partial<CaseFacts>) => (subject: ReplySubject) => ({
  facts: { ...subject.facts, ...facts },
});

const everything: Partial<CaseFacts> = {
  ticket: link('BUG-17'),
  ownTicket: link('BUG-17'),
  card: link('card-17'),
  announcement: link('announcement-17'),
  pmContacted: true,
  humanAsked: true,
};

const moments: readonly Moment[] = [
  { name: 'nothing done yet', change: () => ({}) },
  { name: 'everything delivered', change: so(everything) },
  {
    name: 'by somebody new here',
    change: () => ({ reporter: { person: exampleReporter, earlierReports: 0 } }),
  },
  { name: 'while the backlog is down', change: so({ ticketDelayed: true }) },
  { name: 'where it could not be announced', change: so({ unheard: true }) },
  { name: 'announced in a second place', change: so({ unheard: true, heardElsewhere: true }) },
  { name: 'where nothing has an address', change: so(withoutAddress()) },
  { name: 'on a Saturday night', change: () => ({ now: night, mentions: [] }) },
  {
    name: 'on a Saturday night that one of the two has',
    change: () => ({
      now: night,
      onCall: { people: ['engineer-two', 'engineer-one'], duty: 'engineer-two' },
      mentions: ['engineer-two'],
    }),
  },
  { name: 'with nobody on call', change: () => ({ onCall: { people: [] }, mentions: [] }) },
  {
    name: 'taken up by somebody',
    change: so({ ...everything, status: 'acknowledged', acknowledgedBy: 'engineer-one' }),
  },
  {
    name: 'with a ticket that is done',
    change: so({ ...everything, movedTicket: { ...link('BUG-17'), done: true } }),
  },
  {
    name: 'with a ticket that is taken up again',
    change: so({ ...everything, movedTicket: { ...link('BUG-17'), done: false } }),
  },
  {
    name: 'with a ticket that somebody has removed',
    change: so({ ...everything, ticket: null, ownTicket: null, ticketGone: link('BUG-17') }),
  },
  { name: 'waiting for half an hour', change: so({ ...everything, waitedMinutes: 30 }) },
  {
    name: 'with a way around it',
    change: so({
      ...everything,
      workaround: 'Paying by bank transfer works.',
      talkingPoints: 'Payments are safe, and nobody is charged twice.',
      news: 'The provider has confirmed the fault.',
    }),
  },
  {
    name: 'resolved',
    change: so({
      ...everything,
      status: 'resolved',
      acknowledgedBy: 'engineer-one',
      resolvedBy: 'engineer-two',
      followUp: link('BUG-18'),
    }),
  },
  {
    name: 'decided by a person',
    change: so({
      ...everything,
      status: 'reclassified',
      decidedBy: 'engineer-one',
      previousClass: 'undecided',
    }),
  },
  {
    name: 'found to be part of an incident',
    change: so({
      ...everything,
      status: 'merged',
      incident: link('incident-3'),
      previousClass: 'non-incident',
      reports: 3,
      partners: 2,
    }),
  },
  { name: 'said in private, about nothing known', change: hidden },
  { name: 'where the channel is only observed', change: observed },
  { name: 'in words meant to break out', change: hostile },
];

const classes: readonly DecisionClass[] = [
  'incident',
  'urgent-non-incident',
  'non-incident',
  'none',
  'undecided',
];

function withoutAddress(): Partial<CaseFacts> {
  const bare = (id: string) => ({ id, url: null });
  return {
    ...everything,
    ticket: bare('BUG-17'),
    ownTicket: bare('BUG-17'),
    movedTicket: { ...bare('BUG-17'), done: true },
    card: bare('card-17'),
    announcement: bare('announcement-17'),
    incident: bare('incident-3'),
  };
}

function hidden(subject: ReplySubject): Partial<ReplySubject> {
  return {
    private: true,
    permalink: null,
    reporter: { person: null, earlierReports: 3 },
    decision: { ...subject.decision, area: null, severity: null, deadline: null, firings: [] },
  };
}

function observed(): Partial<ReplySubject> {
  const reply = 'Thank you for telling us. If this is not urgent after all, please say so.';
  return { observed: { would: ['answer in its thread', 'file a ticket in the backlog'], reply } };
}

/** Text that would be markup, a mention or a template if it were not printed literally. */
export const hostileText =
  'pay <!channel> <@U1> @{engineer-one} {{ report.id }} {% if true %} [click](https://example.com/x) *now* `rm`';

function hostile(subject: ReplySubject): Partial<ReplySubject> {
  return {
    report: { ...subject.report, text: hostileText },
    reporter: { person: { id: 'x', name: '<!channel> @{engineer-one}' }, earlierReports: 3 },
    facts: { ...subject.facts, ...everything, workaround: hostileText, talkingPoints: hostileText },
    note: { text: hostileText, by: 'engineer-one' },
  };
}
