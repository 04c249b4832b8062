// Reads texts with the shipped speech vocabulary and a small trade of its own, so that these tests do not
// depend on the words of any company.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  type Concept,
  compileVocabulary,
  type Role,
  readReport,
  type Vocabulary,
} from '../../../src/classifier/reading/index.js';
import type { Features, Report, Span } from '../../../src/classifier/types.js';

/** A Wednesday afternoon in London. */
export const WEDNESDAY = Date.parse('2024-03-13T14:00:00Z');

const LANGUAGES = ['words', 'de', 'es', 'fr', 'it', 'nl', 'pt'] as const;

interface WrittenConcept extends Partial<Record<(typeof LANGUAGES)[number], readonly (string | number)[]>> {
  readonly roles?: readonly Role[];
  readonly not?: readonly string[];
  readonly deniable?: boolean;
}

/** The concepts of rules/vocabulary/speech.yaml. */
export function speech(): readonly Concept[] {
  const file = new URL('../../../rules/vocabulary/speech.yaml', import.meta.url);
  const { concepts } = parse(readFileSync(file, 'utf8')) as { concepts: Record<string, WrittenConcept> };
  return Object.entries(concepts).map(([name, written]) => ({
    name,
    roles: written.roles ?? [],
    deniable: written.deniable ?? true,
    not: written.not ?? [],
    phrases: LANGUAGES.flatMap((language) =>
      (written[language] ?? []).map((text) => ({
        text: String(text),
        language: language === 'words' ? 'en' : language,
      })),
    ),
  }));
}

/** A concept of English phrases, for vocabularies made up by a test. */
export function concept(name: string, words: readonly string[], more: Partial<Concept> = {}): Concept {
  const phrases = words.map((text) => ({ text, language: 'en' }));
  return { name, roles: [], deniable: true, not: [], phrases, ...more };
}

const TRADE: readonly Concept[] = [
  concept('checkout', ['checkout', 'pay', 'payment', 'charge cards', 'order'], {
    function: 'critical',
    area: 'payments',
  }),
  concept('login', ['login', 'sign in', 'password'], { function: 'critical', area: 'accounts' }),
  concept('search', ['search'], { function: 'ordinary', area: 'search' }),
  concept('auction', ['auction', 'sale'], { roles: ['event'] }),
];

let shipped: Vocabulary | null = null;

/** Speech and the small trade, compiled once. */
export function vocabulary(): Vocabulary {
  shipped ??= compileVocabulary([...speech(), ...TRADE]);
  return shipped;
}

/** A report of a human in #incidents, on Wednesday at two in the afternoon, UTC. */
export function report(text: string, more: Partial<Report> = {}): Report {
  const source = { kind: 'human', channel: 'incidents', user: 'U1' } as const;
  return { id: 'r', text, source, at: WEDNESDAY, utcOffset: 0, ...more };
}

export function read(text: string, more: Partial<Report> = {}): Features {
  return readReport(report(text, more), vocabulary());
}

export function wordsOf(text: string, spans: readonly Span[] | undefined): readonly string[] {
  return (spans ?? []).map(({ start, end }) => text.slice(start, end));
}
