// What the vocabulary and rule files say, each entry with the place it was written at: for the reading of a
// rulebook, and for the tools that help authors, who think in phrases and examples.

import { type Condition, REPORT_CLASSES } from '../classifier/index.js';
import { checkShape } from './check-shape.js';
import type { LoadedConcept, LoadedCondition, LoadedRule } from './language/loaded.js';
import { readConditions } from './language/read-conditions.js';
import { readRules } from './language/read-rules.js';
import { conceptFrom, vocabularyFileSchema } from './language/vocabulary-schema.js';
import { mappingKeys } from './mapping-keys.js';
import { missingFile, type Problem } from './problem.js';
import { readYaml, type YamlFile } from './yaml-file.js';

/** The YAML files of a rules folder, by path. */
export type Yamls = ReadonlyMap<string, YamlFile>;

/** The entries of the vocabulary, of conditions.yaml and of the rule files, and what is wrong with their shape. */
export interface Written {
  readonly concepts: readonly LoadedConcept[];
  readonly conditions: readonly LoadedCondition[];
  readonly rules: readonly LoadedRule[];
  readonly problems: readonly Problem[];
  /** Names that the files define although their entries could not be read. */
  readonly unread: UnreadNames;
}

/** Names of entries that could not be read; null where the file may define any name. */
export interface UnreadNames {
  readonly concepts: readonly string[] | null;
  readonly conditions: readonly string[] | null;
}

/** Parses the YAML files among those of a rules folder. */
export function yamlsOf(files: ReadonlyMap<string, string | Uint8Array>): Yamls {
  return new Map(
    [...files].filter(([file]) => file.endsWith('.yaml')).map(([file, text]) => [file, readYaml(file, text)]),
  );
}

/** Reads what authors wrote; entries of files with a wrong shape are left out, and told as problems. */
export function readWritten(yamls: Yamls): Written {
  const vocabulary = readVocabulary(yamls);
  const conditionsFile = yamls.get('conditions.yaml');
  const named = readConditions(conditionsFile ?? null);
  const byName = new Map(
    named.conditions.flatMap(({ name, condition }) => (condition ? [[name, condition] as const] : [])),
  );
  const rules = readAllRules(yamls, byName);
  return {
    concepts: vocabulary.loaded,
    conditions: named.conditions,
    rules: rules.loaded,
    problems: [...vocabulary.problems, ...named.problems, ...rules.problems],
    unread: {
      concepts: vocabulary.unread,
      conditions:
        conditionsFile === undefined || named.readable ? [] : mappingKeys(conditionsFile.value, 'conditions'),
    },
  };
}

function readVocabulary(yamls: Yamls): {
  readonly loaded: readonly LoadedConcept[];
  readonly problems: readonly Problem[];
  readonly unread: readonly string[] | null;
} {
  const files = [...yamls.values()].filter((yaml) => yaml.file.startsWith('vocabulary/'));
  const read = files.map((yaml) => ({ yaml, ...checkShape(yaml, vocabularyFileSchema) }));
  const loaded = read.flatMap(({ yaml, value }) =>
    Object.entries(value?.concepts ?? {}).map(([name, entry]) => ({
      concept: conceptFrom(name, entry),
      yaml,
      path: ['concepts', name],
    })),
  );
  const problems = read.flatMap((file) => file.problems);
  if (files.length === 0) return { loaded, problems: [missingFile('vocabulary/domain.yaml')], unread: null };
  const broken = read
    .filter(({ value }) => value === null)
    .map(({ yaml }) => mappingKeys(yaml.value, 'concepts'));
  const unread = broken.some((names) => names === null) ? null : broken.flatMap((names) => names ?? []);
  return { loaded, problems, unread };
}

function readAllRules(
  yamls: Yamls,
  named: ReadonlyMap<string, Condition>,
): { readonly loaded: readonly LoadedRule[]; readonly problems: readonly Problem[] } {
  const read = REPORT_CLASSES.map((name) => {
    const yaml = yamls.get(`${name}.yaml`);
    return yaml === undefined
      ? { rules: [], problems: [missingFile(`${name}.yaml`)] }
      : readRules(yaml, name, named);
  });
  return { loaded: read.flatMap((file) => file.rules), problems: read.flatMap((file) => file.problems) };
}
