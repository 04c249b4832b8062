// conditions.yaml: named conditions, which may use one another but not themselves.

import type { Condition } from '../../classifier/index.js';
import { checkEntries } from '../check-entries.js';
import type { Problem } from '../problem.js';
import { soundPart } from '../sound-part.js';
import type { YamlFile } from '../yaml-file.js';
import { compileWhen } from './compile-when.js';
import type { HalfRead, LoadedCondition } from './loaded.js';
import { conditionsFileSchema } from './rules-schema.js';
import { type When, whenSchema } from './when-schema.js';

/** The named conditions of the file; those that refer to themselves are reported, and null. `readable` is false when none could be read. */
export function readConditions(file: YamlFile | null): {
  readonly conditions: readonly LoadedCondition[];
  readonly halves: readonly HalfRead[];
  readonly problems: readonly Problem[];
  readonly readable: boolean;
} {
  if (file === null) return { conditions: [], halves: [], problems: [], readable: true };
  const { sound, broken, yaml, problems, readable } = checkEntries(file, {
    file: conditionsFileSchema,
    key: 'conditions',
    entry: whenSchema,
  });
  const whens = new Map(sound.map(({ path, value }) => [String(path.at(-1)), value]));
  const compiled = new Map<string, Condition>();
  const circular = new Map<string, readonly string[]>();
  for (const name of whens.keys()) compileNamed(name, [], whens, compiled, circular);
  const conditions = [...whens].map(([name, when]) => ({
    name,
    when,
    condition: compiled.get(name) ?? null,
    yaml,
    path: ['conditions', name],
  }));
  const circles = [...circular].map(([name, way]) => circle(yaml, name, way));
  const halves = broken.map(({ path, value }) => ({
    id: null,
    area: null,
    severity: null,
    when: soundPart(whenSchema, value),
    whenPath: path,
    yaml,
    path,
  }));
  return { conditions, halves, problems: [...problems, ...circles], readable };
}

function compileNamed(
  name: string,
  within: readonly string[],
  whens: ReadonlyMap<string, When>,
  compiled: Map<string, Condition>,
  circular: Map<string, readonly string[]>,
): void {
  const when = whens.get(name);
  if (when === undefined || compiled.has(name)) return;
  if (within.includes(name)) {
    if (within[0] === name) circular.set(name, [...within, name]);
    return;
  }
  for (const used of namesUsed(when)) compileNamed(used, [...within, name], whens, compiled, circular);
  const condition = circular.has(name) ? null : compileWhen(when, compiled);
  if (condition !== null) compiled.set(name, condition);
}

/** The named conditions that a `when` refers to, at any depth. */
export function namesUsed(when: When): readonly string[] {
  return [
    ...(when.condition === undefined ? [] : [when.condition]),
    ...[...(when.all ?? []), ...(when.any ?? []), ...(when.not === undefined ? [] : [when.not])].flatMap(
      namesUsed,
    ),
  ];
}

function circle(yaml: YamlFile, name: string, way: readonly string[]): Problem {
  return {
    file: yaml.file,
    ...yaml.atKey(['conditions'], name),
    found: `a condition that refers to itself (${way.join(' → ')})`,
    expected: 'conditions that end somewhere',
    cure: 'Write one of them out.',
    severity: 'error',
  };
}
