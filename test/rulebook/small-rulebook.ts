import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

// A rulebook small enough to read at a glance, for tests that change one thing in it.

/** The files of the small rulebook, with some replaced, added or (null) removed. */
export function smallRulebook(changes: Readonly<Record<string, string | null>> = {}): Map<string, string> {
  const files = new Map([...SHIPPED, ...Object.entries(FILES)]);
  for (const [file, text] of Object.entries(changes))
    if (text === null) files.delete(file);
    else files.set(file, text);
  return files;
}

/** A rule file that holds one rule, `one`, with this `when` (a mapping in YAML flow style). */
export function ruleFile(when: string, rest = 'weight: 1'): string {
  return `rules:
  - id: one
    why: Because.
    ${rest}
    when: ${when}
    examples: [payments are failing for everyone]
    near-misses: [good morning]
`;
}

const rules = resolve(import.meta.dirname, '../../rules');
const shipped = (file: string) => [file, readFileSync(resolve(rules, file), 'utf8')] as const;

/** Said by every reply but the one to an incident: trying all texts on all moments takes longest, and has its own tests. */
const BRIEFLY = 'Thank you. Please tell us if this is wrong.\n';
const BRIEF = readdirSync(resolve(rules, 'replies'))
  .filter((name) => name.endsWith('.liquid') && name !== 'incident.liquid')
  .map((name) => [`replies/${name}`, BRIEFLY] as const);

/** What the router goes by is taken as shipped: these tests are about rules. */
const SHIPPED = [
  ...['directory.yaml', 'policy.yaml', 'routes.yaml', 'replies/tone.yaml', 'replies/incident.liquid']
    .map(shipped)
    .map(withoutOurRules),
  ...BRIEF,
];

function withoutOurRules([file, text]: readonly [string, string]): readonly [string, string] {
  return [file, text.replace(/ignoring: .*/, 'ignoring: []').replace(/alone: .*/, 'alone: []')];
}

const FILES: Readonly<Record<string, string>> = {
  'vocabulary/domain.yaml': `concepts:
  payment:
    area: payments
    function: critical
    words: [payment, checkout, credit card]
    not: [payment terms]
  login:
    area: accounts
    function: critical
    words: [login, sign in]
  invoice: { area: payments, function: ordinary, words: [invoice] }
  auction: { area: auctions, roles: event, words: [auction, sale] }
`,
  'vocabulary/speech.yaml': `concepts:
  failing: { roles: [failure, fault], words: [failing, broken, error, can't] }
  everyone: { roles: scope-all, words: [everyone, everybody] }
  thanks: { roles: thanks, words: [thanks, thank you] }
`,
  'incident.yaml': `rules:
  - id: payments-failing-for-many
    why: Payments fail for more than one person.
    weight: 3
    severity: P1
    when:
      near: { concepts: [payment, failing], within: 8 words }
      scope: [many, all]
    examples:
      - payments are failing for everyone
    near-misses:
      - the payment of one collector is failing
  - id: automated-alert-in-incidents
    why: Any automated alert in this channel is an incident.
    decisive: true
    when: { source: automated, channel: incidents, not: { state: [resolved, test] } }
    examples:
      - { text: "payments 5xx", kind: automated, channel: incidents }
    near-misses:
      - { text: "[Resolved] payments 5xx", kind: automated, channel: incidents }
  - id: several-partners-failing
    why: Several partners report the same failure at the same time.
    weight: 4
    when:
      simultaneous: { partners: 2, within: 30 minutes, function: critical }
    examples:
      - { text: "login is broken for them", partner: Galerie B, after: [{ text: "can't login", partner: Gallery A }] }
    near-misses:
      - { text: "login is broken for them", partner: Gallery A, after: [{ text: "can't login", partner: Gallery A }] }
`,
  'urgent-non-incident.yaml': `rules:
  - id: auction-change-soon
    why: Something must be changed before an auction.
    weight: 2.5
    when: { deadline: { within: 3 days }, mentions: auction }
    examples: ["please change the lot, the auction starts in 2 hours"]
    near-misses: [please change the auction]
`,
  'non-incident.yaml': `rules:
  - id: invoice-question
    why: Questions about invoices can wait for the next working day.
    weight: 2
    when: { mentions: invoice }
    examples: [where is my invoice?]
    near-misses: [where is my parcel?]
`,
  'none.yaml': `rules:
  - id: thanks-only
    why: Nothing is asked for.
    weight: 2
    when: { mentions: thanks, not: { mentions: failing } }
    examples: [thanks a lot!]
    near-misses: ["thanks, still broken"]
`,
  'deciding.yaml': `start: { incident: 0, urgent-non-incident: 0, non-incident: 0, none: 0 }
temperature: 1
undecided: { below: 0.4, margin: 0.05, incidentGuard: 0.35 }
leaningWeight: 0.5
`,
};
