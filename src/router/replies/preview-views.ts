// Example views, by which texts are previewed, checked and tested: every class, at every moment of a case.

import type { Decision, DecisionClass, ReportClass } from '../../classifier/index.js';
import { exampleRules } from './example-rules.js';
import { type CaseFacts, nothingYet, type ReplySubject, type ReplyView, replyView } from './reply-view.js';

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
      view: replyView({ ...ordinary(name), ...moment.change(ordinary(name)) }),
    })),
  );
}

/** A Tuesday, 10:00 in New York. */
const morning = Date.UTC(2026, 2, 10, 14);
/** The Saturday before, 23:00 in New York. */
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
  card: link('card-17'),
  announcement: link('announcement-17'),
  pmContacted: true,
  humanAsked: true,
};

const moments: readonly Moment[] = [
  { name: 'nothing done yet', change: () => ({}) },
  { name: 'everything delivered', change: so(everything) },
  { name: 'by somebody new here', change: () => ({ reporter: { person: reporter, earlierReports: 0 } }) },
  { name: 'while the backlog is down', change: so({ ticketDelayed: true }) },
  { name: 'where nothing has an address', change: so(withoutAddress()) },
  { name: 'on a Saturday night', change: () => ({ now: night, mentions: [] }) },
  { name: 'with nobody on call', change: () => ({ onCall: [], mentions: [] }) },
  {
    name: 'taken up by somebody',
    change: so({ ...everything, status: 'acknowledged', acknowledgedBy: 'engineer-one' }),
  },
  { name: 'waiting for half an hour', change: so({ ...everything, waitedMinutes: 30 }) },
  {
    name: 'with a way around it',
    change: so({ ...everything, workaround: 'Paying by bank transfer works.' }),
  },
  {
    name: 'resolved',
    change: so({
      ...everything,
      status: 'resolved',
      acknowledgedBy: 'engineer-one',
      resolvedBy: 'engineer-two',
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
    }),
  },
  { name: 'said in private, about nothing known', change: hidden },
  { name: 'in words meant to break out', change: hostile },
];

const classes: readonly DecisionClass[] = [
  'incident',
  'urgent-non-incident',
  'non-incident',
  'none',
  'undecided',
];

const reporter = { id: 'example-reporter', name: 'Robin Example' };

function withoutAddress(): Partial<CaseFacts> {
  const bare = (id: string) => ({ id, url: null });
  return {
    ...everything,
    ticket: bare('BUG-17'),
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

/** Text that would be markup, a mention or a template if it were not printed literally. */
export const hostileText =
  'pay <!channel> <@U1> @{engineer-one} {{ report.id }} {% if true %} [click](https://example.com/x) *now* `rm`';

function hostile(subject: ReplySubject): Partial<ReplySubject> {
  return {
    report: { ...subject.report, text: hostileText },
    reporter: { person: { id: 'x', name: '<!channel> @{engineer-one}' }, earlierReports: 3 },
    facts: { ...subject.facts, ...everything, workaround: hostileText },
  };
}

const words: Readonly<Record<DecisionClass, string>> = {
  incident: 'Checkout fails for everyone since nine, three galleries have written already',
  'urgent-non-incident': 'Please lower the bid on lot 12 before the sale at five',
  'non-incident': 'The artist name on this artwork is misspelt',
  none: 'Thanks, works again',
  undecided: 'Something is odd with the payouts',
};

function ordinary(name: DecisionClass): ReplySubject {
  const text = words[name];
  return {
    report: {
      id: 'example-report',
      text,
      source: { kind: 'human', channel: 'gallery-help', user: 'example-reporter' },
      at: morning,
      utcOffset: -240,
    },
    decision: decisionOf(name, text),
    facts: nothingYet,
    rules: exampleRules,
    onCall: ['engineer-one', 'engineer-two'],
    now: morning,
    permalink: 'https://example.com/archives/example-report',
    private: false,
    reporter: { person: reporter, earlierReports: 3 },
    mentions: ['engineer-one', 'engineer-two', 'pm-one'],
  };
}

function decisionOf(name: DecisionClass, text: string): Decision {
  const bestGuess: ReportClass = name === 'undecided' ? 'incident' : name;
  const urgent = name === 'urgent-non-incident';
  const deadline = 'before the sale at five';
  const start = text.indexOf(deadline);
  return {
    report: 'example-report',
    class: name,
    bestGuess,
    area: 'payments',
    areaEvidence: [],
    scope: name === 'incident' ? 'all' : 'unknown',
    severity: name === 'incident' ? 'P1' : null,
    wakes: name === 'incident',
    deadline: urgent
      ? { text: deadline, start, end: start + deadline.length, at: Date.UTC(2026, 2, 10, 21) }
      : null,
    confidence: name === 'undecided' ? 0.54 : 0.93,
    scores: { incident: 1, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 },
    firings: [
      {
        rule: 'example-rule',
        class: bestGuess,
        weight: 2,
        decisive: false,
        why: 'The words say so.',
        evidence: [{ text: text.slice(0, 8), start: 0, end: 8 }],
      },
    ],
    nearest: null,
    correlation: null,
    truncated: false,
    rulebook: 'example',
  };
}
