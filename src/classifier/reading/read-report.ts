// From a report to its features: scan, find concepts, deny, and then each fact from its own reader.

import type { ConceptHit, FactValue, Features, Report, Span } from '../types.js';
import { type Affected, readAffected } from './affected.js';
import type { Role } from './concept.js';
import { type DeadlineRead, readDeadline } from './deadline.js';
import { deny } from './deny.js';
import { type Found, findConcepts } from './find-concepts.js';
import { announcedState, formatOf, severityIn } from './formats.js';
import { guessLanguage, type LanguageGuess } from './language.js';
import { readMoments } from './moments.js';
import { readPartners } from './partners.js';
import { readLength, scanText } from './scan.js';
import type { Scan } from './token.js';
import type { Entry, Vocabulary } from './vocabulary.js';

/** Reads a report: named facts, with the spans of text they came from. Reads the first 64 KiB. */
export function readReport(report: Report, vocabulary: Vocabulary): Features {
  const length = readLength(report.text);
  const text = length < report.text.length ? report.text.slice(0, length) : report.text;
  const scan = scanText(text);
  const language = guessLanguage(scan.tokens);
  const found = findConcepts(text, scan.tokens, vocabulary, language.present);
  const { hits, lacking } = deny(found, scan.tokens, vocabulary);
  const entries = found.map((hit) => vocabulary.concepts[hit.concept]);
  const roles = assertedByRole(hits, found, vocabulary);
  const reading: Reading = {
    report,
    text,
    lower: plainText(text),
    scan,
    language,
    hits,
    lacking,
    entries,
    roles,
  };
  const facts: Record<string, FactValue> = {};
  const spans: Record<string, readonly Span[]> = {};
  for (const [name, found] of Object.entries(allFacts(reading, vocabulary))) {
    facts[name] = found.value;
    if (found.spans !== undefined && found.spans.length > 0) spans[name] = found.spans;
  }
  const truncated = length < report.text.length;
  facts.truncated = truncated;
  return { facts, spans, hits, truncated };
}

interface Reading {
  readonly report: Report;
  readonly text: string;
  readonly lower: string;
  readonly scan: Scan;
  readonly language: LanguageGuess;
  readonly hits: readonly ConceptHit[];
  /** Indexes of hits that are said not to happen. */
  readonly lacking: readonly number[];
  /** The concept of each hit. */
  readonly entries: readonly (Entry | undefined)[];
  /** Hits with a role, asserted ones only. */
  readonly roles: (role: Role) => readonly ConceptHit[];
}

interface Fact {
  readonly value: FactValue;
  readonly spans?: readonly Span[];
}

function allFacts(reading: Reading, vocabulary: Vocabulary): Record<string, Fact> {
  const { report, scan } = reading;
  const partners = partnersIn(reading);
  const affected = affectedIn(reading, partners.names.length);
  const format = formatOf(reading.lower, scan.tokens);
  const deadline = isMonitor(report, format) ? null : deadlineIn(reading);
  const functions = failingFunctions(reading);
  const critical = functions.filter((i) => reading.entries[i]?.function === 'critical');
  const failures = reading.roles('failure');
  const severity = severityIn(reading.text, scan.tokens);
  const environment = environmentIn(reading);
  return {
    text: { value: reading.lower },
    words: { value: scan.tokens.length },
    sentences: { value: scan.sentences.length },
    kind: { value: report.source.kind },
    channel: { value: report.source.channel },
    mentions: named(reading.hits.filter((hit) => hit.denied === null)),
    denies: deniedOnly(reading.hits),
    failures: named(failures),
    functions: named(hitsAt(reading, functions)),
    criticalFunctions: named(hitsAt(reading, critical)),
    scope: { value: affected.scope, spans: affected.spans },
    affected: { value: affected.count, spans: affected.count === null ? [] : affected.spans },
    percent: { value: affected.percent },
    partners: { value: partners.names, spans: partners.spans },
    ...deadlineFacts(deadline, report),
    speech: speechIn(reading, failures),
    state: stateIn(reading, failures),
    format: { value: format },
    environment,
    severityStated: severity === null ? { value: null } : { value: severity.name, spans: [severity] },
    language: { value: reading.language.code },
    readable: { value: isReadable(reading, vocabulary) },
    theatre: theatreIn(reading, deadline),
    wakes: wakesIn(reading, affected, environment.value),
    code: { value: scan.code || isStackTrace(reading.lower) },
    exclamations: { value: scan.exclamations },
    questions: { value: scan.sentences.filter((sentence) => sentence.question).length },
    shouting: { value: scan.tokens.filter((token) => token.shout && token.norm.length > 3).length },
    links: { value: scan.tokens.filter((token) => token.kind === 'link').length },
    people: { value: scan.tokens.filter((token) => token.kind === 'mention').length },
  };
}

