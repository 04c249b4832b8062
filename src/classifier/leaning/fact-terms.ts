// What the word model looks at beside the text: what was read in it. Fitting and deciding share this file too.

import type { FactValue, Features } from '../types.js';

/** What was read in a report, as names: `scope=many`, `+payment` (asserted), `-failing` (denied). */
export function factTerms(features: Features): ReadonlySet<string> {
  const terms = new Set<string>();
  eachFact(features, (name, value) => {
    for (const term of termsOfFact(name, value)) terms.add(term);
  });
  return terms;
}

/** Calls back with all that was read in a report, by the number of its name: concepts, and facts, a list word by word. */
export function eachFact({ hits, facts }: Features, visit: (name: number, value: Told) => void): void {
  for (const { concept, denied } of hits) visit(denied === null ? ASSERTED : DENIED, concept);
  const told = toldIn(facts);
  for (let name = 0; name < told.length; name++) {
    const value = told[name];
    if (value === null || value === undefined || value === false || value === 0) continue;
    if (typeof value === 'number') visit(name, sizeOf(value));
    else if (typeof value === 'string' || value === true) visit(name, value);
    else for (const one of value) visit(name, one);
  }
}

/** A word, what simply is so, or how many of the sizes a number reaches. */
export type Told = string | true | number;

/** The names of what was read; a number has one for each size that it reaches. */
export function termsOfFact(name: number, value: Told): readonly string[] {
  const told = factNames[name] ?? '';
  if (name === ASSERTED || name === DENIED) return [`${told}${value}`];
  if (value === true) return [told];
  if (typeof value === 'string') return [`${told}=${value}`];
  return SIZES.slice(0, value).map((size) => `${told}>=${size}`);
}

/** Facts that say something of the matter itself, whoever reports it and wherever. */
const TOLD = [
  'kind',
  'failures',
  'functions',
  'criticalFunctions',
  'scope',
  'affected',
  'percent',
  'deadline',
  'deadlineInMinutes',
  'deadlineBefore',
  'speech',
  'state',
  'format',
  'environment',
  'severityStated',
  'theatre',
  'wakes',
  'code',
  'words',
  'exclamations',
  'questions',
] as const;

/** Their values, in that order: each by a name that stands here, since one that varies takes V8 much longer. */
function toldIn(facts: Features['facts']): readonly (FactValue | undefined)[] {
  return [
    facts.kind,
    facts.failures,
    facts.functions,
    facts.criticalFunctions,
    facts.scope,
    facts.affected,
    facts.percent,
    facts.deadline,
    facts.deadlineInMinutes,
    facts.deadlineBefore,
    facts.speech,
    facts.state,
    facts.format,
    facts.environment,
    facts.severityStated,
    facts.theatre,
    facts.wakes,
    facts.code,
    facts.words,
    facts.exclamations,
    facts.questions,
  ];
}

/** The names of all that is read beside the words; concepts are asserted or denied. */
export const factNames: readonly string[] = [...TOLD, '+', '-'];
const ASSERTED = TOLD.length;
const DENIED = ASSERTED + 1;

const SIZES = [1, 2, 3, 6, 10, 20, 50, 100, 500, 2000] as const;

function sizeOf(value: number): number {
  let reached = 0;
  while (value >= (SIZES[reached] ?? Number.POSITIVE_INFINITY)) reached++;
  return reached;
}
