import { casesFrom, type Suggestion, suggestWords } from '../authoring/index.js';
import { cureFor } from '../rulebook/did-you-mean.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { readGiven } from './report-files.js';
import { SHIPPED_FIXTURES, SHIPPED_GROUPS } from './shipped.js';
import { table } from './show-scorecard.js';
import type { Terminal } from './terminal.js';
import { writtenRulesIn } from './written-rules.js';

/** Options of `triage vocabulary suggest`. */
export interface SuggestVerbOptions {
  readonly rules?: string;
  readonly reports?: readonly string[];
  /** How many words to try, as typed. */
  readonly most?: string;
  readonly json?: boolean;
}

/** Prints words that a concept lacks, each with the reports it would mend and break; nothing is written. */
export async function suggestVerb(
  name: string,
  options: SuggestVerbOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const most = Number(options.most ?? '40');
  if (!Number.isInteger(most) || most < 1 || most > 500)
    throw new UsageError(`--most is "${options.most}", expected a whole number from 1 to 500.`);
  const { rulebook, written } = await writtenRulesIn(options.rules);
  const concepts = written.concepts.map(({ concept }) => concept);
  const concept = concepts.find((one) => one.name === name);
  if (concept === undefined) {
    const cure = cureFor(
      name,
      concepts.map((one) => one.name),
    );
    throw new UsageError(`"${name}" is no concept of the vocabulary. ${cure}`);
  }
  const { wordNet } = await import('../authoring/wordnet.js');
  terminal.talk('reading the fixtures, then WordNet; this takes a few seconds\n');
  const cases = await casesFrom(readGiven(options.reports ?? [SHIPPED_FIXTURES, SHIPPED_GROUPS]), rulebook);
  const suggestions = await suggestWords(concept, concepts, cases, rulebook, wordNet(), { most });
  if (options.json) await terminal.out(`${JSON.stringify({ concept: name, suggestions }, null, 2)}\n`);
  else await terminal.out(shown(name, suggestions));
  return EXIT.ok;
}

function shown(name: string, suggestions: readonly Suggestion[]): string {
  if (suggestions.length === 0) return `No word comes to mind that ${name} lacks.\n`;
  const rows = suggestions.map(({ word, found, mended, broken }) => [
    `  ${word}`,
    String(found),
    String(mended.length),
    String(broken.length),
  ]);
  const reasons = ['from', ...suggestions.map(reasonOf)];
  const lines = table([['  word', 'found in', 'mends', 'breaks'], ...rows]).split('\n');
  return [
    `Words that ${name} lacks, and what each would change by itself:`,
    '',
    ...lines.map((line, index) => `${line}  ${reasons[index] ?? ''}`),
    '',
    'Judge by meaning: a word found in no report may still be right, and one that mends a report may do so by chance.',
    '',
  ].join('\n');
}

function reasonOf({ kindredOf, fromMistakes }: Suggestion): string {
  return [
    ...(fromMistakes ? ['wrongly decided reports'] : []),
    ...(kindredOf.length > 0 ? [`WordNet: kindred of ${kindredOf.slice(0, 3).join(', ')}`] : []),
  ].join('; ');
}
