// From a report to its features: scan, find concepts, deny, and then each fact from its own reader.

import { sortedOnce } from '../few.js';
import type { ConceptHit, Features, Report, Span } from '../types.js';
import { type Affected, readAffected } from './affected.js';
import { environmentIn, speechIn, stateIn, theatreIn, wakesIn } from './circumstances.js';
import type { Cues } from './cues.js';
import { type DeadlineRead, readDeadline } from './deadline.js';
import { failingFunctions } from './failing-functions.js';
import { findCues } from './find-cues.js';
import { formatOf } from './formats.js';
import { KNOWN_LANGUAGES } from './language.js';
import { readMoments } from './moments.js';
import { type PartnersRead, readPartners } from './partners.js';
import { hitsWith, type Reading, readingOf } from './reading.js';
import { scan } from './scan.js';
import { severityIn } from './severity.js';
import type { Token } from './token.js';
import { ROLE_BITS, type Vocabulary } from './vocabulary.js';

/** Reads a report: named facts, with the spans of text they came from. Reads the first 64 KiB. */
export function readReport(report: Report, vocabulary: Vocabulary): Features {
  return featuresOf(readingOf(report, vocabulary), vocabulary);
}

/** The same for a text that is too short to tell its language by: phrases of every language count. */
export function readInAnyLanguage(report: Report, vocabulary: Vocabulary): Features {
  return featuresOf(readingOf(report, vocabulary, EVERY_LANGUAGE), vocabulary);
}

const EVERY_LANGUAGE: ReadonlySet<string> = new Set(KNOWN_LANGUAGES);

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

function featuresOf(reading: Reading, vocabulary: Vocabulary): Features {
  const { report, text, lower, hits, truncated } = reading;
  const { tokens, sentences, code, exclamations } = reading.scan;
  const cues = findCues(tokens);
  const asserted = hits.some((hit) => hit.denied !== null) ? hits.filter((hit) => hit.denied === null) : hits;
  const denied = deniedOnly(hits, asserted);
  const failures = hitsWith(reading, ROLE_BITS.failure);
  const { functions, critical } = failingFunctions(reading);
  const partners = partnersIn(reading, cues);
  const affected = affectedIn(reading, cues, partners.names.length);
  const format = formatOf(lower, tokens, cues);
  const deadline = isMonitor(report, format) ? null : deadlineIn(reading, cues);
  const due = deadline === null ? NOWHERE : [deadline.span];
  const at = deadline?.at ?? null;
  const questions = countQuestions(reading);
  const speech = speechIn(reading, questions);
  const state = stateIn(reading);
  const environment = environmentIn(reading);
  const severity = severityIn(text, tokens, cues);
  const theatre = theatreIn(reading, deadline);
  const wakes = wakesIn(reading, affected, environment.value);
  const counts = countKinds(tokens);
  // Each one literal: an object that is built name by name costs more than all that is read.
  const facts = {
    text: lower,
    truncated,
    words: tokens.length,
    sentences: sentences.length,
    kind: report.source.kind,
    channel: report.source.channel,
    mentions: namesOf(asserted),
    denies: namesOf(denied),
    failures: namesOf(failures),
    functions: namesOf(functions),
    criticalFunctions: namesOf(critical),
    scope: affected.scope,
    affected: affected.count,
    percent: affected.percent,
    partners: partners.names,
    partnerCount: partners.names.length,
    deadline: deadline !== null,
    deadlineAt: at,
    deadlineInMinutes: at === null ? null : Math.round((at - report.at) / 60_000),
    deadlineBefore: deadline?.before ?? null,
    speech: speech.value,
    state: state.value,
    format,
    environment: environment.value,
    severityStated: severity?.name ?? null,
    language: reading.language.code,
    readable: isReadable(reading, vocabulary),
    theatre: theatre.value,
    wakes: wakes.value,
    code: code || isStackTrace(lower),
    exclamations,
    questions,
    shouting: counts.shouting,
    links: counts.links,
    people: counts.people,
    clockTimes: counts.clockTimes,
    numbers: counts.numbers,
    emoji: counts.emoji,
  };
  const spans = {
    mentions: asserted,
    denies: denied,
    failures,
    functions,
    criticalFunctions: critical,
    scope: affected.spans,
    affected: affected.count === null ? NOWHERE : affected.spans,
    partners: partners.spans,
    deadline: due,
    deadlineAt: at === null ? NOWHERE : due,
    speech: speech.spans,
    state: state.spans,
    environment: environment.spans,
    severityStated: severity === null ? NOWHERE : [severity],
    theatre: theatre.spans,
    wakes: wakes.spans,
  };
  return new ReadFeatures(facts, spans, hits, truncated, tokens);
}

