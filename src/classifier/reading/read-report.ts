// From a report to its features: scan, find concepts, deny, and then each fact from its own reader.

import { byUnits, sortInPlace } from '../few.js';
import type { ConceptHit, FactValue, Features, Report, Span } from '../types.js';
import { type Affected, readAffected } from './affected.js';
import type { Role } from './concept.js';
import { type DeadlineRead, readDeadline } from './deadline.js';
import { failingFunctions } from './failing-functions.js';
import { announcedState, formatOf } from './formats.js';
import { readMoments } from './moments.js';
import { readPartners } from './partners.js';
import { type Reading, readingOf } from './reading.js';
import { scan } from './scan.js';
import { severityIn } from './severity.js';
import type { Token } from './token.js';
import type { Vocabulary } from './vocabulary.js';

/** Reads a report: named facts, with the spans of text they came from. Reads the first 64 KiB. */
export function readReport(report: Report, vocabulary: Vocabulary): Features {
  const reading = readingOf(report, vocabulary);
  const spans: Record<string, readonly Span[]> = {};
  const facts = allFacts(reading, vocabulary, (name, fact) => {
    if (fact.spans !== undefined && fact.spans.length > 0) spans[name] = fact.spans;
    return fact.value;
  });
  return new ReadFeatures(facts, spans, reading.hits, reading.truncated, reading.scan.tokens);
}

/** The tokens of the text that features were read from; cut up anew only where they were read elsewhere. */
export function tokensOf(features: Features, text: string): readonly Token[] {
  return features instanceof ReadFeatures ? features.tokens() : scan(text);
}

/** Features are printed, stored and compared; the tokens that they were read from are not, so they are kept apart. */
class ReadFeatures implements Features {
  readonly #tokens: readonly Token[];

  constructor(
    readonly facts: Features['facts'],
    readonly spans: Features['spans'],
    readonly hits: Features['hits'],
    readonly truncated: boolean,
    tokens: readonly Token[],
  ) {
    this.#tokens = tokens;
  }

  tokens(): readonly Token[] {
    return this.#tokens;
  }
}

interface Fact<Value extends FactValue = FactValue> {
  readonly value: Value;
  readonly spans?: readonly Span[];
}

/** Notes where a fact was found, and gives its value. */
type Note = (name: string, fact: Fact) => FactValue;

function allFacts(reading: Reading, vocabulary: Vocabulary, note: Note): Record<string, FactValue> {
  const { report, scan } = reading;
  const { tokens } = scan;
  const partners = partnersIn(reading);
  const affected = affectedIn(reading, partners.names.length);
  const format = formatOf(reading.lower, tokens);
  const deadline = isMonitor(report, format) ? null : deadlineIn(reading);
  const functions = failingFunctions(reading);
  const critical = functions.filter((i) => reading.entries[i]?.function === 'critical');
  const failures = reading.roles('failure');
  const severity = severityIn(reading.text, tokens);
  const environment = environmentIn(reading);
  const counts = countKinds(tokens);
  // One literal: an object that is built name by name costs more than all that is read.
  return {
    text: reading.lower,
    truncated: reading.truncated,
    words: tokens.length,
    sentences: scan.sentences.length,
    kind: report.source.kind,
    channel: report.source.channel,
    mentions: note('mentions', named(reading.hits.filter((hit) => hit.denied === null))),
    denies: note('denies', deniedOnly(reading.hits)),
    failures: note('failures', named(failures)),
    functions: note('functions', named(hitsAt(reading, functions))),
    criticalFunctions: note('criticalFunctions', named(hitsAt(reading, critical))),
    scope: note('scope', { value: affected.scope, spans: affected.spans }),
    affected: note('affected', {
      value: affected.count,
      spans: affected.count === null ? [] : affected.spans,
    }),
    percent: affected.percent,
    partners: note('partners', { value: partners.names, spans: partners.spans }),
    partnerCount: partners.names.length,
    ...deadlineFacts(deadline, report, note),
    speech: note('speech', speechIn(reading, failures)),
    state: note('state', stateIn(reading, failures)),
    format,
    environment: note('environment', environment),
    severityStated:
      severity === null ? null : note('severityStated', { value: severity.name, spans: [severity] }),
    language: reading.language.code,
    readable: isReadable(reading, vocabulary),
    theatre: note('theatre', theatreIn(reading, deadline)),
    wakes: note('wakes', wakesIn(reading, affected, environment.value)),
    code: scan.code || isStackTrace(reading.lower),
    exclamations: scan.exclamations,
    questions: scan.sentences.filter((sentence) => sentence.question).length,
    ...counts,
  };
}

