// What the vocabulary and rule files say, each entry with the place it was written at: for the reading of a
// rulebook, and for the tools that help authors, who think in phrases and examples.

import { type Condition, REPORT_CLASSES } from '../classifier/index.js';
import { checkEntries } from './check-entries.js';
import type { HalfRead, LoadedConcept, LoadedCondition, LoadedRule } from './language/loaded.js';
import { readConditions } from './language/read-conditions.js';
import { halfOf, readRules } from './language/read-rules.js';
import {
  conceptFrom,
  conceptPart,
  conceptSchema,
  vocabularyFileSchema,
} from './language/vocabulary-schema.js';
import type { Memory } from './memory.js';
import { misnamed } from './misnamed.js';
import { missingFile, type Problem } from './problem.js';
import type { RuleFile, RuleFiles } from './rule-files.js';
import { knownYaml, readYaml, type YamlFile } from './yaml-file.js';

/** The YAML files of a rules folder, by path. */
export type Yamls = ReadonlyMap<string, YamlFile>;

/** The entries of the vocabulary, of conditions.yaml and of the rule files, and what is wrong with their shape. */
export interface Written {
  readonly concepts: readonly LoadedConcept[];
  /** Concepts of a wrong shape, as far as they can be read: for checks of their phrases alone. */
  readonly halfConcepts: readonly LoadedConcept[];
  readonly conditions: readonly LoadedCondition[];
  readonly rules: readonly LoadedRule[];
  /** Concepts, conditions and rules of a wrong shape, as far as they can be read. */
  readonly halves: readonly HalfRead[];
  readonly problems: readonly Problem[];
  /** Names that the files define although their entries could not be read. */
  readonly unread: UnreadNames;
}

/** Names of entries that could not be read; null where the file may define any name. */
export interface UnreadNames {
  readonly concepts: readonly string[] | null;
  readonly conditions: readonly string[] | null;
  /** True where a rule file may hold rules that could not be read. */
  readonly rules: boolean;
}

/** Parses the YAML files among those of a rules folder; what a memory has of them is only looked up. */
export function yamlsOf(files: RuleFiles, memory: Memory | null = null): Yamls {
  const yamls = [...files].filter(([file]) => file.endsWith('.yaml'));
  return new Map([
    ...misnamed(files),
    ...yamls.map(([file, content]) => [file, yamlOf(file, content, memory)] as const),
  ]);
}

function yamlOf(file: string, content: RuleFile, memory: Memory | null): YamlFile {
  if (memory === null) return readYaml(file, content);
  const own = new Map([[file, content]]);
  const known = memory.recall<{ readonly value: unknown }>('yaml', own);
  const yaml = known === null ? readYaml(file, content) : knownYaml(file, content, known.value);
  if (yaml.problems.length > 0) return yaml;
  memory.remember('yaml', own, { value: yaml.value });
  return {
    ...yaml,
    shaped: {
      recall: <T extends object>() => memory.recall<T>('shape', own),
      remember: (value) => memory.remember('shape', own, value),
    },
  };
}

/** Reads what authors wrote; entries of a wrong shape are left out, and told as problems. */
export function readWritten(yamls: Yamls): Written {
  const vocabulary = readVocabulary(yamls);
  const named = readConditions(yamls.get('conditions.yaml') ?? null);
  const byName = new Map(
    named.conditions.flatMap(({ name, condition }) => (condition ? [[name, condition] as const] : [])),
  );
  const rules = readAllRules(yamls, byName);
  return {
    concepts: vocabulary.loaded,
    halfConcepts: vocabulary.halfConcepts,
    conditions: named.conditions,
    rules: rules.loaded,
    halves: [...vocabulary.halves, ...named.halves, ...rules.halves],
    problems: [...vocabulary.problems, ...named.problems, ...rules.problems],
    unread: {
      concepts: vocabulary.unread,
      conditions: named.readable ? named.halves.map(({ path }) => String(path.at(-1))) : null,
      rules: !rules.readable,
    },
  };
}

function readVocabulary(yamls: Yamls): {
  readonly loaded: readonly LoadedConcept[];
  readonly halfConcepts: readonly LoadedConcept[];
  readonly halves: readonly HalfRead[];
  readonly problems: readonly Problem[];
  readonly unread: readonly string[] | null;
} {
  const files = [...yamls.values()].filter((yaml) => yaml.file.startsWith('vocabulary/'));
  const read = files.map((yaml) =>
    checkEntries(yaml, { file: vocabularyFileSchema, key: 'concepts', entry: conceptSchema }),
  );
  const loaded = read.flatMap(({ yaml, sound }) =>
    sound.map(({ path, value }) => ({ concept: conceptFrom(String(path.at(-1)), value), yaml, path })),
  );
  const problems = read.flatMap((file) => file.problems);
  const halves = read.flatMap(({ yaml, broken }) => broken.map((entry) => halfOf(entry, yaml)));
  const halfConcepts = read.flatMap(({ yaml, broken }) =>
    broken.flatMap(({ path, value }) => {
      const concept = conceptPart(String(path.at(-1)), value);
      return concept === null ? [] : [{ concept, yaml, path }];
    }),
  );
  if (files.length === 0)
    return {
      loaded,
      halfConcepts,
      halves,
      problems: [missingFile('vocabulary/domain.yaml', 'the words of the company')],
      unread: null,
    };
  const unread = read.flatMap(({ broken }) => broken.map(({ path }) => String(path.at(-1))));
  return {
    loaded,
    halfConcepts,
    halves,
    problems,
    unread: read.every(({ readable }) => readable) ? unread : null,
  };
}

function readAllRules(
  yamls: Yamls,
  named: ReadonlyMap<string, Condition>,
): {
  readonly loaded: readonly LoadedRule[];
  readonly halves: readonly HalfRead[];
  readonly problems: readonly Problem[];
  readonly readable: boolean;
} {
  const read = REPORT_CLASSES.map((name) => {
    const yaml = yamls.get(`${name}.yaml`);
    return yaml === undefined
      ? {
          rules: [],
          halves: [],
          readable: false,
          problems: [
            missingFile(`${name}.yaml`, `the rules that speak for ${name} (\`rules: []\` for none)`),
          ],
        }
      : readRules(yaml, name, named);
  });
  return {
    loaded: read.flatMap((file) => file.rules),
    halves: read.flatMap((file) => file.halves),
    problems: read.flatMap((file) => file.problems),
    readable: read.every(({ readable }) => readable),
  };
}