const NOWHERE: readonly Span[] = [];

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

function countQuestions(reading: Reading): number {
  let questions = 0;
  for (const { question } of reading.scan.sentences) if (question) questions++;
  return questions;
}

/** The concepts of some hits, each once, in the order of their names. */
function namesOf(hits: readonly ConceptHit[]): readonly string[] {
  return hits.length === 0 ? NAMELESS : sortedOnce(hits.map((hit) => hit.concept));
}

const NAMELESS: readonly string[] = [];

/** Hits of concepts that are denied wherever they stand. */
function deniedOnly(hits: readonly ConceptHit[], asserted: readonly ConceptHit[]): readonly ConceptHit[] {
  if (asserted.length === hits.length) return NO_HITS;
  const names = new Set(asserted.map((hit) => hit.concept));
  return hits.filter((hit) => hit.denied !== null && !names.has(hit.concept));
}

const NO_HITS: readonly ConceptHit[] = [];

function affectedIn(reading: Reading, cues: Cues, partners: number): Affected {
  const hits = {
    people: hitsWith(reading, ROLE_BITS.affected),
    things: hitsWith(reading, ROLE_BITS.counted),
    one: hitsWith(reading, ROLE_BITS['scope-one']),
    few: hitsWith(reading, ROLE_BITS['scope-few']),
    many: hitsWith(reading, ROLE_BITS['scope-many']),
    all: hitsWith(reading, ROLE_BITS['scope-all']),
  };
  return readAffected(reading.scan.tokens, cues, hits, partners);
}

function partnersIn(reading: Reading, cues: Cues): PartnersRead {
  const { text, scan, report } = reading;
  const hits = hitsWith(reading, ROLE_BITS.partner);
  const words = hits.length === 0 ? NO_WORDS : new Set(hits.flatMap((hit) => [hit.firstWord, hit.lastWord]));
  return readPartners(text, scan.tokens, cues, words, report.partner);
}

const NO_WORDS: ReadonlySet<number> = new Set();

/** A monitor states times, and no deadlines; a bot that relays what people wrote may. */
function isMonitor(report: Report, format: string | null): boolean {
  return (
    report.source.kind === 'automated' && format !== null && format !== 'intercom' && format !== 'zendesk'
  );
}

function deadlineIn(reading: Reading, cues: Cues): DeadlineRead | null {
  const { report, text, scan } = reading;
  const now = { at: report.at, utcOffset: report.utcOffset };
  const moments = readMoments(text, scan.tokens, cues, now);
  if (moments.length === 0 && (reading.roles & ROLE_BITS.event) === 0) return null;
  const hits = {
    cues: hitsWith(reading, ROLE_BITS['deadline-cue']),
    events: hitsWith(reading, ROLE_BITS.event),
    requests: hitsWith(reading, ROLE_BITS.request),
    planned: hitsWith(reading, ROLE_BITS.planned),
  };
  return readDeadline(scan, moments, hits, now);
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
  return (
    lower.includes('traceback (most recent call last)') ||
    (lower.includes('\n') && /\n[ \t]*at [\w$.<>]{1,200}[ (]/.test(lower))
  );
}
