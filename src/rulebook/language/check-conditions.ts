// Every part of every `when`: concepts, facts and named conditions that must exist, operators that must fit.

import { checkPattern, OPERATORS } from '../../classifier/index.js';
import { cureFor, didYouMean } from '../did-you-mean.js';
import type { Problem } from '../problem.js';
import type { Written } from '../written.js';
import type { Path, YamlFile } from '../yaml-file.js';
import { FACTS, OPERATORS_OF } from './facts.js';
import type { LoadedConcept, LoadedRule } from './loaded.js';
import { namesUsed } from './read-conditions.js';
import type { Channels } from './read-routing.js';
import type { When } from './when-schema.js';

/** What is wrong with any `when`, and the rules of which every part is known: only those have a meaning to judge. */
export function checkConditions(
  written: Written,
  channels: Channels | null,
): { readonly problems: readonly Problem[]; readonly understood: readonly LoadedRule[] } {
  const known = namesOf(written, channels);
  const compiled = new Set(
    written.conditions.filter(({ condition }) => condition !== null).map(({ name }) => name),
  );
  const ofRules = written.rules.map((loaded) => ({
    loaded,
    problems: checkWhen(loaded.entry.when, { yaml: loaded.yaml, known }, [...loaded.path, 'when']),
  }));
  const ofConditions = written.conditions.flatMap(({ when, yaml, path }) =>
    checkWhen(when, { yaml, known }, path),
  );
  return {
    problems: [...ofRules.flatMap(({ problems }) => problems), ...ofConditions],
    understood: ofRules
      .filter(({ problems }) => problems.every(({ severity }) => severity === 'warning'))
      .filter(({ loaded }) => namesUsed(loaded.entry.when).every((name) => compiled.has(name)))
      .map(({ loaded }) => loaded),
  };
}

/** Names that a `when` may use; null where a file that may define more of them could not be read. */
interface Known {
  readonly concepts: ReadonlySet<string> | null;
  readonly events: ReadonlySet<string> | null;
  readonly functions: ReadonlySet<string> | null;
  readonly conditions: ReadonlySet<string> | null;
  readonly channels: Channels | null;
}

function namesOf({ concepts, conditions, unread }: Written, channels: Channels | null): Known {
  const named = (has: (concept: LoadedConcept['concept']) => boolean) =>
    concepts.filter(({ concept }) => has(concept)).map(({ concept }) => concept.name);
  const allRead = unread.concepts !== null && unread.concepts.length === 0;
  return {
    concepts: unread.concepts && new Set([...named(() => true), ...unread.concepts]),
    events: allRead ? new Set(named((concept) => concept.roles.includes('event'))) : null,
    functions: allRead ? new Set(named((concept) => concept.function !== undefined)) : null,
    conditions: unread.conditions && new Set([...conditions.map(({ name }) => name), ...unread.conditions]),
    channels,
  };
}

interface Context {
  readonly yaml: YamlFile;
  readonly known: Known;
}

function checkWhen(when: When, context: Context, path: Path): readonly Problem[] {
  const { known } = context;
  const { mentions, denies, near, deadline, simultaneous, condition } = when;
  const before = typeof deadline === 'object' ? deadline.before : undefined;
  const of = simultaneous?.function;
  return [
    ...emptyProblem(when, context, path),
    ...unknownNames(mentions, 'concept', known.concepts, context, [...path, 'mentions']),
    ...unknownNames(denies, 'concept', known.concepts, context, [...path, 'denies']),
    ...(near?.concepts ?? []).flatMap((group, index) =>
      unknownNames(group, 'concept', known.concepts, context, [...path, 'near', 'concepts', index]),
    ),
    ...unknownNames(before, 'event', known.events, context, [...path, 'deadline', 'before']),
    ...(of === 'critical'
      ? []
      : unknownNames(of, 'function', known.functions, context, [...path, 'simultaneous', 'function'])),
    ...unknownNames(condition, 'condition', known.conditions, context, [...path, 'condition']),
    ...unknownChannels(when.channel, context, [...path, 'channel']),
    ...patternProblem(when, context, path),
    ...rawProblems(when, context, path),
    ...(when.all ?? []).flatMap((part, index) => checkWhen(part, context, [...path, 'all', index])),
    ...(when.any ?? []).flatMap((part, index) => checkWhen(part, context, [...path, 'any', index])),
    ...(when.not === undefined ? [] : checkWhen(when.not, context, [...path, 'not'])),
  ];
}

function emptyProblem(when: When, context: Context, path: Path): readonly Problem[] {
  if (Object.keys(when).length > 0) return [];
  return [
    problem(
      context,
      path,
      'an empty condition',
      'at least one condition',
      'Add one: an empty condition would always hold.',
    ),
  ];
}

