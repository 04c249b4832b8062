// From the files of a rules folder to a rulebook and all its problems. The slow path: it loads the YAML
// parser and the schemas, which a fresh cache spares.

import { REPORT_CLASSES, surveyRules } from '../classifier/index.js';
import { nearestName } from '../router/language/index.js';
import { checkShape } from './check-shape.js';
import { phraseHints } from './language/check-concepts.js';
import { checkMeaning } from './language/check-meaning.js';
import { checkReplyTone } from './language/check-tone.js';
import { decidingFileSchema } from './language/deciding-schema.js';
import { readLeaning } from './language/leaning-schema.js';
import { patternsOf } from './language/patterns.js';
import { type ReplyTexts, readRouting, templateName, tryReplies } from './language/read-routing.js';
import { readWords } from './language/read-words.js';
import { repeatedExamples, unusedConditions } from './language/tidiness.js';
import { tryExamples } from './language/try-examples.js';
import { type Memory, once } from './memory.js';
import { rightName } from './misnamed.js';
import { missingFile, type Problem, START, sortProblems } from './problem.js';
import type { RuleFiles } from './rule-files.js';
import { assemble, type Rulebook } from './rulebook.js';
import { readUtf8 } from './utf8.js';
import { versionOf } from './version.js';
import { readWritten, type Written, type Yamls, yamlsOf } from './written.js';

export { memoryOf } from './memory.js';

export interface ReadRulebook {
  /** Null as soon as one problem is an error. */
  readonly rulebook: Rulebook | null;
  readonly problems: readonly Problem[];
}

/** A rulebook that was read from its files, not from its compiled form. */
export interface FreshlyRead extends ReadRulebook {
  /** The entries with their places, as far as they could be read. */
  readonly written: Written;
}

export interface ReadOptions {
  /** Also try every example and near miss of every rule, and every reply: on by default. */
  readonly examples?: boolean;
  /** What was without fault before, and is not looked at again. */
  readonly memory?: Memory;
  /** The YAML files, where somebody has parsed them already. */
  readonly yamls?: Yamls;
}

/** Reads and checks everything, and tells every problem at once. */
export async function readRulebook(files: RuleFiles, options: ReadOptions = {}): Promise<FreshlyRead> {
  const memory = options.memory ?? null;
  const yamls = options.yamls ?? yamlsOf(files, memory);
  const written = readWritten(yamls);
  const deciding = readDeciding(yamls);
  const replies = readReplies(files);
  const leaning = await once('leaning', only(files, isModel), memory, () => readModel(files));
  const routing = await once('routing', only(files, isRouting), memory, () =>
    readRouting(yamls, replies.texts, memory),
  );
  const words = await once('words', only(files, isVocabulary), memory, () =>
    readWords(written.concepts, written.halfConcepts),
  );
  const meaning = checkMeaning(written, routing, yamls, patternsOf(memory));
  const found = [
    ...strayFiles(files),
    ...written.problems,
    ...deciding.problems,
    ...replies.problems,
    ...leaning.problems,
    ...routing.problems,
    ...words.problems,
    ...meaning.problems,
  ];
  if (options.examples !== false) {
    const wordsSound = written.unread.concepts !== null && !found.some(isErrorIn('vocabulary/'));
    // Without every word, the model and the hours an example would only show what is missing.
    if (wordsSound && leaning.problems.length === 0 && routing.policy !== null)
      found.push(
        ...tryExamples(meaning.worthTrying, {
          vocabulary: words.vocabulary,
          leaning: leaning.leaning,
          policy: routing.policy,
        }),
      );
    const tried = tryReplies(replies.texts, routing.sound, memory);
    found.push(
      ...tried.problems,
      ...checkReplyTone(
        yamls.get('replies/tone.yaml'),
        tried.sound,
        [...replies.texts.keys()].map(templateName),
      ),
    );
    if (!found.some(isErrorIn('')))
      found.push(
        ...phraseHints(written.concepts),
        ...unusedConditions(written),
        ...repeatedExamples(written.rules),
      );
  }
  const problems = sortProblems(found);
  if (deciding.value === null || routing.rules === null || problems.some(isErrorIn('')))
    return { rulebook: null, problems, written };
  const rules = written.rules.map(({ rule }) => rule);
  const rulebook = assemble({
    version: versionOf(files),
    vocabulary: words.vocabulary,
    rules,
    survey: surveyRules(rules),
    deciding: deciding.value,
    leaning: leaning.leaning,
    ...routing.rules,
    replies: routing.replies,
  });
  return { rulebook, problems, written };
}

function isErrorIn(folder: string): (problem: Problem) => boolean {
  return ({ file, severity }) => severity === 'error' && file.startsWith(folder);
}

function readDeciding(yamls: Yamls) {
  const yaml = yamls.get('deciding.yaml');
  return yaml === undefined
    ? { value: null, problems: [missingFile('deciding.yaml', 'how evidence is weighed')] }
    : checkShape(yaml, decidingFileSchema);
}

function readReplies(files: RuleFiles): {
  readonly texts: ReplyTexts;
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

function readModel(files: RuleFiles) {
  const model = files.get(MODEL);
  return model === undefined ? { leaning: null, problems: [] } : readLeaning(MODEL, model);
}

function only(files: RuleFiles, belongs: (file: string) => boolean): RuleFiles {
  return new Map([...files].filter(([file]) => belongs(file)));
}

function isVocabulary(file: string): boolean {
  return file.startsWith('vocabulary/');
}

function isRouting(file: string): boolean {
  return ROUTING.includes(file) || file.endsWith('.liquid');
}

function isModel(file: string): boolean {
  return file === MODEL;
}

const MODEL = 'leaning.json';
const ROUTING = ['routes.yaml', 'directory.yaml', 'policy.yaml'];

const KNOWN_FILES = [
  ...REPORT_CLASSES.map((name) => `${name}.yaml`),
  'conditions.yaml',
  'deciding.yaml',
  ...ROUTING,
  MODEL,
];

function strayFiles(files: RuleFiles): readonly Problem[] {
  return [...files.keys()]
    .filter((file) => !isKnown(rightName(file, files) ?? file))
    .map((file) => ({
      file,
      ...START,
      found: 'a file that nothing reads',
      expected: 'a file of the rules folder',
      cure: strayCure(file, files),
      severity: 'warning',
    }));
}

/** Those that are read, and those that nobody takes for rules. */
function isKnown(file: string): boolean {
  return (
    KNOWN_FILES.includes(file) ||
    /^vocabulary\/[^/]+\.yaml$|^replies\/(?:[^/]+\.liquid|tone\.yaml)$|\.schema\.json$|\.md$/.test(file)
  );
}

function strayCure(file: string, files: RuleFiles): string {
  const other = file.replace(/\.yml$/, '.yaml');
  if (other !== file && files.has(other)) return `Move what is in it to "${other}", and delete it.`;
  const near = nearestName(file, KNOWN_FILES);
  if (near !== null) return `Did you mean "${near}"?`;
  return 'Words belong into vocabulary/, texts into replies/, and rules into the file of their class.';
}
