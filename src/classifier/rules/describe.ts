// Conditions in sentences that somebody who never saw a rule file understands.

import { partnersTogether } from '../correlate.js';
import { SCOPES } from '../types.js';
import { countInWords, stateInWords } from './fact-words.js';
import type { Lack } from './lacking.js';
import { nearest } from './near.js';
import type { Leaf, NearValue, SimultaneousValue } from './rule.js';
import { factOf, type Situation } from './situation.js';
import { literalsOf } from './text-match.js';

/** What would have had to be so, as a phrase that follows "if": "the report had mentioned payment". */
export function describeLack({ leaf, negated }: Lack, situation: Situation): string {
  const state = stateInWords(leaf, negated);
  if (state !== null) return state;
  const phrase = negated ? describeAbsence(leaf) : describePresence(leaf, situation);
  return phrase ?? plain(leaf, negated);
}

/** Words for people: `auction-artwork` becomes "auction artwork". */
export function words(name: string): string {
  return name.replaceAll('-', ' ');
}

/** "a", "a or b", "a, b or c". */
export function oneOf(names: readonly string[], joint = 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** A span of minutes: "45 minutes", "2 hours", "3 days". */
export function duration(minutes: number): string {
  const [count, unit] =
    minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function describePresence(leaf: Leaf, situation: Situation): string | null {
  const list = oneOf(briefly(valuesOf(leaf).map(words)));
  switch (leaf.operator) {
    case 'near':
      return describeNear(leaf.value as NearValue, situation);
    case 'matches':
      return `the report had been worded ${likeness(String(leaf.value))}`;
    case 'simultaneous':
      return describeSimultaneous(leaf.value as SimultaneousValue, situation);
    case 'lessThan':
    case 'lessThanInclusive':
    case 'greaterThan':
    case 'greaterThanInclusive':
      return describeNumber(leaf, factOf(situation, leaf.fact));
    default:
      break;
  }
  if (!POSITIVE.has(leaf.operator)) return null;
  switch (leaf.fact) {
    case 'mentions':
      return `the report had said something about ${list}`;
    case 'denies':
      return `the report had denied ${list}`;
    case 'scope':
      return describeScope(valuesOf(leaf));
    case 'kind':
      return leaf.value === 'automated' ? 'a monitor had raised it' : 'a person had reported it';
    case 'channel':
      return `it had been posted in ${oneOf(valuesOf(leaf).map((name) => `#${name}`))}`;
    case 'hours':
      return `it had come during ${list} hours`;
    case 'state':
      return `the matter had been ${oneOf(valuesOf(leaf).map((name) => STATE_WORDS[name] ?? name))}`;
    case 'speech':
      return `it had been worded as ${oneOf(valuesOf(leaf).map(withArticle))}`;
    case 'deadlineBefore':
      return `it had to happen before ${oneOf(valuesOf(leaf).map((name) => withArticle(words(name))))}`;
    case 'failures':
    case 'functions':
    case 'criticalFunctions':
      return `${list} had been failing`;
    default:
      return null;
  }
}

function describeAbsence(leaf: Leaf): string | null {
  const list = oneOf(valuesOf(leaf).map(words));
  switch (leaf.operator) {
    case 'near': {
      const groups = (leaf.value as NearValue).concepts.map((group) => oneOf(group.map(words)));
      return `the report had not spoken of ${oneOf(groups, 'and')} together`;
    }
    case 'matches':
      return `the report had not been worded ${likeness(String(leaf.value))}`;
    case 'simultaneous':
      return 'fewer partners had reported it';
    default:
      break;
  }
  if (!POSITIVE.has(leaf.operator)) return null;
  switch (leaf.fact) {
    case 'mentions':
      return `the report had not said anything about ${list}`;
    case 'denies':
      return `the report had not denied ${list}`;
    case 'scope':
      return describeOtherScope(valuesOf(leaf));
    case 'kind':
      return leaf.value === 'automated' ? 'a person had reported it' : 'a monitor had raised it';
    case 'channel':
      return `it had been posted elsewhere than in ${oneOf(valuesOf(leaf).map((name) => `#${name}`))}`;
    case 'hours':
      return `it had not come during ${list} hours`;
    case 'state':
      return `the matter had not been ${oneOf(valuesOf(leaf).map((name) => STATE_WORDS[name] ?? name))}`;
    case 'speech':
      return `it had not been worded as ${oneOf(valuesOf(leaf).map(withArticle))}`;
    default:
      return null;
  }
}

/** Of many concepts the first few tell what the rest are like. */
function briefly(names: readonly string[]): readonly string[] {
  return names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), 'the like'] : names;
}

const MOST_NAMES = 6;
const MOST_LITERALS = 3;

/** A regular expression by what each match of it holds; nobody but its author would read the expression itself. */
function likeness(pattern: string): string {
  const groups = literalsOf(pattern).map((group) => group.map((literal) => literal.trim()));
  const telling = groups.filter((group) => group.every((literal) => /\p{L}{2}|\d/u.test(literal)));
  if (telling.length === 0) return 'in the form that the rule looks for';
  const named = telling.map((group) => oneOf(someOf([...new Set(group)])));
  return `with ${oneOf(named, 'and')} in it`;
}

