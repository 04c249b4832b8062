// Comparisons of facts as authors write them out: the fact must exist, the operator must fit its kind, and the
// value must be one it can have.

import { OPERATORS } from '../../classifier/index.js';
import { cureFor, wordFor } from '../did-you-mean.js';
import type { Problem } from '../problem.js';
import type { Path, YamlFile } from '../yaml-file.js';
import { FACTS, type FactType, OPERATORS_OF } from './facts.js';
import { type KnownNames, nameProblems } from './known-names.js';
import type { Patterns } from './patterns.js';
import type { When } from './when-schema.js';

/** A part of a `when`, its place, and the names it may use. */
export interface WhenAt {
  readonly when: When;
  readonly yaml: YamlFile;
  readonly path: Path;
  readonly known: KnownNames;
  readonly patterns: Patterns;
}

/** What is wrong with `fact`, `operator` and `value`, and with a regular expression. */
export function checkFacts(at: WhenAt): readonly Problem[] {
  return [...patternProblems(at.when.matches, at, [...at.path, 'matches']), ...rawProblems(at)];
}

function rawProblems(at: WhenAt): readonly Problem[] {
  const { fact, operator, value } = at.when;
  const { path } = at;
  if (fact === undefined) {
    if (operator === undefined && value === undefined) return [];
    return [problem(at, path, 'an operator or value without a fact', WHOLE, 'Add the fact.')];
  }
  if (typeof fact === 'object') return checkLeaf({ ...fact, path: [...path, 'fact'], factKey: 'name' }, at);
  if (operator === undefined || value === undefined) {
    const lacks = [operator === undefined ? 'operator' : [], value === undefined ? 'value' : []]
      .flat()
      .join(' and ');
    return [problem(at, [...path, 'fact'], `a fact without ${lacks}`, WHOLE, `Add ${lacks}.`)];
  }
  return checkLeaf({ name: fact, operator, value, path, factKey: 'fact' }, at);
}

const WHOLE = 'fact, operator and value together, such as { fact: words, operator: lessThan, value: 4 }';

interface LeafAt {
  readonly name: string;
  readonly operator: string;
  readonly value: unknown;
  readonly path: Path;
  /** The key under which the fact's name stands. */
  readonly factKey: string;
}

function checkLeaf(leaf: LeafAt, at: WhenAt): readonly Problem[] {
  const { name, operator, value, path } = leaf;
  const type = Object.hasOwn(FACTS, name) ? FACTS[name] : undefined;
  if (type === undefined)
    return [
      problem(
        at,
        [...path, leaf.factKey],
        `the fact "${name}"`,
        'a fact of the reading, as docs/rule-language.md lists them',
        cureFor(name, Object.keys(FACTS)),
      ),
    ];
  if (type.type === 'hits' || type.type === 'seen')
    return [
      problem(at, [...path, leaf.factKey], `the fact "${name}"`, 'the short form', SHORT_FORM[type.type]),
    ];
  const fitting = OPERATORS_OF[type.type];
  const where = [...path, 'value'];
  if (!fitting.includes(operator)) {
    const known = Object.hasOwn(OPERATORS, operator);
    const found = `the operator "${operator}"${known ? ` on "${name}", ${KINDS[type.type]}` : ''}`;
    return [
      problem(
        at,
        [...path, 'operator'],
        found,
        `one of ${fitting.join(', ')}`,
        cureFor(operator, fitting, { listed: true }),
      ),
      ...afterOperator(leaf, wordFor(operator, fitting), at),
    ];
  }
  if (type.type === 'text') return patternProblems(value, at, where);
  const wanted = valueWanted(type, operator, value);
  if (wanted !== null) {
    const [wrong, place] = wrongOne(type, wanted, value);
    return [problem(at, [...where, ...place], JSON.stringify(wrong), wanted, valueCure(type, wanted, wrong))];
  }
  return type.names === undefined
    ? []
    : nameProblems(type.names, { names: value, path: where, yaml: at.yaml }, at.known);
}

