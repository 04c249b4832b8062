// Words that grow in reports while no concept of the vocabulary covers them: a product that is new, a word that people
// have come to use. Proposed, never added.

import { readReport, scanText, type Vocabulary } from '../classifier/index.js';
import { excerptOf } from './excerpt.js';
import type { History, HistoryReport } from './history.js';
import { type Period, reportsIn } from './period.js';

/** One word, in how many reports of a week it stands and in how many of the weeks before. */
export interface GrowingWord {
  readonly word: string;
  readonly reports: number;
  /** Different people who said it. */
  readonly people: number;
  /** A week, on average, before. */
  readonly before: number;
  readonly examples: readonly string[];
}

const weekMs = 7 * 86_400_000;
const weeksBefore = 8;
const fewestReports = 3;
const fewestPeople = 2;
/** So many times as often as before, in proportion to how many reports there are. */
const growth = 3;
const mostWords = 10;

/** The words that grew in the week before a moment, those first that grew most. */
export function growingWords(history: History, at: number, vocabulary: Vocabulary): readonly GrowingWord[] {
  const week = readable(history, { from: at - weekMs, to: at });
  const before = readable(history, { from: at - (1 + weeksBefore) * weekMs, to: at - weekMs });
  const earlier = new Map<string, number>();
  for (const one of before)
    for (const { stem } of scanText(one.report.text).tokens.filter(onceEach()))
      earlier.set(stem, (earlier.get(stem) ?? 0) + 1);
  const said = new Map<string, { readonly word: string; readonly by: HistoryReport[] }>();
  for (const one of week)
    for (const { stem, word } of uncovered(one, vocabulary)) {
      const known = said.get(stem);
      if (known === undefined) said.set(stem, { word, by: [one] });
      else known.by.push(one);
    }
  return [...said]
    .flatMap(([stem, { word, by }]): readonly (GrowingWord & { readonly rate: number })[] => {
      const people = new Set(by.map(({ report }) => report.source.user)).size;
      const expected = (((earlier.get(stem) ?? 0) + 0.5) / (before.length + 1)) * week.length;
      const rate = by.length / expected;
      if (by.length < fewestReports || people < fewestPeople || rate < growth) return [];
      const average = (earlier.get(stem) ?? 0) / weeksBefore;
      return [
        { word, reports: by.length, people, before: average, examples: by.slice(-2).map(excerptOf), rate },
      ];
    })
    .sort((a, b) => b.rate - a.rate || b.reports - a.reports || (a.word < b.word ? -1 : 1))
    .slice(0, mostWords)
    .map(({ rate: _, ...word }) => word);
}

/** What people said and may be quoted. */
function readable(history: History, period: Period): readonly HistoryReport[] {
  return reportsIn(history, period).filter(
    (one) => !one.erased && !one.private && one.report.source.kind === 'human',
  );
}

/** Words of a report in which the vocabulary finds nothing; names of partners and short words are none. */
function uncovered(
  one: HistoryReport,
  vocabulary: Vocabulary,
): readonly { readonly stem: string; readonly word: string }[] {
  const { hits, spans } = readReport(one.report, vocabulary);
  const taken = [...hits, ...(spans.partners ?? [])];
  return scanText(one.report.text)
    .tokens.filter(({ start, end }) => taken.every((hit) => end <= hit.start || start >= hit.end))
    .filter(({ kind, norm, quoted }) => kind === 'word' && quoted !== 'code' && /^\p{L}{4,24}$/u.test(norm))
    .filter(onceEach())
    .map(({ stem, norm }) => ({ stem, word: norm }));
}

/** Each stem of a report counts once. */
function onceEach(): (token: { readonly stem: string }) => boolean {
  const met = new Set<string>();
  return ({ stem }) => {
    if (met.has(stem)) return false;
    met.add(stem);
    return true;
  };
}
