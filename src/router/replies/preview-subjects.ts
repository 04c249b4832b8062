// One ordinary report of each class, in an invented company, for example views.

import type { Decision, DecisionClass, ReportClass } from '../../classifier/index.js';
import { exampleRules } from './example-rules.js';
import type { ReplySubject } from './reply-view.js';
import { nothingYet } from './view-types.js';

/** A Tuesday, 10:00 in New York. */
export const exampleMorning = Date.UTC(2026, 2, 10, 14);

/** Somebody who has reported before. */
export const exampleReporter = { id: 'example-reporter', name: 'Robin Example' };

const words: Readonly<Record<DecisionClass, string>> = {
  incident: 'Checkout fails for everyone since nine, three galleries have written already',
  'urgent-non-incident': 'Please lower the bid on lot 12 before the sale at five',
  'non-incident': 'The artist name on this artwork is misspelt',
  none: 'Thanks, works again',
  undecided: 'Something is odd with the payouts',
};

/** A report of that class about which nothing has been done yet, on a working day. */
export function ordinarySubject(name: DecisionClass): ReplySubject {
  const text = words[name];
  return {
    report: {
      id: 'example-report',
      text,
      source: { kind: 'human', channel: 'gallery-help', user: 'example-reporter' },
      at: exampleMorning,
      utcOffset: -240,
    },
    decision: decisionOf(name, text),
    facts: nothingYet,
    rules: exampleRules,
    onCall: { people: ['engineer-one', 'engineer-two'] },
    now: exampleMorning,
    permalink: 'https://example.com/archives/example-report',
    private: false,
    reporter: { person: exampleReporter, earlierReports: 3 },
    mentions: ['engineer-one', 'engineer-two', 'pm-one'],
    repeated: [
      {
        area: 'Payments',
        what: 'A bid is to be changed before the sale.',
        times: 3,
        reports: ['a', 'b', 'c'],
      },
    ],
    note: { text: 'Paying by bank transfer works.', by: 'engineer-one' },
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
