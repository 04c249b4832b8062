// Wires the command line. Each verb is loaded when it is asked for, so that classifying one report does
// not pay for the desk.

import { existsSync } from 'node:fs';
import { Argument, Command, CommanderError, Option } from 'commander';
import { addCaseVerbs, asOption } from './cli/case-verbs.js';
import { EXIT, type ExitCode, UsageError } from './cli/exit.js';
import { addLearningVerbs } from './cli/learning-verbs.js';
import { sayRefusal } from './cli/say-refusal.js';
import { processTerminal, type Terminal } from './cli/terminal.js';
import { packageVersion } from './cli/version.js';

/** Runs one command line and leaves its exit code in `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  process.exitCode = await guarded(terminal, async () => {
    loadEnvironment();
    return runVerb(args, terminal);
  });
}

/** Runs one command line against a terminal; gives the exit code and never throws for what a person can mend. */
export async function runVerb(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = commands(args[0], terminal, (result) => {
    code = result;
  });
  return guarded(terminal, async () => {
    await program.parseAsync(args, { from: 'user' });
    return code;
  });
}

/** Node calls whatever it cannot read a file that is not there. */
function loadEnvironment(): void {
  if (!existsSync('.env')) return;
  try {
    process.loadEnvFile('.env');
  } catch (cause) {
    throw new UsageError(
      '.env: it is there and cannot be read, expected a file of lines like TRIAGE_PORT=4545. Let this user read it, or move it away.',
      { cause },
    );
  }
}

/** What a person can mend is told, and is wrong usage; what nobody foresaw is thrown. */
async function guarded(terminal: Terminal, run: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const told = error instanceof Error && mendable.has(error.name) ? error.message : sayRefusal(error);
    if (told === null) throw error;
    terminal.talk(`triage: ${told}\n`);
    return EXIT.usage;
  }
}

// By name, so that no verb's errors have to be loaded for the others.
const mendable: ReadonlySet<string> = new Set([UsageError.name, 'SettingsError', 'StoreError', 'PortError']);

