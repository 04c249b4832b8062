// What the shape of rule files cannot say: names that must exist, operators that fit, rules that make sense.

import type { Problem } from '../problem.js';
import type { Written, Yamls } from '../written.js';
import { checkConditions } from './check-conditions.js';
import { checkIds } from './check-ids.js';
import { checkIgnored } from './check-ignored.js';
import { checkJoining } from './check-joining.js';
import { checkLogic } from './check-logic.js';
import { checkNames } from './check-names.js';
import type { LoadedRule } from './loaded.js';
import type { Patterns } from './patterns.js';
import type { Routing } from './read-routing.js';

export interface Meaning {
  readonly problems: readonly Problem[];
  /** Rules whose conditions make sense: their examples can be tried. */
  readonly worthTrying: readonly LoadedRule[];
}

/**
 * Everything that can be said of rules and conditions that could be read, and of their names; names that an unreadable
 * file may define are not judged.
 */
export function checkMeaning(
  written: Written,
  routing: Pick<Routing, 'areas' | 'severities' | 'channels'>,
  yamls: Yamls,
  patterns: Patterns,
): Meaning {
  const { concepts, rules, halves } = written;
  const policy = yamls.get('policy.yaml');
  const conditions = checkConditions(written, routing.channels, patterns);
  const named = [...rules.map(({ rule, yaml, path }) => ({ ...rule, yaml, path })), ...halves];
  const logic = checkLogic(concepts, conditions.understood);
  return {
    problems: [
      ...checkIds(named),
      ...conditions.problems,
      ...checkNames(concepts, named, routing),
      ...(policy === undefined || written.unread.rules || named.some(({ id }) => id === null)
        ? []
        : checkIgnored(
            policy,
            named.flatMap(({ id }) => id ?? []),
          )),
      ...(policy === undefined ? [] : checkJoining(policy, routing.areas, conceptNames(written))),
      ...logic,
    ],
    worthTrying:
      logic.length === 0
        ? conditions.understood
        : conditions.understood.filter((loaded) => !isDoubted(loaded, logic)),
  };
}

/** All that the vocabulary may define; null where that cannot be told. */
function conceptNames({ concepts, unread }: Written): readonly string[] | null {
  return unread.concepts && [...unread.concepts, ...concepts.map(({ concept }) => concept.name)];
}

/** A rule that never matters has to go or to change: what its examples show is beside the point until then. */
function isDoubted({ yaml, path }: LoadedRule, doubts: readonly Problem[]): boolean {
  const places = [yaml.atKey(path, 'id'), yaml.atKey(path, 'when')];
  return doubts.some(
    (it) =>
      it.file === yaml.file && places.some(({ line, column }) => it.line === line && it.column === column),
  );
}
