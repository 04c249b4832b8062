// What was read in an example that does not fire the rule it was written for, or in a near miss that does. What the
// example lacks stands in the problem already.

import { type Condition, compile, holds, type Leaf, type Rule, type Situation } from '../classifier/index.js';
import { leafWords } from '../rulebook/language/leaf-words.js';
import type { ExampleCase } from './cases.js';

/** What was read in an example, and all a near miss meets; null when the example does as it should. */
export function whyNot(example: ExampleCase, rule: Rule): string | null {
  const fires = compile(rule.when)(example.situation);
  if (fires === example.fires) return null;
  const read = `In “${example.report.text}” the desk reads ${readConcepts(example)}.`;
  return fires ? `${read} ${allAskedFor(rule.when, example)}: add what sets the two apart.` : read;
}

/** What the rule found in a near miss, beside the concepts that are told already. */
function allAskedFor(when: Condition, { situation }: ExampleCase): string {
  const others = grounds(when, situation).filter(({ fact }) => !OF_CONCEPTS.has(fact));
  const shown = [...new Set(others.map((leaf) => groundWords(leaf, situation)))];
  return shown.length === 0
    ? 'That is all the rule asks for'
    : `With ${shown.join(' and ')} that is all the rule asks for`;
}

const OF_CONCEPTS = new Set(['mentions', 'denies', 'hits']);

/** The comparisons that hold, and are to. */
function grounds(condition: Condition, situation: Situation): readonly Leaf[] {
  if ('not' in condition) return [];
  if ('fact' in condition) return holds(condition, situation) ? [condition] : [];
  return ('all' in condition ? condition.all : condition.any).flatMap((part) => grounds(part, situation));
}

/** A number is told as it was found: an author may only see by it how narrow it was. */
function groundWords(leaf: Leaf, { facts }: Situation): string {
  const found = facts[leaf.fact];
  return typeof found === 'number' && leaf.operator !== 'equal'
    ? `${leafWords(leaf)} (here ${Number(found.toFixed(2))})`
    : leafWords(leaf);
}

/** The concepts of a report: asserted ones by name, denied ones marked. */
export function readConcepts({ features }: Pick<ExampleCase, 'features'>): string {
  const asserted = new Set(features.hits.filter((hit) => hit.denied === null).map((hit) => hit.concept));
  const denied = new Set(features.hits.map((hit) => hit.concept).filter((name) => !asserted.has(name)));
  const names = [...asserted, ...[...denied].map((name) => `${name} (denied)`)];
  return names.length === 0 ? 'no concept' : names.join(', ');
}
