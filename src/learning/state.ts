// A rulebook amid its changes, with every labelled report as it decides them, and the examples of its rules.

import {
  type Case,
  type ExampleCase,
  exampleCases,
  type Given,
  readFor,
  refired,
  verdictOn,
} from '../authoring/index.js';
import {
  type ClassifierRulebook,
  type Concept,
  compile,
  compileVocabulary,
  prepareRules,
  type Rule,
  scanText,
  tokensOf,
} from '../classifier/index.js';
import { compileWhen } from '../rulebook/language/compile-when.js';
import type { Written } from '../rulebook/written.js';
import type { Candidate } from './candidate.js';
import { readCases } from './read-cases.js';
import { isWordChange, type RuleChange, type WordChange, withPhrase } from './rule-change.js';

export interface State {
  readonly rulebook: ClassifierRulebook;
  readonly concepts: readonly Concept[];
  readonly cases: readonly Case[];
  readonly examples: readonly ExampleCase[];
  /** Places of the cases whose words have all stems of a phrase, in any order. */
  readonly saying: (phrase: string) => readonly number[];
}

/** What a change does to the labelled reports. */
export interface Outcome {
  readonly state: State;
  /** Reports that become right. */
  readonly mends: readonly string[];
  /** Reports of another class in which it speaks too, and changes nothing. */
  readonly elsewhere: number;
}

/** Why a change is none: what it would spoil. */
export type Harm =
  | { readonly spoils: 'report'; readonly report: string; readonly to: Case['class'] }
  | { readonly spoils: 'example'; readonly rule: string };

/** A rulebook before any change. */
export async function stateOf(
  given: readonly Given[],
  rulebook: ClassifierRulebook,
  { concepts, rules }: Written,
): Promise<State> {
  const cases = await readCases(given, rulebook);
  return {
    rulebook,
    concepts: concepts.map(({ concept }) => concept),
    cases,
    examples: exampleCases(rules, rulebook),
    saying: phraseIndex(cases),
  };
}

/**
 * What the changes do, or what they would spoil first: a report that would be decided otherwise and not as labelled, or
 * an example that would not hold. `watched` are reports that are looked at whatever their words.
 */
export function outcomeOf(
  { changes, speaksIn = [] }: Candidate,
  state: State,
  label: Case['label'],
  watched: ReadonlySet<string>,
): Outcome | Harm {
  const rulebook = changedRulebook(state, changes);
  const isRead = changes.some(isWordChange);
  const spoiled = spoiledExample(changes, state, rulebook);
  if (spoiled !== undefined) return { spoils: 'example', rule: spoiled.rule };
  const cases = [...state.cases];
  const mends: string[] = [];
  let elsewhere = 0;
  for (const place of new Set([...placesOf(changes, state, watched), ...speaksIn])) {
    const one = state.cases[place];
    if (one === undefined) continue;
    const now = decidedAnew(one, rulebook, isRead || watched.has(one.report.id));
    if (now.class !== one.class) {
      if (now.class !== one.label) return { spoils: 'report', report: one.report.id, to: now.class };
      mends.push(one.report.id);
    }
    if ((one.label ?? one.class) !== label) elsewhere += 1;
    cases[place] = now;
  }
  const concepts = changes
    .filter(isWordChange)
    .reduce((all, change) => all.map((concept) => withPhrase(concept, change)), state.concepts);
  return { state: { ...state, rulebook, concepts, cases }, mends, elsewhere };
}

/** The rulebook with some changes, without a file being read. */
export function changedRulebook(
  { rulebook, concepts }: State,
  changes: readonly RuleChange[],
): ClassifierRulebook {
  const words = changes.filter(isWordChange);
  const vocabulary =
    words.length === 0
      ? rulebook.vocabulary
      : compileVocabulary(
          concepts.map((concept) => words.reduce((changed, change) => withPhrase(changed, change), concept)),
        );
  const rules = changes.every(isWordChange)
    ? rulebook.rules
    : prepareRules(changes.reduce<readonly Rule[]>(changedRules, rulebook.rules.rules));
  return { ...rulebook, vocabulary, rules };
}

