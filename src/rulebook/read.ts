// From the files of a rules folder to a rulebook and all its problems. The slow path: it loads the YAML
// parser and the schemas, which a fresh cache spares.

import { compileVocabulary, REPORT_CLASSES, vocabularyData } from '../classifier/index.js';
import { checkShape } from './check-shape.js';
import { cureFor } from './did-you-mean.js';
import { checkMeaning } from './language/check-meaning.js';
import { checkReplyTone } from './language/check-tone.js';
import { decidingFileSchema } from './language/deciding-schema.js';
import { checkExamples } from './language/examples.js';
import { readLeaning } from './language/leaning-schema.js';
import type { LoadedRule } from './language/loaded.js';
import { readRouting } from './language/read-routing.js';
import { missingFile, type Problem, START, sortProblems } from './problem.js';
import { assemble, type Rulebook } from './rulebook.js';
import { versionOf } from './version.js';
import { readWritten, type Yamls, yamlsOf } from './written.js';
import { readUtf8 } from './yaml-file.js';

/** The files of a rules folder; keys are paths relative to it, with `/`. */
export type RuleFiles = ReadonlyMap<string, string | Uint8Array>;

export interface ReadRulebook {
  /** Null as soon as one problem is an error. */
  readonly rulebook: Rulebook | null;
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /** Also try every example and near miss of every rule, and the tone of every reply; on by default. */
  readonly examples?: boolean;
}

/** Reads and checks everything, and tells every problem at once. */
export async function readRulebook(files: RuleFiles, options: ReadOptions = {}): Promise<ReadRulebook> {
  const yamls = yamlsOf(files);
  const written = readWritten(yamls);
  const deciding = readDeciding(yamls);
  const replies = readReplies(files);
  const model = files.get('leaning.json');
  const leaning = model === undefined ? { leaning: null, problems: [] } : readLeaning('leaning.json', model);
  const routing = await readRouting(yamls, replies.texts);
  const meaning = checkMeaning(written, routing);
  const problems = [
    ...strayFiles(files),
    ...written.problems,
    ...deciding.problems,
    ...replies.problems,
    ...leaning.problems,
    ...routing.problems,
    ...meaning,
  ];
  if (
    deciding.value === null ||
    routing.rules === null ||
    problems.some((problem) => problem.severity === 'error')
  )
    return { rulebook: null, problems: sortProblems(problems) };
  const rulebook = assemble({
    version: versionOf(files),
    vocabulary: vocabularyData(compileVocabulary(written.concepts.map(({ concept }) => concept))),
    rules: written.rules.map(({ rule }) => rule),
    deciding: deciding.value,
    leaning: leaning.leaning,
    ...routing.rules,
    replies: routing.replies,
  });
  const surprises =
    options.examples === false
      ? []
      : [
          ...checkExamples(
            written.rules.filter((loaded) => !isDoubted(loaded, meaning)),
            rulebook,
          ),
          ...checkReplyTone(yamls.get('replies/tone.yaml'), routing.replies),
        ];
  return {
    rulebook: surprises.length > 0 ? null : rulebook,
    problems: sortProblems([...problems, ...surprises]),
  };
}

/** A rule that never matters has to go or to change: what its examples show is beside the point until then. */
function isDoubted({ yaml, path }: LoadedRule, problems: readonly Problem[]): boolean {
  const { line, column } = yaml.atKey(path, 'id');
  return problems.some((it) => it.file === yaml.file && it.line === line && it.column === column);
}

function readDeciding(yamls: Yamls) {
  const yaml = yamls.get('deciding.yaml');
  return yaml === undefined
    ? { value: null, problems: [missingFile('deciding.yaml')] }
    : checkShape(yaml, decidingFileSchema);
}

function readReplies(files: RuleFiles): {
  /** Null where a file cannot be read. */
  readonly texts: ReadonlyMap<string, string | null>;
  readonly problems: readonly Problem[];
} {
  const read = [...files]
    .filter(([file]) => file.endsWith('.liquid'))
    .map(([file, bytes]) => ({ file, ...readUtf8(file, bytes) }));
  return {
    texts: new Map(read.map(({ file, text }) => [file, text])),
    problems: read.flatMap(({ problems }) => problems),
  };
}

const KNOWN_FILES = [
  ...REPORT_CLASSES.map((name) => `${name}.yaml`),
  'conditions.yaml',
  'deciding.yaml',
  'routes.yaml',
  'directory.yaml',
  'policy.yaml',
  'leaning.json',
];

function strayFiles(files: RuleFiles): readonly Problem[] {
  return [...files.keys()]
    .filter((file) => !KNOWN_FILES.includes(file))
    .filter(
      (file) =>
        !/^vocabulary\/[^/]+\.yaml$|^replies\/(?:[^/]+\.liquid|tone\.yaml)$|\.schema\.json$|\.md$/.test(file),
    )
    .map((file) => ({
      file,
      ...START,
      found: 'a file that nothing reads',
      expected: 'a file of the rules folder',
      cure: cureFor(file, KNOWN_FILES),
      severity: 'warning',
    }));
}