function commands(asked: string | undefined, terminal: Terminal, done: (code: ExitCode) => void): Command {
  const program = new Command('triage')
    .description(
      'Reads problem reports, says which are incidents and why, and carries each to the people who can help.',
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => void terminal.out(text), writeErr: (text) => terminal.talk(text) })
    .helpCommand(false)
    .showHelpAfterError('Run the same command with --help to see what it takes.')
    .addHelpText('after', '\nExit codes: 0 fine, 1 the answer is no, 2 wrong usage or broken files.');

  verb(
    program,
    'classify [text]',
    'say what a report is, why, where it would go and what its reporter would read',
  )
    .option(
      '--jsonl',
      'standard input holds one JSON object per line: text; id, source, ts, partner optional',
    )
    .option('--json', 'print one JSON object per report, as docs/decision.schema.json describes it')
    .option('--together', 'treat the lines as one stream by ts: simultaneous reports are seen')
    .addOption(rulesOption())
    .option('--no-leaning', 'let the rules decide alone, without the word model')
    .addOption(
      new Option('--kind <kind>', 'who speaks, where a line does not say')
        .choices(['human', 'automated'])
        .default('human'),
    )
    .option('--channel <name>', 'where it was said, where a line does not say', 'other')
    .addHelpText(
      'after',
      example('triage classify "Nobody can log in, three galleries wrote in the last ten minutes"'),
    )
    .action(async (text: string | undefined, options) => {
      const { classifyVerb } = await import('./cli/classify.js');
      done(await classifyVerb(text, options, terminal));
    });
  // Scripts start it once a report: to describe all other verbs takes as long as to decide on one.
  if (asked === 'classify') return program;
  // `program.version` wants it at once: no other verb has to read a file for it.
  program.option('-V, --version', 'print the version of the desk').on('option:version', () => {
    void terminal.out(`${packageVersion()}\n`);
    throw new CommanderError(EXIT.ok, 'commander.version', '');
  });

  verb(
    program,
    'explain [text]',
    'say why: what fired, what nearly fired, and what would change the decision',
  )
    .option('--jsonl', 'standard input holds one JSON object per line, as for classify')
    .option('--json', 'print one JSON object per report')
    .option('--all', 'show the smallest voices too, which are summed up otherwise')
    .option('--together', 'treat the lines as one stream: earlier reports count for later ones')
    .addOption(rulesOption())
    .addOption(
      new Option('--kind <kind>', 'who speaks, where a line does not say')
        .choices(['human', 'automated'])
        .default('human'),
    )
    .option('--channel <name>', 'where it was said, where a line does not say', 'other')
    .addHelpText('after', example('triage explain "One gallery cannot log in to CMS"'))
    .action(async (text: string | undefined, options) => {
      const { explainVerb } = await import('./cli/explain.js');
      done(await explainVerb(text, options, terminal));
    });

  verb(program, 'check', 'read the rules and tell every mistake with its place and its cure')
    .addOption(rulesOption())
    .option('--json', 'print the problems as one JSON document')
    .addHelpText('after', example('triage check --rules ./rules'))
    .action(async (options) => {
      const { checkVerb } = await import('./cli/check.js');
      done(await checkVerb(options, terminal));
    });

  verb(
    program,
    'test [paths...]',
    'classify labelled reports and compare: confusion matrix, precision, recall, regressions',
  )
    .addOption(rulesOption())
    .option('--no-leaning', 'let the rules decide alone, without the word model')
    .option('--json', 'print the figures as one JSON document')
    .option('--update', 'rewrite the list of fixtures that are known to be wrong')
    .option('--coverage', 'say which rules, conditions and phrases no report exercises')
    .option('--threshold <percent>', 'exit 1 when fewer of the rules and conditions are exercised')
    .addHelpText('after', example('triage test fixtures/reports'))
    .action(async (paths: string[], options) => {
      const { testVerb } = await import('./cli/test.js');
      done(await testVerb(paths, options, terminal));
    });

  verb(
    program,
    'mutate [paths...]',
    'change one thing in the rules at a time, and list the changes that no fixture notices',
  )
    .addOption(rulesOption())
    .option('--phrases', 'drop each phrase of the vocabulary too (listed, without a part in the score)')
    .option('--threshold <percent>', 'exit 1 when fewer of the changes of rules and conditions are noticed')
    .option('--json', 'print the outcome as one JSON document')
    .addHelpText('after', example('triage mutate --threshold 85'))
    .action(async (paths: string[], options) => {
      const { mutateVerb } = await import('./cli/mutate.js');
      done(await mutateVerb(paths, options, terminal));
    });

  verb(
    program,
    'diff [folders...]',
    'show the decisions that flip between two folders of rules, the worst first',
  )
    .option('--history [export]', 'try them on what came in: an export, or what the desk keeps')
    .option('--shadow', 'show what the rulebook that runs in the shadow would have decided otherwise')
    .option('--from <time>', 'of the history, from when on')
    .option('--to <time>', 'of the history, until when')
    .option('--base <revision>', 'compare the rules of a git revision with those of one folder')
    .option('--reports <paths...>', 'JSON Lines files or folders to try them on')
    .addOption(
      new Option('--fail-on <kind>', 'exit 1 when an incident would be missed, or at any flip').choices([
        'incident-missed',
        'any',
      ]),
    )
    .option('--json', 'print the flips as one JSON document')
    .option('--markdown', 'print the flips as Markdown, for a review')
    .addOption(rulesOption())
    .addHelpText('after', example('triage diff --base main --fail-on incident-missed'))
    .action(async (folders: string[], options) => {
      const { diffVerb } = await import('./cli/diff.js');
      done(await diffVerb(folders, options, terminal));
    });

  verb(program, 'new', 'write a new rule that passes the checks: asks for what is not given')
    .addArgument(new Argument('<what>', 'what to write').choices(['rule']))
    .addOption(
      new Option('--class <class>', 'the class it speaks for').choices([
        'incident',
        'urgent-non-incident',
        'non-incident',
        'none',
      ]),
    )
    .option('--id <id>', 'area first, then the state: payments-failing-for-many')
    .option('--why <sentence>', 'the reason, in words that a reporter may read')
    .option('--weight <number>', 'evidence for the class, 1 unless given')
    .option('--decisive', 'it ends the matter when it fires')
    .option('--mentions <concepts...>', 'one of these concepts is asserted')
    .option('--near <concepts...>', 'these concepts stand close to one another')
    .option('--when <yaml>', 'the conditions in YAML')
    .option('--example <texts...>', 'reports that must fire it')
    .option('--near-miss <texts...>', 'reports close by that must not fire it')
    .option('--dry-run', 'print the rule and write nothing')
    .addOption(rulesOption())
    .addHelpText(
      'after',
      example(
        'triage new rule --class incident --id checkout-slow --why "The checkout crawls." --near checkout slow --example "checkout is slow" --near-miss "slow morning"',
      ),
    )
    .action(async (_what: string, options) => {
      const { newRuleVerb } = await import('./cli/new-rule.js');
      done(await newRuleVerb(options, terminal));
    });

  verb(program, 'vocabulary', 'propose words that a concept lacks, with what each would change')
    .addArgument(new Argument('<what>', 'what to do').choices(['suggest']))
    .argument('<concept>', 'a concept of the vocabulary')
    .option('--reports <paths...>', 'labelled reports to try the words on')
    .option('--most <number>', 'how many words to try')
    .option('--json', 'print the words as one JSON document')
    .addOption(rulesOption())
    .addHelpText('after', example('triage vocabulary suggest failing'))
    .action(async (_what: string, concept: string, options) => {
      const { suggestVerb } = await import('./cli/vocabulary.js');
      done(await suggestVerb(concept, options, terminal));
    });

  verb(program, 'schemas', 'write JSON Schemas of the rule files, with the names of these rules, for editors')
    .addOption(rulesOption())
    .option('--out <folder>', 'where to; .schemas in the folder of rules unless given')
    .addHelpText('after', example('triage schemas'))
    .action(async (options) => {
      const { schemasVerb } = await import('./cli/schemas.js');
      done(await schemasVerb(options, terminal));
    });

  verb(
    program,
    'fit [paths...]',
    'learn from labelled reports what words and rules count, and say by cross-validation what that is worth',
  )
    .addOption(rulesOption())
    .option('--write', 'write the numbers into the rules folder')
    .option('--repeats <count>', 'how often the folds are dealt anew', '3')
    .addHelpText('after', example('triage fit fixtures/reports'))
    .action(async (paths: string[], options) => {
      const { fitVerb } = await import('./cli/fit.js');
      done(await fitVerb(paths, options, terminal));
    });

  verb(program, 'doctor', 'say what is live, what is local, what is wrong and how to mend it')
    .addOption(rulesOption())
    .option('--json', 'print it as one JSON document')
    .addHelpText('after', example('triage doctor'))
    .action(async (options) => {
      const { doctorVerb } = await import('./cli/doctor.js');
      done(await doctorVerb(options, terminal));
    });

  verb(program, 'start', 'run the desk: local mode needs no account and no token')
    .addOption(rulesOption())
    .option(
      '--demo',
      'play a short afternoon of reports through a desk in memory, show the outcome, and stop',
    )
    .addHelpText('after', example('triage start'))
    .action(async (options) => {
      const { startVerb } = await import('./cli/start.js');
      done(await startVerb(options, terminal));
    });

  const slack = program
    .command('slack')
    .description('Slack without Slack')
    .addHelpText('after', example('triage slack simulate'));
  verb(slack, 'simulate', 'open a simulated workspace to try the desk in; what is typed is said in it')
    .addOption(rulesOption())
    .option('--port <number>', 'where it listens on 127.0.0.1', '4547')
    .addHelpText('after', example('triage slack simulate'))
    .action(async (options) => {
      const { slackSimulateVerb } = await import('./cli/slack-simulate.js');
      done(await slackSimulateVerb(options, terminal));
    });

  verb(program, 'report [text]', 'hand a report to the running desk')
    .option('--channel <name>', 'where it is said', 'gallery-help')
    .option('--user <name>', 'who says it', 'you')
    .option('--partner <name>', 'the partner it is about')
    .addOption(new Option('--kind <kind>', 'who speaks').choices(['human', 'automated']).default('human'))
    .option('--json', 'print what the desk made of it as one JSON document')
    .addHelpText('after', example('triage report "Kestrel Gallery cannot open CMS"'))
    .action(async (text: string | undefined, options) => {
      const { reportVerb } = await import('./cli/report.js');
      done(await reportVerb(text, options, terminal));
    });

  verb(program, 'cases', 'list the cases that are open')
    .option('--all', 'closed ones too')
    .option('--json', 'print them as one JSON document')
    .addHelpText('after', example('triage cases'))
    .action(async (options) => {
      const { casesVerb } = await import('./cli/cases.js');
      done(await casesVerb(options, terminal));
    });

  verb(program, 'case <case>', 'tell all that has happened to a case')
    .option('--json', 'print it as one JSON document')
    .addHelpText('after', example('triage case case-3kx9m2p7q4vtz'))
    .action(async (caseId: string, options) => {
      const { caseVerb } = await import('./cli/case.js');
      done(await caseVerb(caseId, options, terminal));
    });

  addCaseVerbs((signature, description) => verb(program, signature, description), terminal, done);

  addLearningVerbs((signature, description) => verb(program, signature, description), terminal, done);

  verb(program, 'take-over <case>', 'take a case over: from then on the desk decides nothing about it')
    .addOption(asOption())
    .option('--json', 'print what changed as one JSON document')
    .addHelpText('after', example('triage take-over case-3kx9m2p7q4vtz --as ada'))
    .action(async (caseId: string, options) => {
      const { actOnCase } = await import('./cli/act-on-case.js');
      done(await actOnCase(caseId, { do: 'take-over' }, options, terminal));
    });

  for (const [name, purpose] of [
    ['pause', 'have the desk say nothing to anybody, until it is resumed'],
    ['resume', 'have a paused desk speak again'],
  ] as const)
    verb(program, name, purpose)
      .addOption(asOption())
      .option('--json', 'print what changed as one JSON document')
      .addHelpText('after', example(`triage ${name}`))
      .action(async (options) => {
        const { speakingVerb } = await import('./cli/channels.js');
        done(await speakingVerb({ do: name }, options, terminal));
      });

  const channels = verb(program, 'channels', 'tell in which channels the desk speaks, and which it observes')
    .option('--json', 'print them as one JSON document')
    .addHelpText('after', example('triage channels'))
    .action(async (options) => {
      const { channelsVerb } = await import('./cli/channels.js');
      done(await channelsVerb(options, terminal));
    });
  for (const [name, purpose] of [
    ['live', 'let the desk do in a channel what policy.yaml says'],
    ['observed', 'have the desk only observe a channel'],
  ] as const)
    verb(channels, `${name} <channel>`, purpose)
      .addOption(asOption())
      .addHelpText('after', example(`triage channels ${name} gallery-help`))
      .action(async (channel: string, options) => {
        const { speakingVerb } = await import('./cli/channels.js');
        done(
          await speakingVerb({ do: `set-${name}`, channel: channel.replace(/^#/, '') }, options, terminal),
        );
      });

  const effects = verb(program, 'effects', 'list the latest of what the desk does to the world')
    .option('--parked', 'only what was given up and waits for a person')
    .option('--json', 'print them as one JSON document')
    .addHelpText('after', example('triage effects --parked'))
    .action(async (options) => {
      const { effectsVerb } = await import('./cli/effects.js');
      done(await effectsVerb(options, terminal));
    });
  verb(effects, 'retry <id>', 'try a parked effect again')
    .addHelpText('after', example('triage effects retry r-3kx9m2p7q4vtz:file-ticket:thread'))
    .action(async (id: string) => {
      const { effectsRetryVerb } = await import('./cli/effects-retry.js');
      done(await effectsRetryVerb(id, terminal));
    });

  verb(program, 'forget <report>', 'erase a report, and take back what was said about it')
    .addHelpText('after', example('triage forget r-3kx9m2p7q4vtz'))
    .action(async (report: string) => {
      const { forgetVerb } = await import('./cli/forget.js');
      done(await forgetVerb(report, terminal));
    });

  verb(program, 'export', 'write everything that the desk keeps as JSON Lines')
    .option('--out <file>', 'where to; standard output unless given')
    .option('--masked', 'only reports and decisions, with placeholders for personal data: to be shown around')
    .addOption(rulesOption())
    .addHelpText('after', example('triage export --out backup.jsonl'))
    .action(async (options) => {
      const { exportVerb } = await import('./cli/export.js');
      done(await exportVerb(options, terminal));
    });

  verb(program, 'import <file>', 'take in an export, where nothing is kept yet; - reads standard input')
    .addHelpText('after', example('TRIAGE_DATA=./restored triage import backup.jsonl'))
    .action(async (file: string) => {
      const { importVerb } = await import('./cli/import.js');
      done(await importVerb(file, terminal));
    });

  const oncall = verb(program, 'oncall', 'say who is on call, by the calendar or by the turns of local mode')
    .option('--at <time>', 'at another time, like 2026-12-24T18:00')
    .addOption(rulesOption())
    .option('--json', 'print it as one JSON document')
    .addHelpText('after', example('triage oncall --at 2026-12-24T18:00'))
    .action(async (options) => {
      const { oncallVerb } = await import('./cli/oncall.js');
      done(await oncallVerb(options, terminal));
    });
  verb(oncall, 'check', 'list gaps, single people, people who left, and what is not planned a month ahead')
    .addHelpText('after', example('triage oncall check'))
    .action(async (_options, command) => {
      const { oncallCheckVerb } = await import('./cli/oncall.js');
      done(await oncallCheckVerb(command.optsWithGlobals(), terminal));
    });

  verb(program, 'split', 'show or choose how the two on call share the off hours')
    .addArgument(
      new Argument('[how]', 'every other day, first and second half, or both have them').choices([
        'days',
        'halves',
        'none',
      ]),
    )
    .option('--first <person>', 'who begins; whoever chooses it unless given')
    .addOption(asOption())
    .option('--json', 'print it as one JSON document')
    .addHelpText('after', example('triage split days --as ada'))
    .action(async (how: 'days' | 'halves' | 'none' | undefined, options) => {
      const { splitVerb } = await import('./cli/split.js');
      done(await splitVerb(how, options, terminal));
    });

  verb(program, 'needs-a-tool', 'list the urgent matters that came more than once lately')
    .option('--json', 'print them as one JSON document')
    .addHelpText('after', example('triage needs-a-tool'))
    .action(async (options) => {
      const { needsAToolVerb } = await import('./cli/needs-a-tool.js');
      done(await needsAToolVerb(options, terminal));
    });

  verb(program, 'replies', 'show what the texts of the desk say')
    .addArgument(new Argument('<what>', 'what to do').choices(['preview']))
    .argument('[texts...]', 'names under rules/replies; all of them unless given')
    .option('--when <words>', 'only moments with these words, like "Saturday" or "resolved"')
    .option('--json', 'print one JSON object per text')
    .addOption(rulesOption())
    .addHelpText('after', example('triage replies preview non-incident --when "somebody new"'))
    .action(async (_what: string, texts: string[], options) => {
      const { previewVerb } = await import('./cli/replies.js');
      done(await previewVerb(texts, options, terminal));
    });

  verb(program, 'timeline <files...>', 'play scripted weeks in simulated time, and show what everybody sees')
    .addOption(rulesOption())
    .option('--json', 'print what is seen as one JSON document each')
    .addHelpText('after', example('triage timeline fixtures/timelines/outage-at-night.yaml'))
    .action(async (files: string[], options) => {
      const { timelineVerb } = await import('./cli/timeline.js');
      done(await timelineVerb(files, options, terminal));
    });

  return program;
}

function verb(program: Command, signature: string, description: string): Command {
  return program
    .command(signature)
    .description(description)
    .exitOverride()
    .configureOutput(program.configureOutput());
}

function rulesOption(): Option {
  return new Option('--rules <folder>', 'another folder of rules').env('TRIAGE_RULES');
}

function example(command: string): string {
  return `\nExample:\n  ${command}`;
}