/** What else is wrong, by the operator that was meant. */
function afterOperator(leaf: LeafAt, meant: string | null, at: WhenAt): readonly Problem[] {
  return meant === null ? [] : checkLeaf({ ...leaf, operator: meant }, at);
}

const SHORT_FORM = {
  hits: 'Write near: { concepts: […], within: 8 words }.',
  seen: 'Write simultaneous: { partners: 2, within: 30 minutes }.',
} as const;

const KINDS: Readonly<Record<FactType['type'], string>> = {
  word: 'which is one word',
  words: 'which is a list of words',
  number: 'which is a number',
  flag: 'which is true or false',
  text: 'which is a text',
  hits: 'which holds the concepts found',
  seen: 'which holds earlier reports',
};

/** What a value should have been; null when it is right. */
function valueWanted({ type, values }: FactType, operator: string, value: unknown): string | null {
  const listed = operator === 'in' || operator === 'notIn' || operator === 'someFact:in';
  if (listed !== Array.isArray(value)) return listed ? 'a list' : 'one value';
  const each: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (each.length === 0) return 'at least one value';
  if (type === 'number')
    return each.every((one) => typeof one === 'number' || (one === null && /qual$/.test(operator)))
      ? null
      : 'a number';
  if (type === 'flag') return each.every((one) => typeof one === 'boolean') ? null : 'true or false';
  if (!each.every((one) => typeof one === 'string' || (one === null && type === 'word'))) return 'a text';
  if (values !== undefined && !each.every((one) => one === null || values.includes(String(one))))
    return `one of ${values.join(', ')}`;
  return null;
}

/** Of a list the first value that no such fact can have, with its place in it. */
function wrongOne({ values }: FactType, wanted: string, value: unknown): readonly [unknown, Path] {
  if (!Array.isArray(value) || values === undefined || !wanted.startsWith('one of')) return [value, []];
  const index = value.findIndex((one) => one !== null && !values.includes(String(one)));
  return [value[index], [index]];
}

function valueCure({ type, values }: FactType, wanted: string, wrong: unknown): string {
  if (wanted === 'a list') return `Write it as a list: [${String(wrong)}].`;
  if (type === 'flag' && typeof wrong === 'string' && /^(?:true|false)$/.test(wrong))
    return `Take the quotes off: ${wrong}.`;
  if (type === 'number' && typeof wrong === 'string' && /^-?\d+(?:\.\d+)?$/.test(wrong))
    return `Take the quotes off: ${wrong}.`;
  return values !== undefined && typeof wrong === 'string'
    ? cureFor(wrong, values, { listed: true })
    : 'A condition with this value could never hold, or always.';
}

function patternProblems(pattern: unknown, at: WhenAt, path: Path): readonly Problem[] {
  if (typeof pattern !== 'string') return [];
  const fault = at.patterns.faultOf(pattern);
  if (fault === null) return [];
  if (fault === 'matches every text')
    return [
      problem(
        at,
        path,
        'a regular expression that every text matches',
        'one that tells texts apart',
        'Narrow it.',
      ),
    ];
  return [
    problem(
      at,
      path,
      `a regular expression that re2 refuses (${fault.refused})`,
      're2 syntax: no back-references, no look-around, so that any text takes linear time',
      patternCure(fault.refused),
    ),
  ];
}

function patternCure(refused: string): string {
  if (refused.startsWith('missing closing')) return 'Close it.';
  if (/^\(\?<?!/.test(refused)) return 'Write what must not be there as a condition: not: { matches: /…/ }.';
  return 'Rewrite it, or use concepts.';
}

function problem({ yaml }: WhenAt, path: Path, found: string, expected: string, cure: string): Problem {
  return { file: yaml.file, ...yaml.at(path), found, expected, cure, severity: 'error' };
}
