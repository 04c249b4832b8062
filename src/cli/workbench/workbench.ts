// Where the page tries rules out: all that costs thought, in a thread beside the desk's own.

import type { Case, Given } from '../../authoring/index.js';
import { editorNames } from '../../rulebook/editor-names.js';
import { EDITOR_SCHEMAS, editorSchemas } from '../../rulebook/editor-schemas.js';
import { showProblem, versionOf } from '../../rulebook/index.js';
import { readRulebook } from '../../rulebook/read.js';
import { readWritten, type Yamls } from '../../rulebook/written.js';
import type {
  AccuracyView,
  Checked,
  Consequences,
  Edits,
  MutationView,
  PastReport,
  RuleFile,
  RuleFolder,
  RuleProblem,
  Trial,
  Tried,
} from '../../web/page/shapes.js';
import { readGiven } from '../report-files.js';
import { SHIPPED_FIXTURES, SHIPPED_GROUPS } from '../shipped.js';
import { accuracyOf, mutationOf } from './accuracy.js';
import { flipped, type ReadRules } from './consequences.js';
import { type EditedRules, editedRules } from './edited-rules.js';
import { containing, pastReport } from './past-report.js';
import { readCases } from './read-cases.js';
import { tryOut } from './try-out.js';

/** What can be asked of the workbench; every answer is a plain JSON value. */
export interface Workbench {
  tryOut(trial: Trial): Promise<Tried | Checked>;
  rules(): Promise<RuleFolder>;
  /** Everything that is wrong, examples and near misses tried too. */
  check(edits: Edits): Promise<Checked>;
  /** `past` are reports that the desk was told. */
  consequences(edits: Edits, past: readonly Given[]): Promise<Consequences>;
  accuracy(): Promise<AccuracyView>;
  mutation(): Promise<MutationView>;
  /** Labelled reports that contain some words. */
  fixtures(find: string): Promise<readonly PastReport[]>;
}

const mostFound = 40;

/** A workbench for the rules of a folder. */
export function createWorkbench(folder: string): Workbench {
  const read = editedRules(folder);
  const given = lazy(() => readGiven([SHIPPED_FIXTURES, SHIPPED_GROUPS]));
  const casesOf = remembered((rules: ReadRules) => readCases(given(), rules.rulebook));
  const inForce = async (): Promise<InForce> => {
    const rules = usable(await read({}));
    if (rules === null) throw new Error('the rules in the folder cannot be used');
    return rules;
  };
  return {
    async tryOut(trial) {
      const { rulebook, problems } = await read(trial.edits);
      return rulebook === null ? checkedOf(false, problems) : tryOut(trial, rulebook);
    },
    async rules() {
      const rules = await read({});
      return { version: versionOf(rules.files), files: ruleFiles(rules) };
    },
    async check(edits) {
      const { files, yamls } = await read(edits);
      const { rulebook, problems } = await readRulebook(files, { yamls });
      return checkedOf(rulebook !== null, problems);
    },
    async consequences(edits, past) {
      const begun = performance.now();
      const [before, after] = [usable(await read({})), usable(await read(edits))];
      if (before === null || after === null) return unusable;
      const fixtures = await flipped(await casesOf(before), before, after);
      const told = await flipped(await readCases(past, before.rulebook), before, after);
      return { usable: true, fixtures, past: told, tookMs: Math.round(performance.now() - begun) };
    },
    async accuracy() {
      const rules = await inForce();
      return accuracyOf(await casesOf(rules), rules.rulebook);
    },
    async mutation() {
      const rules = await inForce();
      return mutationOf(await casesOf(rules), rules.rulebook, readWritten(rules.yamls));
    },
    async fixtures(find) {
      const isWanted = containing(find);
      return given()
        .filter(({ report }) => isWanted(report.text))
        .slice(0, mostFound)
        .map(({ report }) => pastReport(report));
    },
  };
}

/** Rules that can be used, and what their files were parsed to. */
type InForce = ReadRules & { readonly yamls: Yamls };

const none = { tried: 0, flips: 0, mended: 0, broken: 0, shown: [] };
const unusable: Consequences = { usable: false, fixtures: none, past: none, tookMs: 0 };

function usable({ files, yamls, rulebook }: EditedRules): InForce | null {
  return rulebook === null ? null : { files, yamls, rulebook };
}

function checkedOf(good: boolean, problems: EditedRules['problems']): Checked {
  return { usable: good, problems: problems.map(problemOf) };
}

function problemOf(problem: EditedRules['problems'][number]): RuleProblem {
  const { file, line, column, severity } = problem;
  const text = showProblem(problem).replace(/^[^ ]+ (?:error|warning|hint): /, '');
  return { file, line, column, severity, text };
}

function ruleFiles({ files, yamls, rulebook }: EditedRules): readonly RuleFile[] {
  const schemas = editorSchemas(editorNames(readWritten(yamls), rulebook));
  const schemaOf = (path: string): object | null => {
    const kind = Object.entries(EDITOR_SCHEMAS).find(([, kinds]) =>
      kinds.some((name) => name === path || (name.endsWith('/*.yaml') && path.startsWith(name.slice(0, -6)))),
    );
    return kind === undefined ? null : (schemas[kind[0] as keyof typeof schemas] ?? null);
  };
  return [...files]
    .filter(([path]) => /\.(yaml|liquid)$/.test(path))
    .flatMap(([path, file]) =>
      typeof file === 'string' || file instanceof Uint8Array
        ? [{ path, text: Buffer.from(file as string).toString('utf8'), schema: schemaOf(path) }]
        : [],
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The cases of the rules that were asked for last. */
function remembered(
  make: (rules: ReadRules) => Promise<readonly Case[]>,
): (rules: ReadRules) => Promise<readonly Case[]> {
  let last: { readonly version: string; readonly cases: Promise<readonly Case[]> } | null = null;
  return (rules) => {
    const { version } = rules.rulebook;
    if (last?.version !== version) last = { version, cases: make(rules) };
    return last.cases;
  };
}
