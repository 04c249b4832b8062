// Takes personal data out of a report that is to become a fixture. What is known to be personal gets a placeholder, the
// same for the same words; what may be personal and is not known is a doubt, and with a doubt nothing becomes a fixture.

import { type Report, readReport, type Span, scanText, type Vocabulary } from '../classifier/index.js';
import { maskSecrets } from '../router/index.js';
import { digitsFor, nameFor, userFor } from './placeholders.js';

/** What is known of words, to tell a name from any other. */
export interface KnownWords {
  readonly vocabulary: Vocabulary;
  /** Stands in lower case in reports that may be read by everybody: no name. */
  isOrdinary(word: string): boolean;
  /** Stands in the vocabulary, however it is written: a product, a system, a word of the trade. */
  isOfTheTrade(word: string): boolean;
  /** Names of people that the desk knows, each word of them. */
  readonly people: ReadonlySet<string>;
}

/** A person's word on what the desk could not tell; lower case. */
export interface MaskChoices {
  /** No personal data: stays. */
  readonly keep: ReadonlySet<string>;
  /** Personal data: gets a placeholder. */
  readonly hide: ReadonlySet<string>;
}

export interface Masked {
  readonly report: Report;
  /** Words that may be personal data; a report is certain without any. */
  readonly doubts: readonly string[];
}

/** The report with placeholders, and what is doubtful about it. */
export function maskReport(report: Report, known: KnownWords, { keep, hide }: MaskChoices): Masked {
  const partners = readReport(report, known.vocabulary).spans.partners ?? [];
  const named = replaced(report.text, [
    ...partners.map((span) => withPlaceholder(report.text, span)),
    ...personalNames(report.text, known, hide),
  ]);
  const text = shapes.reduce((masked, [shape, put]) => masked.replace(shape, put), maskSecrets(named));
  const { partner, ...rest } = report;
  return {
    report: {
      ...rest,
      text,
      source: { ...report.source, user: report.source.user === '' ? '' : userFor(report.source.user) },
      ...(partner !== undefined && { partner: `${nameFor(partner)} Gallery` }),
    },
    doubts: doubtsIn(text, known, keep),
  };
}

const streetAfterNumber =
  /(?<![\w.:-])\d{1,4}[a-z]?,? (?:(?:rue|via|calle|boulevard|avenue)(?: \p{L}[\p{L}'’-]{1,30}){1,3}|(?:(?!(?:at|from|in|of|off|on|the|to)\b)\p{L}[\p{L}'’.-]{0,30} ){1,2}(?:street|st|road|rd|avenue|ave|lane|boulevard|blvd|square))(?![\p{L}\d])(?:,? \d{4,5}(?!\d))?/giu;
const numberAfterStreet =
  /(?<!\p{L})\p{L}{2,30}(?:straße|strasse|str\.|gasse|platz|allee) \d{1,4}[a-z]?(?![\p{L}\d])(?:,? \d{4,5}(?!\d))?/giu;

/** Anything that has the shape of personal data, and what stands in for it. */
const shapes: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/<@[UW][A-Z0-9]{2,}(?:\|[^>]*)?>/g, (found) => `<@${userFor(found)}>`],
  [/<#C[A-Z0-9]{2,}(?:\|[^>]*)?>/g, () => '#channel'],
  [/<?https?:\/\/[^\s<>]+>?/g, () => 'https://example.com'],
  // An account: whatever words beside it say, its digits would stay where only the first of them is hidden.
  [/(?<![\w-])[a-z]{2}\d\d(?: ?[a-z]{4})?(?: ?\d[a-z\d]{3}){2,7}(?: ?\d{1,3})?(?![\w-])/gi, digitsFor],
  [streetAfterNumber, streetFor],
  [numberAfterStreet, streetFor],
  [/(?<![\w.:-])(?:\+|00)\d[\d ()./-]{6,20}\d(?![\w:-])/g, () => '+1 555 0100'],
  [/\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b/g, () => '555 555 0100'],
  // As it is dialled within a country; a day like 01/02/2026 is none.
  [
    /(?<![\w.,:/-])\(?0(?!\d?[./-]\d\d?[./-]\d{2,4}(?!\d))\d[\d ()./-]{5,16}\d(?![\w:])/g,
    () => '555 555 0100',
  ],
  [/(?<![\w.,:/-])\d{3}-\d{4}(?![\w:-])/g, () => '555-0100'],
  [/(?<![\d.,:-])\d{5,}(?![\d.,:-]*\d)/g, digitsFor],
];

/** A name and a number: a word like "address" would be read as what the report is about. */
function streetFor(found: string): string {
  return `${nameFor(found)} 1`;
}

interface Replacement extends Span {
  readonly put: string;
}

function withPlaceholder(text: string, { start, end }: Span): Replacement {
  return { start, end, put: nameFor(text.slice(start, end)) };
}

function personalNames(
  text: string,
  { people }: KnownWords,
  hide: MaskChoices['hide'],
): readonly Replacement[] {
  return scanText(text)
    .tokens.filter(
      ({ kind, norm, capital }) => kind === 'word' && (hide.has(norm) || (capital && people.has(norm))),
    )
    .map((token) => withPlaceholder(text, token));
}

/** From the end, so that earlier places stay where they are; what overlaps is replaced once. */
function replaced(text: string, replacements: readonly Replacement[]): string {
  let before = text.length;
  let done = text;
  for (const { start, end, put } of replacements.toSorted((a, b) => b.start - a.start || a.end - b.end)) {
    if (end > before) continue;
    done = done.slice(0, start) + put + done.slice(end);
    before = start;
  }
  return done;
}

/**
 * Words that nothing explains: of the trade, of the calendar, or ordinary. An ordinary word with a capital within a
 * sentence may be a name ("ask Mark"); at its beginning it is written so by rule.
 */
function doubtsIn(text: string, known: KnownWords, keep: MaskChoices['keep']): readonly string[] {
  const { tokens } = scanText(
    text.replaceAll(/\[[a-z -]+ removed\]|https:\/\/example\.com/g, (gone) => ' '.repeat(gone.length)),
  );
  const doubtful = tokens.filter((token, index) => {
    if (token.kind !== 'word' || keep.has(token.norm)) return false;
    const written = text.slice(token.start, token.end);
    if (known.isOfTheTrade(token.norm) || CALENDAR.has(token.norm) || isPlaceholder(written)) return false;
    if (!known.isOrdinary(token.norm)) return true;
    const previous = tokens[index - 1];
    const begins =
      previous === undefined || previous.sentence !== token.sentence || previous.clause !== token.clause;
    return token.capital && !begins && !token.shout;
  });
  return [...new Set(doubtful.map(({ start, end }) => text.slice(start, end)))];
}

function isPlaceholder(written: string): boolean {
  return nameFor.all.has(written) || /^U\d{6,}$/.test(written);
}

const CALENDAR = new Set(
  'i monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas easter thanksgiving english german french spanish italian am pm est edt cet gmt utc'.split(
    ' ',
  ),
);
