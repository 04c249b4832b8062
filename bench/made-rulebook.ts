// Rulebooks of any size for benches: made words, four rules to a concept, so that the vocabulary grows with the rules.
// Reports mention the first concepts only: the same rules fire on them at any size.

import {
  type Concept,
  type Condition,
  compileVocabulary,
  REPORT_CLASSES,
  type Report,
  type Rule,
  surveyRules,
  vocabularyData,
} from '../src/classifier/index.js';
import type { RulebookData } from '../src/rulebook/index.js';
import { readLabelled } from './labelled.ts';

const RULES_PER_CONCEPT = 4;
/** Concepts that reports mention: as many as 100 rules have. */
const MENTIONED = 25;

/** The made rules; conditions are such that every peer can be asked about them. */
export function madeRules(count: number): readonly Rule[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `made-rule-${i}`,
    class: REPORT_CLASSES[i % REPORT_CLASSES.length] ?? 'none',
    why: 'It was made for a bench.',
    weight: 1,
    decisive: false,
    voice: false,
    when: conditionOf(i, conceptCount(count)),
    severity: null,
    area: null,
    wakes: null,
  }));
}

/** A whole rulebook with made rules and concepts; everything else is taken from another. */
export function madeData(count: number, rest: RulebookData): RulebookData {
  const concepts = Array.from({ length: conceptCount(count) }, (_, i) => conceptOf(i));
  const rules = madeRules(count);
  return {
    ...rest,
    version: `made-${count}`,
    vocabulary: vocabularyData(compileVocabulary(concepts)),
    rules,
    survey: surveyRules(rules),
    leaning: null,
  };
}

/** The same rules and concepts as YAML files, by path. */
export function madeFiles(count: number): ReadonlyMap<string, string> {
  const concepts = Array.from({ length: conceptCount(count) }, (_, i) => conceptOf(i));
  const words = concepts.map(
    ({ name, phrases }) => `  ${name}: { words: [${phrases.map((one) => one.text).join(', ')}] }`,
  );
  const rules = madeRules(count);
  const files = REPORT_CLASSES.map((name) => {
    const own = rules.filter((rule) => rule.class === name).map(entryOf);
    return [`${name}.yaml`, own.length === 0 ? 'rules: []\n' : `rules:\n${own.join('')}`] as const;
  });
  return new Map([['vocabulary/made.yaml', `concepts:\n${words.join('\n')}\n`], ...files]);
}

/** Labelled reports that also mention two of the first made concepts. */
export function madeReports(count: number): readonly Report[] {
  return readLabelled()
    .slice(0, count)
    .map((report, i) => {
      const made = [wordOf(2 * (i % MENTIONED)), wordOf(2 * ((i + 1) % MENTIONED) + 1)];
      return { ...report, text: `${report.text} ${made.join(', ')}` };
    });
}

function conceptCount(rules: number): number {
  return Math.max(3, Math.ceil(rules / RULES_PER_CONCEPT));
}

function conceptOf(index: number): Concept {
  const phrases = [2 * index, 2 * index + 1].map((word) => ({ text: wordOf(word), language: 'en' }));
  return { name: nameOf(index), roles: [], deniable: true, phrases, not: [] };
}

function nameOf(index: number): string {
  return `made-${index}`;
}

const FIRST = 'bra clo dru fli gra klo plu spi tro vla zwo sku fra gli blu dro'.split(' ');
const MIDDLE = 'nta rbo lku mpi ndo rga lmu rpi xta zbo vku rdi lfo nga rmu ksi'.split(' ');
const LAST = 'zok vub pag kip dob gup mak rib fog lup nab tig xob juk wap bik'.split(' ');

/** A word of no language; different for each index below a million, and no stemmer shortens it. */
function wordOf(index: number): string {
  const digit = (place: number): number => Math.floor(index / 16 ** place) % 16;
  const parts = [FIRST[digit(0)], MIDDLE[digit(1)], MIDDLE[digit(2)], MIDDLE[digit(3)], LAST[digit(4)]];
  return parts.join('');
}

function conditionOf(rule: number, concepts: number): Condition {
  const own = Math.floor(rule / RULES_PER_CONCEPT);
  const [a, b, c] = [
    mentions(own % concepts),
    mentions((own + 1) % concepts),
    mentions((own + 2) % concepts),
  ];
  switch (rule % RULES_PER_CONCEPT) {
    case 0:
      return { all: [a, b] };
    case 1:
      return { all: [a, { fact: 'scope', operator: 'in', value: ['many', 'all', 'unknown'] }] };
    case 2:
      return { all: [a, { not: b }] };
    default:
      return { all: [a, { fact: 'words', operator: 'greaterThanInclusive', value: 12 }, { any: [b, c] }] };
  }
}

function mentions(concept: number): Condition {
  return { fact: 'mentions', operator: 'contains', value: nameOf(concept) };
}

function entryOf({ id, why, weight, when }: Rule): string {
  return `  - id: ${id}
    why: ${why}
    weight: ${weight}
    when: ${JSON.stringify(shortForm(when))}
    examples: [${id}]
    near-misses: [good morning]
`;
}

function shortForm(condition: Condition): unknown {
  if ('not' in condition) return { not: shortForm(condition.not) };
  if ('all' in condition) return { all: condition.all.map(shortForm) };
  if ('any' in condition) return { any: condition.any.map(shortForm) };
  const { fact, operator, value } = condition;
  return fact === 'mentions' ? { mentions: value } : { fact: { name: fact, operator, value } };
}
