// Numbers before words that count nothing: `affected` is read before concepts with the role `affected` or `counted`.

import {
  compileVocabulary,
  holds,
  type Leaf,
  type Report,
  readReport,
  type Situation,
  scanText,
  type Vocabulary,
} from '../../classifier/index.js';
import { slugOf } from '../slug.js';

/** Where a comparison asks how many are affected, and the report counts what no concept counts: the concept and its role; null elsewhere. */
export function uncounted(
  leaf: Leaf,
  report: Report,
  situation: Situation,
  concepts: Vocabulary['concepts'],
): string | null {
  if (!COUNTING.has(leaf.fact) || situation.facts.affected !== null) return null;
  const noun = nounCounted(leaf, report, situation);
  if (noun === null) return null;
  const { word, start, end } = noun;
  const known = situation.hits.find((hit) => hit.denied === null && hit.start < end && start < hit.end);
  const entry = concepts.find(({ name }) => name === known?.concept);
  const roles = [...(entry?.roles ?? []), 'counted'];
  return entry === undefined
    ? `No concept counts “${word}”. Add ${slugOf(word) ?? 'thing'}: { roles: counted, words: [${word}] } to vocabulary/domain.yaml (roles: affected, if they are people or partners).`
    : `“${word}” is the concept ${entry.name}, which is not counted. Give it roles: ${roles.length === 1 ? roles[0] : `[${roles.join(', ')}]`} in the vocabulary (affected, if they are people or partners).`;
}

const COUNTING = new Set(['affected', 'scope']);

interface Noun {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** The word that would make the comparison hold if it were counted; tried by reading the report with it as the only word. */
function nounCounted(leaf: Leaf, report: Report, situation: Situation): Noun | null {
  const words = scanText(report.text)
    .tokens.filter(({ kind, norm }) => kind === 'word' && /^\p{L}+$/u.test(norm) && !MEASURE.test(norm))
    .map(({ norm, start, end }) => ({ word: norm, start, end }))
    .slice(0, MOST_WORDS);
  const counted = words.filter(({ word }) => {
    const role = { name: 'noun', roles: ['counted' as const], deniable: true, not: [] };
    const vocabulary = compileVocabulary([{ ...role, phrases: [{ text: `=${word}`, language: 'en' }] }]);
    const { affected = null, scope = null } = readReport(report, vocabulary).facts;
    return affected !== null && holds(leaf, { ...situation, facts: { ...situation.facts, affected, scope } });
  });
  return counted.find(({ word }) => word.endsWith('s')) ?? counted[0] ?? null;
}

/** The report is read once for each. */
const MOST_WORDS = 200;
const MEASURE =
  /^(?:second|sec|minute|min|hour|hr|day|week|month|year|time|euro|dollar|pound|point|percent|version)s?$/;
