// The verbs by which the desk hands over and learns: each reads what happened, and none acts on its own.

import type { Command } from 'commander';
import { Option } from 'commander';
import { asOption } from './case-verbs.js';
import type { ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

type NewVerb = (signature: string, description: string) => Command;

/** Adds them to a program. */
export function addLearningVerbs(verb: NewVerb, terminal: Terminal, done: (code: ExitCode) => void): void {
  past(verb('handoff', 'tell those who come on call what they must know of the shift'))
    .option('--message', 'as the message that is posted, instead of Markdown')
    .addHelpText('after', example('triage handoff --from 2026-03-02T11:30'))
    .action(async (options) => {
      const { handoffVerb } = await import('./handoff.js');
      done(await handoffVerb(options, terminal));
    });

  past(verb('stats', 'show what came in, how quickly it was seen to, and how often the desk was right'))
    .addHelpText('after', example('triage stats --from 2026-01-01'))
    .action(async (options) => {
      const { statsVerb } = await import('./stats.js');
      done(await statsVerb(options, terminal));
    });

  verb('sample', 'ask about ten decisions of last week that nobody corrected, so that the accuracy is honest')
    .argument('[report]', 'one of them')
    .argument('[answer]', 'yes, or the class that it is')
    .addOption(asOption())
    .option('--at <time>', 'a time in another week')
    .option('--history <file>', 'an export to read instead of asking the desk; - is standard input')
    .addOption(new Option('--rules <folder>', 'another folder of rules').env('TRIAGE_RULES'))
    .option('--json', 'print it as one JSON document')
    .addHelpText('after', example('triage sample r-3kx9m2p7q4vtz yes --as ada'))
    .action(async (report: string | undefined, answer: string | undefined, options) => {
      const { sampleVerb } = await import('./sample.js');
      done(await sampleVerb(report, answer, options, terminal));
    });

  verb(
    'replay',
    'play a day of the past through the whole desk in simulated time, and show what everybody would have seen',
  )
    .argument('<what>', 'a day like 2026-03-10, a file of reports, or an export')
    .option(
      '--history <file>',
      'an export to take the day from instead of asking the desk; - is standard input',
    )
    .addOption(new Option('--rules <folder>', 'another folder of rules').env('TRIAGE_RULES'))
    .option('--json', 'print it as one JSON document')
    .addHelpText('after', example('triage replay fixtures/demo/afternoon.jsonl'))
    .action(async (what: string, options) => {
      const { replayVerb } = await import('./replay.js');
      done(await replayVerb(what, options, terminal));
    });

  past(
    verb(
      'corrections',
      'show what people corrected and the rules that led there, and propose what would mend it',
    ),
  )
    .option('--propose', 'look for the smallest changes that set them right and change nothing else')
    .option('--patch <file>', 'write these changes as a patch, for a review')
    .option('--fixtures <file>', 'add them as labelled reports without personal data, for a review')
    .option('--keep <words...>', 'words that are no personal data, where that is doubtful')
    .option('--hide <words...>', 'words that are, and get a placeholder')
    .option('--reports <paths...>', 'labelled reports whose decisions must not change')
    .addHelpText(
      'after',
      example('triage corrections --patch learned.patch --fixtures fixtures/corrections/learned.jsonl'),
    )
    .action(async (options) => {
      const { correctionsVerb } = await import('./corrections.js');
      done(await correctionsVerb(options, terminal));
    });
}

/** What every one of them takes: which past, and of when. */
function past(command: Command): Command {
  return command
    .option('--history <file>', 'an export to read instead of asking the desk; - is standard input')
    .option('--from <time>', 'from when on')
    .option('--to <time>', 'until when; now unless given')
    .addOption(new Option('--rules <folder>', 'another folder of rules').env('TRIAGE_RULES'))
    .option('--json', 'print it as one JSON document');
}

function example(command: string): string {
  return `\nExample:\n  ${command}`;
}