/** How many tokens there are of each kind that a rule may count, and how many words are shouted. */
function countKinds(
  tokens: readonly Token[],
): Readonly<Record<'shouting' | 'links' | 'people' | 'clockTimes' | 'numbers' | 'emoji', number>> {
  const counts = { shouting: 0, links: 0, people: 0, clockTimes: 0, numbers: 0, emoji: 0 };
  for (const { shout, norm, kind } of tokens) {
    if (shout && norm.length > 3) counts.shouting++;
    const counted = kind === 'word' ? undefined : COUNTED[kind];
    if (counted !== undefined) counts[counted]++;
  }
  return counts;
}

const COUNTED: Partial<Record<Token['kind'], 'links' | 'people' | 'clockTimes' | 'numbers' | 'emoji'>> = {
  link: 'links',
  mention: 'people',
  time: 'clockTimes',
  number: 'numbers',
  emoji: 'emoji',
};

function named(hits: readonly ConceptHit[]): { value: readonly string[]; spans: readonly Span[] } {
  if (hits.length === 0) return NOTHING;
  return { value: sortInPlace(distinctConcepts(hits), byUnits), spans: spansOf(hits) };
}

function distinctConcepts(hits: readonly ConceptHit[]): string[] {
  if (hits.length > 16) return [...new Set(hits.map((hit) => hit.concept))];
  const names: string[] = [];
  for (const { concept } of hits) if (!names.includes(concept)) names.push(concept);
  return names;
}

const NOTHING: { readonly value: readonly string[]; readonly spans: readonly Span[] } = {
  value: [],
  spans: [],
};

function spansOf(hits: readonly Span[]): readonly Span[] {
  return hits.map(({ start, end }) => ({ start, end }));
}

function deniedOnly(hits: readonly ConceptHit[]): Fact {
  if (hits.every((hit) => hit.denied === null)) return NOTHING;
  const asserted = new Set(hits.filter((hit) => hit.denied === null).map((hit) => hit.concept));
  return named(hits.filter((hit) => hit.denied !== null && !asserted.has(hit.concept)));
}

function hitsAt(reading: Reading, indexes: readonly number[]): readonly ConceptHit[] {
  return indexes.flatMap((i) => reading.hits[i] ?? []);
}

function affectedIn(reading: Reading, partners: number): Affected {
  const { roles } = reading;
  const hits = {
    people: roles('affected'),
    things: roles('counted'),
    one: roles('scope-one'),
    few: roles('scope-few'),
    many: roles('scope-many'),
    all: roles('scope-all'),
  };
  return readAffected(reading.scan.tokens, hits, partners);
}

function partnersIn(reading: Reading): ReturnType<typeof readPartners> {
  const words = new Set(reading.roles('partner').flatMap((hit) => [hit.firstWord, hit.lastWord]));
  return readPartners(reading.text, reading.scan.tokens, (index) => words.has(index), reading.report.partner);
}

/** A monitor states times, and no deadlines; a bot that relays what people wrote may. */
function isMonitor(report: Report, format: string | null): boolean {
  return (
    report.source.kind === 'automated' && format !== null && format !== 'intercom' && format !== 'zendesk'
  );
}

function deadlineIn(reading: Reading): DeadlineRead | null {
  const { report, roles } = reading;
  const now = { at: report.at, utcOffset: report.utcOffset };
  const moments = readMoments(reading.text, reading.scan.tokens, now);
  return readDeadline(
    reading.scan,
    moments,
    {
      cues: roles('deadline-cue'),
      events: roles('event'),
      requests: roles('request'),
      past: roles('past'),
      planned: roles('planned'),
    },
    now,
  );
}

