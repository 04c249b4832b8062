// The names that a `when` may use, and what is said of one that nobody defines.

import { cureFor, wordFor } from '../did-you-mean.js';
import type { Problem } from '../problem.js';
import type { Written } from '../written.js';
import type { Path, YamlFile } from '../yaml-file.js';
import type { LoadedConcept } from './loaded.js';
import type { Channels } from './read-routing.js';

/** Names that a `when` may use; null where a file that may define more of them could not be read. */
export interface KnownNames {
  readonly concept: ReadonlySet<string> | null;
  readonly event: ReadonlySet<string> | null;
  readonly function: ReadonlySet<string> | null;
  readonly condition: ReadonlySet<string> | null;
  readonly channel: ReadonlySet<string> | null;
  /** Ids of rules, for authors who name one where something else belongs. */
  readonly rules: ReadonlySet<string>;
  /** The desk also listens in channels that the policy does not list. */
  readonly otherChannels: boolean;
  /** Concepts by their words, for authors who write a word where a concept belongs. */
  readonly conceptOf: (word: string) => string | undefined;
}

export type NameKind = 'concept' | 'event' | 'function' | 'condition' | 'channel';

export function knownNames(
  { concepts, conditions, rules, unread }: Written,
  channels: Channels | null,
): KnownNames {
  const named = (has: (concept: LoadedConcept['concept']) => boolean) =>
    concepts.filter(({ concept }) => has(concept)).map(({ concept }) => concept.name);
  const allRead = unread.concepts !== null && unread.concepts.length === 0;
  return {
    concept: unread.concepts && new Set([...named(() => true), ...unread.concepts]),
    event: allRead ? new Set(named((concept) => concept.roles.includes('event'))) : null,
    function: allRead ? new Set(named((concept) => concept.function !== undefined)) : null,
    condition: unread.conditions && new Set([...conditions.map(({ name }) => name), ...unread.conditions]),
    channel: channels && new Set(channels.names),
    rules: new Set(rules.map(({ rule }) => rule.id)),
    otherChannels: channels !== null && channels.others !== 'silent',
    conceptOf: (word) =>
      concepts.find(({ concept }) =>
        concept.phrases.some(({ text }) => text.toLowerCase() === word.toLowerCase()),
      )?.concept.name,
  };
}

/** Where names stand: one of them as a text, or several in a list. */
export interface NamesAt {
  readonly names: unknown;
  readonly path: Path;
  readonly yaml: YamlFile;
}

/** Names that nobody defines, and names that one list holds twice. */
export function nameProblems(
  kind: NameKind,
  { names, path, yaml }: NamesAt,
  known: KnownNames,
): readonly Problem[] {
  const defined = known[kind];
  const listed = Array.isArray(names) ? names : [names];
  return listed.flatMap((name: unknown, index) => {
    if (typeof name !== 'string') return [];
    const where = () => yaml.at(Array.isArray(names) ? [...path, index] : path);
    if (listed.indexOf(name) < index)
      return [{ file: yaml.file, ...where(), ...TWICE, found: `the ${kind} "${name}" a second time` }];
    if (defined === null || defined.has(name)) return [];
    const cure = nameCure(kind, name, [...defined], known);
    return [
      {
        file: yaml.file,
        ...where(),
        found: `the ${kind} "${name}"`,
        expected: WHERE_DEFINED[kind],
        cure,
        severity: kind === 'channel' && known.otherChannels && !name.startsWith('#') ? 'warning' : 'error',
      },
    ];
  });
}

const TWICE = { expected: 'each name once', cure: 'Remove one of the two.', severity: 'error' } as const;

const WHERE_DEFINED: Readonly<Record<NameKind, string>> = {
  concept: 'a concept of the vocabulary',
  event: 'a concept of the vocabulary with `roles: event`',
  function: '`critical`, or a concept of the vocabulary that has a `function`',
  condition: 'a condition of conditions.yaml',
  channel: 'a channel of policy.yaml',
};

/** Where more of them are defined. */
const HOMES: Readonly<Record<NameKind, string>> = {
  concept: 'in vocabulary/',
  event: 'in vocabulary/',
  function: 'in vocabulary/',
  condition: 'in conditions.yaml',
  channel: 'under channels in policy.yaml',
};

/** A word of a concept, written where the concept belongs, is answered with the concept. */
function nameCure(kind: NameKind, name: string, defined: readonly string[], known: KnownNames): string {
  const concept = known.conceptOf(name);
  if (kind === 'concept' && concept !== undefined)
    return `"${name}" is a word of the concept "${concept}": write that.`;
  const other = nameOfAnotherKind(kind, name, known);
  if (other !== null) return other;
  if (kind === 'channel' && defined.includes(name.replace(/^#/, ''))) return 'Leave out the "#".';
  const home = HOMES[kind];
  if (kind === 'concept' && defined.length > 12 && wordFor(name, defined) === null)
    return `Define it ${home}, or use a concept that is there.`;
  return cureFor(name, defined, { home });
}

/** What a name is instead, where it is defined, but as something else. */
function nameOfAnotherKind(kind: NameKind, name: string, known: KnownNames): string | null {
  if (kind === 'concept' && known.condition?.has(name))
    return `"${name}" is a named condition: write condition: ${name}.`;
  if (kind === 'condition' && known.concept?.has(name))
    return `"${name}" is a concept: write mentions: ${name}.`;
  if (kind === 'function' && name === 'ordinary') return 'Name the functions that are meant.';
  if (kind === 'function' && known.concept?.has(name))
    return `Give the concept "${name}" a \`function\`, or leave the line out: any function counts then.`;
  if (kind === 'event' && known.concept?.has(name))
    return `"${name}" is no event: give it \`roles: event\`, or name one of ${listed(known.event)}.`;
  if (!known.rules.has(name)) return null;
  return kind === 'condition' || kind === 'concept'
    ? `"${name}" is a rule: share its conditions as a named condition of conditions.yaml.`
    : null;
}

function listed(names: ReadonlySet<string> | null): string {
  return [...(names ?? [])].join(', ');
}