/** Asserted hits by role, grouped in one pass. */
function assertedByRole(
  hits: readonly ConceptHit[],
  found: readonly Found[],
  vocabulary: Vocabulary,
): (role: Role) => readonly ConceptHit[] {
  const groups = new Map<Role, ConceptHit[]>();
  hits.forEach((hit, i) => {
    if (hit.denied !== null) return;
    for (const role of vocabulary.concepts[found[i]?.concept ?? -1]?.roles ?? []) {
      const there = groups.get(role);
      if (there === undefined) groups.set(role, [hit]);
      else there.push(hit);
    }
  });
  return (role) => groups.get(role) ?? NO_HITS;
}

const NO_HITS: readonly ConceptHit[] = [];

/** The text as rules see it: lower case, Slack markup resolved. */
function plainText(text: string): string {
  if (!text.includes('<') && !text.includes('&')) return text.toLowerCase();
  return text
    .replace(/<(?:https?:|mailto:)[^>|\n<]*\|([^>\n<]*)>/g, '$1')
    .replace(/<(https?:[^>|\n<]*)>/g, '$1')
    .replace(/<([@#!])[^>|\n<]*(?:\|([^>\n<]*))?>/g, '$1$2')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .toLowerCase();
}

function named(hits: readonly ConceptHit[]): { value: readonly string[]; spans: readonly Span[] } {
  return { value: [...new Set(hits.map((hit) => hit.concept))].sort(), spans: spansOf(hits) };
}

function spansOf(hits: readonly Span[]): readonly Span[] {
  return hits.map(({ start, end }) => ({ start, end }));
}

function deniedOnly(hits: readonly ConceptHit[]): Fact {
  const asserted = new Set(hits.filter((hit) => hit.denied === null).map((hit) => hit.concept));
  return named(hits.filter((hit) => hit.denied !== null && !asserted.has(hit.concept)));
}

/**
 * Parts of the business that fail: said not to happen, or named in one clause with a failure; else in one sentence
 * with it; else in the sentence before.
 */
function failingFunctions(reading: Reading): readonly number[] {
  const functions = reading.hits.flatMap((hit, i) =>
    hit.denied === null && reading.entries[i]?.function != null ? [i] : [],
  );
  const failures = reading.roles('failure');
  const clauseOf = clauseNumbers(reading);
  const clauses = new Set(failures.map((hit) => clauseOf(hit.firstWord)));
  const sentences = new Set(failures.map((hit) => hit.sentence));
  const lacking = new Set(reading.lacking);
  const sentenceOf = (i: number): number => reading.hits[i]?.sentence ?? -1;
  const nearest = [
    functions.filter((i) => lacking.has(i) || clauses.has(clauseOf(reading.hits[i]?.firstWord ?? 0))),
    functions.filter((i) => sentences.has(sentenceOf(i))),
    functions.filter((i) => sentences.has(sentenceOf(i) + 1)),
  ];
  return nearest.find((found) => found.length > 0) ?? [];
}

/** Numbers the clauses: punctuation ends one, and so do words such as "but". */
function clauseNumbers(reading: Reading): (word: number) => number {
  const { tokens } = reading.scan;
  const starts = new Set(reading.roles('clause').map((hit) => hit.firstWord));
  if (starts.size === 0) return (word) => tokens[word]?.clause ?? 0;
  const numbers = new Int32Array(tokens.length);
  for (let i = 1; i < tokens.length; i++) {
    const isNew = starts.has(i) || tokens[i]?.clause !== tokens[i - 1]?.clause;
    numbers[i] = (numbers[i - 1] ?? 0) + (isNew ? 1 : 0);
  }
  return (word) => numbers[word] ?? 0;
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

function deadlineFacts(deadline: DeadlineRead | null, report: Report): Record<string, Fact> {
  const spans = deadline === null ? [] : [deadline.span];
  const at = deadline?.at ?? null;
  return {
    deadline: { value: deadline !== null, spans },
    deadlineAt: { value: at, spans: at === null ? [] : spans },
    deadlineInMinutes: { value: at === null ? null : Math.round((at - report.at) / 60_000) },
    deadlineBefore: { value: deadline?.before ?? null },
  };
}

const SPEECH: readonly Role[] = ['fault', 'request', 'question', 'status', 'thanks', 'joke', 'chatter'];

function speechIn(reading: Reading, failures: readonly ConceptHit[]): Fact {
  const kinds = SPEECH.filter((role) => reading.roles(role).length > 0).map(String);
  if (failures.length > 0 && !kinds.includes('fault')) kinds.push('fault');
  if (reading.scan.sentences.some((sentence) => sentence.question) && !kinds.includes('question'))
    kinds.push('question');
  return { value: kinds.sort(), spans: spansOf(SPEECH.flatMap((role) => reading.roles(role))) };
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