function someOf(literals: readonly string[]): readonly string[] {
  const shown = literals.slice(0, MOST_LITERALS).map((literal) => `“${literal}”`);
  return literals.length > MOST_LITERALS ? [...shown, 'the like'] : shown;
}

function describeScope(scopes: readonly string[]): string {
  if (!scopes.includes('unknown')) return `${scopeWords(scopes)} had been affected`;
  const others = SCOPES.filter((scope) => !scopes.includes(scope));
  return `it had not been said that ${others.length === 1 ? 'just ' : ''}${scopeWords(others)} ${others.length === 1 ? 'is' : 'are'} affected`;
}

function describeOtherScope(scopes: readonly string[]): string {
  if (scopes.includes('unknown')) {
    const others = SCOPES.filter((scope) => !scopes.includes(scope));
    return others.length === 0 ? 'nobody had been affected' : `${scopeWords(others)} had been affected`;
  }
  if (scopes.every((scope) => scope === 'one')) return 'more than one had been affected';
  if (scopes.every((scope) => scope === 'many' || scope === 'all')) return 'fewer had been affected';
  return `it had been others than ${scopeWords(scopes)} who are affected`;
}

function describeNear(value: NearValue, situation: Situation): string {
  const said = (group: readonly string[]) =>
    situation.hits.some((hit) => hit.denied === null && group.includes(hit.concept));
  const absent = value.concepts.filter((group) => !said(group));
  const names = (groups: readonly (readonly string[])[]) => groups.map((group) => oneOf(group.map(words)));
  const present = value.concepts.filter(said);
  if (absent.length > 0 && present.length > 0)
    return `the report had said ${oneOf(names(present), 'and')} together with ${oneOf(names(absent), 'and')}`;
  const reach = value.within === null ? 'in one sentence' : `within ${value.within} words of one another`;
  const wider = nearest(situation.hits, { ...value, within: null }) === null ? 'in one sentence' : reach;
  return `${oneOf(names(value.concepts), 'and')} had stood ${absent.length > 0 ? 'in one sentence' : wider}`;
}

function describeSimultaneous(value: SimultaneousValue, situation: Situation): string {
  const { partners } = partnersTogether(situation.seen, value);
  const what = value.functions === 'critical' ? 'a business-critical function' : 'something';
  if (partners === 0)
    return `${value.partners} partners had reported the same failure within ${duration(value.within)}`;
  const more = value.partners - partners;
  return `${COUNT_WORDS[more] ?? String(more)} more partner${more === 1 ? '' : 's'} had reported ${what} failing alike within ${duration(value.within)}`;
}

function describeNumber(leaf: Leaf, found: unknown): string | null {
  const value = Number(leaf.value);
  const atLeast = leaf.operator.startsWith('greater');
  if (leaf.fact === 'deadlineInMinutes')
    return `it had to happen ${atLeast ? 'no sooner than' : 'within'} ${duration(value)}`;
  if (leaf.fact === 'affected') return `${atLeast ? 'at least' : 'at most'} ${value} had been affected`;
  if (leaf.fact.startsWith('leaning:'))
    return `its words had been more like those of earlier reports of the class ${leaf.fact.slice('leaning:'.length)}`;
  const counted = countInWords(leaf, found);
  if (counted !== null) return counted;
  const shown = typeof found === 'number' ? `, not ${found}` : '';
  return `${leaf.fact} had been ${atLeast ? 'at least' : 'at most'} ${value}${shown}`;
}

function plain(leaf: Leaf, negated: boolean): string {
  if (leaf.fact === 'deadlineInMinutes')
    return `there had been ${negated ? 'no' : 'a'} time by which it must happen`;
  const not = negated !== NEGATIVE.has(leaf.operator);
  return `its ${factWords(leaf.fact)} had ${not ? 'not ' : ''}been ${oneOf(valuesOf(leaf))}`;
}

/** `severityStated` becomes "severity stated". */
function factWords(fact: string): string {
  return words(fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).replace(':', ' ');
}

function valuesOf(leaf: Leaf): readonly string[] {
  return Array.isArray(leaf.value) ? leaf.value.map(String) : [String(leaf.value)];
}

const withArticle = (name: string) => (/^[aeio]/.test(name) ? `an ${name}` : `a ${name}`);

function scopeWords(scopes: readonly string[]): string {
  const named: Readonly<Record<string, string>> = {
    unknown: 'an unknown number',
    all: 'everybody',
    one: 'one',
  };
  return oneOf(scopes.map((scope) => named[scope] ?? scope));
}

const NEGATIVE = new Set(['notEqual', 'notIn', 'doesNotContain']);
const POSITIVE = new Set(['equal', 'in', 'contains', 'someFact:in']);
const COUNT_WORDS: Readonly<Record<number, string>> = {
  1: 'one',
  2: 'two',
  3: 'three',
  4: 'four',
  5: 'five',
};
const STATE_WORDS: Readonly<Record<string, string>> = {
  firing: 'going on',
  resolved: 'over',
  test: 'a test',
  planned: 'planned',
};