function changedRules(rules: readonly Rule[], change: RuleChange): readonly Rule[] {
  if (change.kind === 'weight')
    return rules.map((rule) => (rule.id === change.rule ? { ...rule, weight: change.to } : rule));
  if (isWordChange(change)) return rules;
  const when = compileWhen(change.kind === 'rule' ? change.rule.when : change.when, new Map());
  if (when === null) return rules;
  if (change.kind === 'exception')
    return rules.map((rule) =>
      rule.id === change.rule ? { ...rule, when: { all: [rule.when, { not: when }] } } : rule,
    );
  const { id, why, weight } = change.rule;
  const strength = { weight, decisive: weight === null, voice: false };
  return [
    ...rules,
    { id, class: change.class, why, ...strength, when, severity: null, area: null, wakes: null },
  ];
}

/** A report as a changed rulebook decides it, read again where words have changed. */
export function decidedAnew(one: Case, rulebook: ClassifierRulebook, isRead: boolean): Case {
  const read = isRead ? readFor(one.report, rulebook, one.window) : one;
  const firings = refired(read, rulebook.rules, one.firings);
  return {
    ...one,
    ...read,
    firings,
    fired: new Set(firings.map(({ rule }) => rule)),
    class: verdictOn(read, firings, rulebook.deciding).class,
  };
}

/** Where a change of what there is already may be noticed. */
function placesOf(
  changes: readonly RuleChange[],
  { cases, saying }: State,
  watched: ReadonlySet<string>,
): readonly number[] {
  const where = (holds: (one: Case) => boolean) =>
    [...cases.keys()].filter((place) => cases[place] !== undefined && holds(cases[place]));
  const touched = changes.flatMap((change) => {
    if (isWordChange(change)) return saying(change.words);
    return change.kind === 'rule' ? [] : where(({ fired }) => fired.has(change.rule));
  });
  return [...touched, ...where(({ report }) => watched.has(report.id))];
}

function spoiledExample(
  changes: readonly RuleChange[],
  { examples }: State,
  rulebook: ClassifierRulebook,
): ExampleCase | undefined {
  const words = changes.filter(isWordChange).map(stemsOf);
  const silenced = new Set(changes.flatMap((change) => (change.kind === 'exception' ? change.rule : [])));
  const rules = new Map(rulebook.rules.rules.map((rule) => [rule.id, rule]));
  return examples.find((example) => {
    const isRead = words.length > 0 && words.some((stems) => saysAll(example, stems));
    const rule = rules.get(example.rule);
    if (rule === undefined || !(isRead || silenced.has(example.rule))) return false;
    const { situation } = isRead ? readFor(example.report, rulebook, example.window) : example;
    return compile(rule.when)(situation) !== example.fires;
  });
}

function stemsOf({ words }: WordChange): readonly string[] {
  return scanText(words).tokens.map(({ stem }) => stem);
}

function saysAll({ report, features }: Pick<Case, 'report' | 'features'>, stems: readonly string[]): boolean {
  const said = new Set(tokensOf(features, report.text).map(({ stem }) => stem));
  return stems.every((stem) => said.has(stem));
}

/** By stems, as the vocabulary looks for words: wider is no harm here. Typing errors are seen when all is read again. */
function phraseIndex(cases: readonly Case[]): State['saying'] {
  const places = new Map<string, Set<number>>();
  for (const [place, { report, features }] of cases.entries())
    for (const { stem } of tokensOf(features, report.text)) {
      const known = places.get(stem);
      if (known === undefined) places.set(stem, new Set([place]));
      else known.add(place);
    }
  return (phrase) => {
    const [first, ...rest] = scanText(phrase).tokens.map(({ stem }) => places.get(stem) ?? new Set<number>());
    return first === undefined ? [] : [...first].filter((place) => rest.every((own) => own.has(place)));
  };
}
