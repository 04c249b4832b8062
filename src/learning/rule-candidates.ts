// A narrow rule for one wrong decision: the fewest conditions that tell the report from every labelled report that is
// something else. Where a decisive rule stands in the way, that one is silenced in such a case.

import { type Case, CLASS_WORDS, type NewRule, verdictOn } from '../authoring/index.js';
import { type Deciding, type Firing, REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import type { When } from '../rulebook/language/when-schema.js';
import { slugOf } from '../rulebook/slug.js';
import type { Candidate } from './candidate.js';
import { distinctions } from './distinctions.js';
import { placesIn, setOf } from './report-set.js';
import type { RuleChange } from './rule-change.js';
import { exampleOf, nearMissOf } from './rule-examples.js';
import type { RuleTerm, TermIndex } from './rule-terms.js';
import type { State } from './state.js';

/** Larger than any small change, so that it is tried last. */
const sizeOfRule = 2;
const sizeOfTerm = 0.25;
const mostRules = 6;
/** One condition is a guess, unless the report says nothing else. */
const fewestTerms = 2;
const weightStep = 0.5;
const mostWeight = 20;

/** The rules that would set it right, the narrowest first; each with what it silences. */
export function* ruleCandidates(one: Case, state: State, terms: TermIndex): Generator<Candidate> {
  yield* rulesOf(one, state, terms(one, 'rare'));
  yield* rulesOf(one, state, terms(one, 'any'));
}

function rulesOf(one: Case, state: State, own: readonly RuleTerm[]): readonly Candidate[] {
  const { label } = one;
  const silenced = label === null ? null : silencing(one, label, state, own);
  if (label === null || silenced === null) return [];
  const firings = one.firings.filter(({ rule }) => !silenced.some((change) => change.rule === rule));
  const size = silenced.length * sizeOfRule;
  if (verdictOn(one, firings, state.rulebook.deciding).class === label) return [{ changes: silenced, size }];
  const weight = leastWeight(one, label, firings, state.rulebook.deciding);
  if (weight === undefined) return [];
  const others = setOf(state.cases, isOther(label));
  return distinctions(own, others, setOf(state.cases, isLike(one)), Math.min(fewestTerms, own.length))
    .slice(0, mostRules)
    .flatMap(({ terms: chosen, holds }): readonly Candidate[] => {
      const rule = ruleOf(one, label, weight, chosen, state);
      if (rule === null) return [];
      const changes = [...silenced, rule];
      return [{ changes, size: size + sizeOfRule + sizeOfTerm * chosen.length, speaksIn: placesIn(holds) }];
    });
}

type Exception = Extract<RuleChange, { kind: 'exception' }>;

/** Exceptions to the decisive rules that no other rule outweighs; null where one cannot be made. */
function silencing(
  one: Case,
  label: ReportClass,
  { cases }: State,
  own: readonly RuleTerm[],
): readonly Exception[] | null {
  const inTheWay = one.firings.filter(
    (firing) => firing.decisive && REPORT_CLASSES.indexOf(firing.class) < REPORT_CLASSES.indexOf(label),
  );
  const changes = inTheWay.flatMap(({ rule }): readonly Exception[] => {
    const others = setOf(cases, (each) => isOther(label)(each) && each.fired.has(rule));
    const [narrowest] = distinctions(own, others, setOf(cases, isLike(one)), 1);
    return narrowest === undefined
      ? []
      : [{ kind: 'exception', rule, when: whenOf(narrowest.terms), says: saysOf(narrowest.terms) }];
  });
  return changes.length === inTheWay.length ? changes : null;
}

/** A report of another class: by its label, or as it is decided where nobody has given it one. */
function isOther(label: ReportClass): (each: Case) => boolean {
  return (each) => (each.label ?? each.class) !== label;
}

/** Another report of the same label. */
function isLike(one: Case): (each: Case) => boolean {
  return (each) => each.label === one.label && each.report.id !== one.report.id;
}

/** What is needed beside the firings; null where only a decisive rule does, undefined where not even that. */
function leastWeight(
  one: Case,
  label: ReportClass,
  firings: readonly Firing[],
  deciding: Deciding,
): number | null | undefined {
  const reaches = (weight: number | null) => {
    const added = { rule: '', class: label, weight, decisive: weight === null, why: '', evidence: [] };
    return verdictOn(one, [...firings, added], deciding).class === label;
  };
  for (let weight = weightStep; weight <= mostWeight; weight += weightStep)
    if (reaches(weight)) return weight;
  return reaches(null) ? null : undefined;
}

function ruleOf(
  one: Case,
  label: ReportClass,
  weight: number | null,
  terms: readonly RuleTerm[],
  state: State,
): Extract<RuleChange, { kind: 'rule' }> | null {
  const when = whenOf(terms);
  const example = exampleOf(one, when, state.rulebook);
  const nearMiss = nearMissOf(label, terms, when, state);
  if (example === null || nearMiss === null) return null;
  const says = saysOf(terms);
  const rule: NewRule = {
    id: freshId(terms, label, state),
    why: `People have called a report that ${says} ${CLASS_WORDS[label]}.`,
    weight,
    when,
    examples: [example],
    nearMisses: [nearMiss],
  };
  return { kind: 'rule', class: label, rule, says };
}

function whenOf(terms: readonly RuleTerm[]): When {
  const [only] = terms;
  return terms.length === 1 && only !== undefined ? only.when : { all: terms.map(({ when }) => when) };
}

function saysOf(terms: readonly RuleTerm[]): string {
  return terms.map(({ says }) => says).join(' and ');
}

function freshId(terms: readonly RuleTerm[], label: ReportClass, { rulebook }: State): string {
  const names = terms.map(({ name }) => name.replace(/^word /, '')).join(' ');
  const plain = (slugOf(`${names} as ${label}`) ?? `learned as ${label}`).slice(-76).replace(/^-+/, '');
  const taken = new Set(rulebook.rules.rules.map(({ id }) => id));
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? plain : `${plain}-${count}`;
    if (!taken.has(id)) return id;
  }
}
