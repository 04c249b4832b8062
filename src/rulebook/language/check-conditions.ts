// Every part of every `when`: concepts, facts and named conditions that must exist, operators that must fit.

import type { Problem } from '../problem.js';
import { valueAt } from '../value-at.js';
import type { Written } from '../written.js';
import { checkFacts, type WhenAt } from './check-facts.js';
import { knownNames, type NameKind, nameProblems } from './known-names.js';
import type { LoadedRule } from './loaded.js';
import type { Patterns } from './patterns.js';
import { namesUsed } from './read-conditions.js';
import type { Channels } from './read-routing.js';

/** What is wrong with any `when`, and the rules of which every part is known: only those have a meaning to judge. */
export function checkConditions(
  written: Written,
  channels: Channels | null,
  patterns: Patterns,
): { readonly problems: readonly Problem[]; readonly understood: readonly LoadedRule[] } {
  const known = knownNames(written, channels);
  const compiled = new Set(
    written.conditions.filter(({ condition }) => condition !== null).map(({ name }) => name),
  );
  const ofRules = written.rules.map((loaded) => ({
    loaded,
    problems: checkWhen({
      when: loaded.entry.when,
      yaml: loaded.yaml,
      known,
      patterns,
      path: [...loaded.path, 'when'],
    }),
  }));
  const ofConditions = written.conditions.flatMap(({ when, yaml, path }) =>
    checkWhen({ when, yaml, known, patterns, path }),
  );
  const ofHalves = written.halves.flatMap(({ when, yaml, whenPath }) =>
    when === null ? [] : checkWhen({ when, yaml, known, patterns, path: whenPath }),
  );
  return {
    problems: [...ofRules.flatMap(({ problems }) => problems), ...ofConditions, ...ofHalves],
    understood: ofRules
      .filter(({ problems }) => problems.every(({ severity }) => severity !== 'error'))
      .filter(({ loaded }) => namesUsed(loaded.entry.when).every((name) => compiled.has(name)))
      .map(({ loaded }) => loaded),
  };
}

function checkWhen(at: WhenAt): readonly Problem[] {
  const { when, path } = at;
  const { near, deadline, simultaneous } = when;
  const names = (kind: NameKind, given: unknown, ...keys: readonly (string | number)[]) =>
    nameProblems(kind, { names: given, path: [...path, ...keys], yaml: at.yaml }, at.known);
  const within = (part: WhenAt['when'], ...keys: readonly (string | number)[]) =>
    checkWhen({ ...at, when: part, path: [...path, ...keys] });
  const before = typeof deadline === 'object' ? deadline.before : undefined;
  const functions = simultaneous?.function;
  return [
    ...emptyProblem(at),
    ...names('concept', when.mentions, 'mentions'),
    ...names('concept', when.denies, 'denies'),
    ...(near?.concepts ?? []).flatMap((group, index) => names('concept', group, 'near', 'concepts', index)),
    ...names('event', before, 'deadline', 'before'),
    ...(functions === 'critical' ? [] : names('function', functions, 'simultaneous', 'function')),
    ...names('condition', when.condition, 'condition'),
    ...names('channel', when.channel, 'channel'),
    ...checkFacts(at),
    ...(when.all ?? []).flatMap((part, index) => within(part, 'all', index)),
    ...(when.any ?? []).flatMap((part, index) => within(part, 'any', index)),
    ...(when.not === undefined ? [] : within(when.not, 'not')),
  ];
}

/** Of a condition that is only half read, what is left may be empty where more was written. */
function emptyProblem({ when, yaml, path }: WhenAt): readonly Problem[] {
  const written = valueAt(yaml.value, path);
  if (Object.keys(when).length > 0 || Object.keys(written ?? {}).length > 0) return [];
  return [
    {
      file: yaml.file,
      ...yaml.at(path),
      found: 'an empty condition',
      expected: 'at least one condition',
      cure: 'Add one: an empty condition would always hold.',
      severity: 'error',
    },
  ];
}
