import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  exampleCases,
  type NewRule,
  readConcepts,
  readFor,
  ruleText,
  whatSetsApart,
  whyNot,
  withRule,
} from '../authoring/index.js';
import { REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import { checkShape } from '../rulebook/check-shape.js';
import { cureFor } from '../rulebook/did-you-mean.js';
import { type Problem, type Rulebook, type RuleFiles, showProblem } from '../rulebook/index.js';
import { reportOf } from '../rulebook/language/examples.js';
import { type Example, exampleSchema, idSchema } from '../rulebook/language/rules-schema.js';
import { type When, whenSchema } from '../rulebook/language/when-schema.js';
import { readRulebook } from '../rulebook/read.js';
import { slugOf } from '../rulebook/slug.js';
import { readYaml } from '../rulebook/yaml-file.js';
import { type Asker, asker } from './ask.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import type { Terminal } from './terminal.js';
import { writtenRulesIn } from './written-rules.js';

/** Options of `triage new rule`: what is not given is asked. */
export interface NewRuleOptions {
  readonly rules?: string;
  readonly id?: string;
  readonly class?: ReportClass;
  readonly why?: string;
  readonly weight?: string;
  readonly decisive?: boolean;
  /** Concepts of which one must be asserted. */
  readonly mentions?: readonly string[];
  /** Concepts that must stand close to one another. */
  readonly near?: readonly string[];
  /** A whole `when` in YAML, such as `{ mentions: payment, scope: [many, all] }`. */
  readonly when?: string;
  readonly example?: readonly string[];
  readonly nearMiss?: readonly string[];
  readonly dryRun?: boolean;
}

/** Writes a rule to the file of its class when it passes every check; otherwise says why, and writes nothing. */
export async function newRuleVerb(options: NewRuleOptions, terminal: Terminal): Promise<ExitCode> {
  const rules = await writtenRulesIn(options.rules);
  const ask = terminal.interactive ? asker(terminal) : null;
  let { ofClass, rule } = await describe(options, rules.rulebook, ask, terminal);
  const file = `${ofClass}.yaml`;
  const tried = async (): Promise<{
    readonly text: string;
    readonly problems: readonly Problem[];
  } | null> => {
    const text = withRule(textOf(rules.files, file), rule);
    if (text === null)
      throw new UsageError(
        `${join(rules.folder, file)}: expected "rules:" with a list below it, to add a rule to.`,
      );
    const files = new Map(rules.files).set(file, text);
    const problems = await newProblems(rules.files, files);
    if (!problems.some((problem) => problem.severity === 'error')) return { text, problems };
    await refuse(rule, problems.map(placedIn(file, text, rule)), files, terminal);
    return null;
  };
  let written = await tried();
  while (written === null && ask !== null) {
    const said = await ask.one('Another condition (empty to give up)', '');
    if (said === '') break;
    const when = whenSaid(said, terminal);
    if (when === null) continue;
    rule = { ...rule, when };
    written = await tried();
  }
  if (written === null) {
    terminal.talk('Nothing was written.\n');
    return EXIT.usage;
  }
  const { text, problems } = written;
  for (const problem of problems) terminal.talk(`${showProblem(problem)}\n`);
  await terminal.out(ruleText(rule));
  if (!options.dryRun) {
    writeFileSync(join(rules.folder, file), text);
    terminal.talk(
      `written to ${join(rules.folder, file)}; see what it changes with triage diff --base HEAD\n`,
    );
  }
  return EXIT.ok;
}

async function describe(
  options: NewRuleOptions,
  rulebook: Rulebook,
  ask: Asker | null,
  terminal: Terminal,
): Promise<{ readonly ofClass: ReportClass; readonly rule: NewRule }> {
  const ofClass = options.class ?? (await askClass(ask, terminal));
  const why = options.why ?? (await need(ask, '--why').one('Why, in a sentence a reporter may read'));
  const examples = (options.example ?? (await need(ask, '--example').many('A report that must fire it'))).map(
    exampleFrom,
  );
  const nearMisses = (
    options.nearMiss ?? (await need(ask, '--near-miss').many('A report close by that must not fire it'))
  ).map(exampleFrom);
  const when =
    whenFrom(options) ??
    (await askWhen(need(ask, '--mentions, --near or --when'), rulebook, examples, nearMisses, terminal));
  const id = options.id ?? (await askId(need(ask, '--id'), rulebook, terminal));
  const weight = options.decisive
    ? null
    : weightFrom(options.weight ?? (await ask?.one('Its weight', '1')) ?? '1');
  return { ofClass, rule: { id, why, weight, when, examples, nearMisses } };
}

function need(ask: Asker | null, option: string): Asker {
  if (ask !== null) return ask;
  const reason =
    option === '--example' || option === '--near-miss'
      ? ' A rule without both examples and near misses is not written.'
      : '';
  throw new UsageError(`${option} is missing, and there is nobody to ask.${reason}`);
}

async function askClass(ask: Asker | null, terminal: Terminal): Promise<ReportClass> {
  const said = await need(ask, '--class').one(`Which class does it speak for (${REPORT_CLASSES.join(', ')})`);
  const known = REPORT_CLASSES.find((name) => name === said);
  if (known !== undefined) return known;
  terminal.talk(`  "${said}" is no class. ${cureFor(said, REPORT_CLASSES)}\n`);
  return askClass(ask, terminal);
}

async function askId(ask: Asker, rulebook: Rulebook, terminal: Terminal): Promise<string> {
  const said = await ask.one('Its id, area first, such as payments-failing-for-many');
  const isTaken = rulebook.rules.rules.some((rule) => rule.id === said);
  if (!isTaken && idSchema.safeParse(said).success) return said;
  const meant = slugOf(said);
  const cure = meant === null || meant === said ? '' : ` Did you mean ${meant}?`;
  terminal.talk(
    isTaken
      ? `  another rule is called "${said}"\n`
      : `  an id is lower case words joined by hyphens.${cure}\n`,
  );
  return askId(ask, rulebook, terminal);
}

/** A text, or a mapping with what else matters: `{ text: …, kind: automated }`. */
function exampleFrom(told: string): Example {
  if (!/^\{\s*text\s*:/.test(told)) return told;
  const read = exampleSchema.safeParse(parseYaml(told, 'the example'));
  if (read.success) return read.data;
  throw new UsageError(
    `the example ${told}: expected text, and kind, channel, partner, at or after. docs/rule-language.md has them.`,
  );
}

function textIn(example: Example): string {
  return typeof example === 'string' ? example : example.text;
}

/** Shows what the desk reads in the examples, so that the author can choose from it. */
async function askWhen(
  ask: Asker,
  rulebook: Rulebook,
  examples: readonly Example[],
  nearMisses: readonly Example[],
  terminal: Terminal,
): Promise<When> {
  const read = (example: Example) => readFor(reportOf(example), rulebook);
  for (const one of examples)
    terminal.talk(`  in “${textIn(one)}” the desk reads ${readConcepts(read(one))}\n`);
  for (const one of nearMisses)
    terminal.talk(`  in the near miss “${textIn(one)}” it reads ${readConcepts(read(one))}\n`);
  const apart = whatSetsApart(examples.map(read), nearMisses.map(read));
  terminal.talk(
    apart.length === 0
      ? '  nothing that the desk reads sets the examples apart from the near misses: a concept may lack words\n'
      : `  what sets the examples apart: ${apart.join(', ')}\n`,
  );
  for (;;) {
    const said = await ask.one(
      'When: concepts that must stand close together (payment, failing), or a when in YAML ({ mentions: payment, scope: [many, all] })',
    );
    const when = whenSaid(said, terminal);
    if (when !== null) return when;
  }
}

/** A condition as typed; null, and what is wrong with it told, where it cannot be read. */
function whenSaid(said: string, terminal: Terminal): When | null {
  if (!said.startsWith('{') && !said.includes(':')) {
    const concepts = listOf([said]);
    return concepts.length === 1 ? { mentions: concepts } : nearWhen(concepts);
  }
  try {
    return parsedWhen(said.startsWith('{') ? said : `{ ${said} }`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.talk(`  ${error.message}\n`);
    return null;
  }
}

function whenFrom({ when, mentions, near }: NewRuleOptions): When | null {
  const parts: When[] = [
    ...(when === undefined ? [] : [parsedWhen(when)]),
    ...(near === undefined ? [] : [nearWhen(listOf(near))]),
    ...(mentions === undefined ? [] : [{ mentions: listOf(mentions) }]),
  ];
  const [only] = parts;
  return only === undefined ? null : parts.length === 1 ? only : { all: parts };
}

/** A condition as typed; throws UsageError with every mistake in its shape. */
function parsedWhen(text: string): When {
  parseYaml(text, 'when');
  const { value, problems } = checkShape(readYaml('when', text), whenSchema);
  if (value !== null) return value;
  throw new UsageError([...problems.map(showProblem), 'docs/rule-language.md has every form.'].join('\n'));
}

function parseYaml(text: string, what: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (cause) {
    const quotes = /matches:\s*\//.test(text) ? " Put the regular expression in quotes: matches: '/…/'." : '';
    throw new UsageError(`${what} is no YAML, expected a mapping such as { mentions: payment }.${quotes}`, {
      cause,
    });
  }
}

const USUAL_REACH = '8 words';

function nearWhen(concepts: readonly string[]): When {
  return { near: { concepts: [...concepts], within: USUAL_REACH } };
}

/** `payment, failing` and `payment failing` alike. */
function listOf(typed: readonly string[]): string[] {
  return typed.flatMap((one) => one.split(/[\s,]+/)).filter((name) => name !== '');
}

function weightFrom(typed: string): number {
  const weight = Number(typed);
  if (typed.trim() === '' || !Number.isFinite(weight))
    throw new UsageError(`--weight is "${typed}", expected a number such as 1.5.`);
  return weight;
}

function textOf(files: RuleFiles, file: string): string {
  const bytes = files.get(file);
  if (typeof bytes === 'string') return bytes;
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : '';
}

/** The problems that the change brings; those that were there before are not its own. */
async function newProblems(before: RuleFiles, after: RuleFiles): Promise<readonly Problem[]> {
  const known = new Set((await readRulebook(before)).problems.map(showProblem));
  return (await readRulebook(after)).problems.filter((problem) => !known.has(showProblem(problem)));
}

/** A problem of a rule that was not written has its place in the rule, and not in a file that nobody can look at. */
function placedIn(file: string, text: string, rule: NewRule): (problem: Problem) => Problem {
  const linesOf = (written: string) => written.trimEnd().split('\n').length;
  const before = linesOf(text) - linesOf(ruleText(rule));
  return (problem) =>
    problem.file === file && problem.line > before
      ? { ...problem, file: 'this rule', line: problem.line - before }
      : problem;
}

async function refuse(
  rule: NewRule,
  problems: readonly Problem[],
  files: RuleFiles,
  terminal: Terminal,
): Promise<void> {
  terminal.talk(`This rule would not pass the checks:\n\n${ruleText(rule)}\n`);
  for (const problem of problems) terminal.talk(`${showProblem(problem)}\n`);
  const { rulebook, written } = await readRulebook(files, { examples: false });
  const own = written.rules.filter((one) => one.rule.id === rule.id);
  if (rulebook !== null)
    for (const example of exampleCases(own, rulebook)) {
      const reason = own[0] && whyNot(example, own[0].rule);
      if (reason) terminal.talk(`${reason}\n`);
    }
}