function unknownNames(
  names: string | readonly string[] | undefined,
  what: string,
  known: ReadonlySet<string> | null,
  context: Context,
  path: Path,
): readonly Problem[] {
  const single = typeof names === 'string';
  return (single ? [names] : (names ?? [])).flatMap((name, index) =>
    known === null || known.has(name)
      ? []
      : [
          problem(
            context,
            single ? path : [...path, index],
            `the ${what} "${name}"`,
            WHERE_KNOWN[what] ?? `a known ${what}`,
            cureFor(name, [...known]),
          ),
        ],
  );
}

/** Channels that the policy does not list are told as errors only where the desk does not listen to them. */
function unknownChannels(names: When['channel'], context: Context, path: Path): readonly Problem[] {
  const { channels } = context.known;
  if (channels === null) return [];
  const others = channels.others === 'silent' ? 'error' : 'warning';
  return unknownNames(names, 'channel', new Set(channels.names), context, path).map((one) => ({
    ...one,
    severity: others,
  }));
}

const WHERE_KNOWN: Readonly<Record<string, string>> = {
  concept: 'a concept of the vocabulary',
  event: 'a concept of the vocabulary with `roles: event`',
  function: 'a concept of the vocabulary with a `function`',
  condition: 'a condition of conditions.yaml',
  channel: 'a channel of policy.yaml',
};

function patternProblem(when: When, context: Context, path: Path): readonly Problem[] {
  if (when.matches === undefined) return [];
  try {
    checkPattern(when.matches);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const where = [...path, 'matches'];
    return [
      problem(
        context,
        where,
        `a regular expression that re2 refuses (${reason})`,
        're2 syntax: no back-references, no look-around, so that any text takes linear time',
        'Rewrite it, or use concepts.',
      ),
    ];
  }
}

function rawProblems(when: When, context: Context, path: Path): readonly Problem[] {
  const { fact, operator, value } = when;
  if (fact === undefined) {
    if (operator === undefined && value === undefined) return [];
    return [
      problem(
        context,
        path,
        'an operator or value without a fact',
        'fact, operator and value',
        'Add the fact.',
      ),
    ];
  }
  if (typeof fact === 'object')
    return checkLeaf(fact.name, fact.operator, fact.value, context, [...path, 'fact'], 'name');
  if (operator === undefined || value === undefined)
    return [
      problem(
        context,
        path,
        'a fact without operator and value',
        'fact, operator and value',
        'Add what is missing.',
      ),
    ];
  return checkLeaf(fact, operator, value, context, path, 'fact');
}

function checkLeaf(
  fact: string,
  operator: string,
  value: unknown,
  context: Context,
  path: Path,
  factKey: string,
): readonly Problem[] {
  const type = Object.hasOwn(FACTS, fact) ? FACTS[fact] : undefined;
  if (type === undefined)
    return [
      problem(
        context,
        [...path, factKey],
        `the fact "${fact}"`,
        'a fact of the reading',
        cureFor(fact, Object.keys(FACTS)),
      ),
    ];
  const fitting = OPERATORS_OF[type.type];
  if (!fitting.includes(operator)) {
    const known = Object.hasOwn(OPERATORS, operator);
    const found = known
      ? `the operator "${operator}" on "${fact}", ${KINDS[type.type]}`
      : `the operator "${operator}"`;
    return [
      problem(
        context,
        [...path, 'operator'],
        found,
        `one of ${fitting.join(', ')}`,
        didYouMeanOneOf(operator, fitting),
      ),
    ];
  }
  const wanted = valueProblem(type.type, operator, value, type.values);
  return wanted === null
    ? []
    : [
        problem(
          context,
          [...path, 'value'],
          JSON.stringify(value),
          wanted,
          'A condition with this value could never hold, or always.',
        ),
      ];
}

/** The fitting operators are listed already as what was expected. */
function didYouMeanOneOf(operator: string, fitting: readonly string[]): string {
  const meant = didYouMean(operator, fitting);
  return meant === null ? 'Use one of these.' : `Did you mean "${meant}"?`;
}

const KINDS: Readonly<Record<string, string>> = {
  word: 'which is one word',
  words: 'which is a list of words',
  number: 'which is a number',
  flag: 'which is true or false',
  text: 'which is a text',
  hits: 'which holds the concepts found',
  seen: 'which holds earlier reports',
};

function valueProblem(
  type: string,
  operator: string,
  value: unknown,
  values: readonly string[] | undefined,
): string | null {
  const listed = operator === 'in' || operator === 'notIn' || operator === 'someFact:in';
  if (type === 'hits' || type === 'seen') return 'the short form (`near`, `simultaneous`) instead';
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

function problem(context: Context, path: Path, found: string, expected: string, cure: string): Problem {
  return { file: context.yaml.file, ...context.yaml.at(path), found, expected, cure, severity: 'error' };
}
