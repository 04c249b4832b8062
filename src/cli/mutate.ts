import {
  type Case,
  casesFrom,
  type ExampleCase,
  exampleCases,
  isKilled,
  type MutantResult,
  mutantsOf,
  type PhraseResult,
  tryMutants,
  tryPhrases,
} from '../authoring/index.js';
import { EXIT, type ExitCode } from './exit.js';
import { percentOption } from './percent-option.js';
import { readGiven } from './report-files.js';
import { SHIPPED_FIXTURES, SHIPPED_GROUPS } from './shipped.js';
import { mutationDocument, showMutation } from './show-mutation.js';
import type { Terminal } from './terminal.js';
import { type WrittenRules, writtenRulesIn } from './written-rules.js';

/** Options of `triage mutate`. */
export interface MutateOptions {
  readonly rules?: string;
  readonly json?: boolean;
  /** Also drop each phrase of the vocabulary. */
  readonly phrases?: boolean;
  /** Least score in percent, as typed. */
  readonly threshold?: string;
}

/** Changes one thing in the rules at a time and prints what no fixture notices; exit 1 below the threshold. */
export async function mutateVerb(
  paths: readonly string[],
  options: MutateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const threshold = percentOption('--threshold', options.threshold);
  const rules = await writtenRulesIn(options.rules);
  const given = readGiven(paths.length === 0 ? [SHIPPED_FIXTURES, SHIPPED_GROUPS] : paths);
  const cases = await casesFrom(given, rules.rulebook);
  const examples = exampleCases(rules.written.rules, rules.rulebook);
  const results = tryRules(rules, cases, examples, terminal);
  const phrases = options.phrases ? tryVocabulary(rules, cases, examples, terminal) : null;
  const mutation = { reports: cases.length, examples: examples.length, results, phrases };
  if (options.json) await terminal.out(`${JSON.stringify(mutationDocument(mutation), null, 2)}\n`);
  else await terminal.out(showMutation(mutation));
  const score = (100 * results.filter(isKilled).length) / results.length;
  return threshold !== null && score < threshold ? EXIT.no : EXIT.ok;
}

function tryRules(
  { rulebook }: WrittenRules,
  cases: readonly Case[],
  examples: readonly ExampleCase[],
  terminal: Terminal,
): readonly MutantResult[] {
  const mutants = mutantsOf(rulebook.rules.rules);
  terminal.talk(
    `${mutants.length} mutants of ${rulebook.rules.rules.length} rules, ${cases.length} reports, ${examples.length} examples\n`,
  );
  const results: MutantResult[] = [];
  for (const result of tryMutants(mutants, cases, examples, rulebook.deciding)) {
    results.push(result);
    if (results.length % 250 === 0) terminal.talk(`  ${results.length} of ${mutants.length}\n`);
  }
  return results;
}

function tryVocabulary(
  { rulebook, written }: WrittenRules,
  cases: readonly Case[],
  examples: readonly ExampleCase[],
  terminal: Terminal,
): readonly PhraseResult[] {
  terminal.talk('phrases of the vocabulary\n');
  const results: PhraseResult[] = [];
  const concepts = written.concepts.map(({ concept }) => concept);
  for (const batch of tryPhrases(concepts, cases, examples, rulebook)) {
    results.push(...batch);
    terminal.talk(`  ${results.length} tried\n`);
  }
  return results;
}