function deadlineFacts(
  deadline: DeadlineRead | null,
  report: Report,
  note: Note,
): Readonly<Record<'deadline' | 'deadlineAt' | 'deadlineInMinutes' | 'deadlineBefore', FactValue>> {
  const spans = deadline === null ? [] : [deadline.span];
  const at = deadline?.at ?? null;
  return {
    deadline: note('deadline', { value: deadline !== null, spans }),
    deadlineAt: note('deadlineAt', { value: at, spans: at === null ? [] : spans }),
    deadlineInMinutes: at === null ? null : Math.round((at - report.at) / 60_000),
    deadlineBefore: deadline?.before ?? null,
  };
}

const SPEECH: readonly Role[] = ['fault', 'request', 'question', 'status', 'thanks', 'joke', 'chatter'];

function speechIn(reading: Reading, failures: readonly ConceptHit[]): Fact {
  const kinds = SPEECH.filter((role) => reading.roles(role).length > 0).map(String);
  if (failures.length > 0 && !kinds.includes('fault')) kinds.push('fault');
  if (reading.scan.sentences.some((sentence) => sentence.question) && !kinds.includes('question'))
    kinds.push('question');
  return {
    value: sortInPlace(kinds, byUnits),
    spans: spansOf(SPEECH.flatMap((role) => reading.roles(role))),
  };
}

/** Of the matter: a drill, planned, over, or going on; what a bot announces by its marks goes first. */
function stateIn(reading: Reading, failures: readonly ConceptHit[]): Fact {
  const of = (value: string, role: Role): Fact => ({ value, spans: spansOf(reading.roles(role)) });
  if (reading.roles('test').length > 0) return of('test', 'test');
  if (reading.report.source.kind === 'automated' || reading.lower.startsWith('[')) {
    const announced = announcedState(reading.lower);
    if (announced !== null) return { value: announced };
  }
  if (reading.roles('planned').length > 0) return of('planned', 'planned');
  if (reading.roles('resolution').length > 0 && failures.length === 0) return of('resolved', 'resolution');
  if (failures.length > 0 || reading.lacking.length > 0) return { value: 'firing', spans: spansOf(failures) };
  return reading.roles('firing').length > 0 ? of('firing', 'firing') : { value: null };
}

function environmentIn(reading: Reading): Fact {
  const staging = reading.roles('staging');
  const production = reading.roles('production');
  if (production.length > 0) return { value: 'production', spans: spansOf(production) };
  return staging.length > 0 ? { value: 'staging', spans: spansOf(staging) } : { value: null };
}

function theatreIn(reading: Reading, deadline: DeadlineRead | null): Fact {
  const urgent = reading.report.source.kind === 'human' ? reading.roles('urgency') : [];
  return { value: urgent.length > 0 && deadline === null, spans: deadline === null ? spansOf(urgent) : [] };
}

/** Downtime is asserted, for many or in production: somebody may be woken for it. */
function wakesIn(reading: Reading, affected: Affected, environment: FactValue): Fact {
  const down = reading.roles('downtime');
  const broad =
    affected.scope === 'many' ||
    affected.scope === 'all' ||
    environment === 'production' ||
    reading.report.source.kind === 'automated';
  const value = down.length > 0 && broad && environment !== 'staging' && reading.roles('test').length === 0;
  return { value, spans: value ? spansOf(down) : [] };
}

/** The vocabulary has words for the language, or enough of them were understood. */
function isReadable(reading: Reading, vocabulary: Vocabulary): boolean {
  const { code } = reading.language;
  if (code === null) return true;
  if (code === 'en') return true;
  if (code === 'other') return reading.hits.length >= 3;
  return vocabulary.data.languages.includes(code);
}

function isStackTrace(lower: string): boolean {
  return lower.includes('traceback (most recent call last)') || /\n[ \t]*at [\w$.<>]{1,200}[ (]/.test(lower);
}
