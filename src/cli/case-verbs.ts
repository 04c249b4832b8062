// The verbs by which people act on a case: one step of `CaseStep` each, done by the desk that runs, or by its store.

import { Argument, type Command, Option } from 'commander';
import type { ReportClass } from '../classifier/index.js';
import type { CaseStep } from '../router/index.js';
import type { ActOptions } from './act-on-case.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Options of the verbs; which of them a verb takes stands in the table. */
interface StepOptions extends ActOptions {
  readonly area?: string;
  readonly followUp?: string;
}

interface CaseVerb {
  readonly name: string;
  /** Where that is more than the id of a case. */
  readonly on?: string;
  readonly description: string;
  /** What it takes besides the case; null when nothing. */
  readonly takes: Argument | null;
  readonly options?: readonly Option[];
  /** What follows `triage NAME CASE` in the example. */
  readonly example: string;
  /** The steps, in their order; the first that is refused ends it. */
  readonly steps: (given: string, options: StepOptions) => readonly CaseStep[];
}

const words = (what: string) => new Argument('<text>', what);

const verbs: readonly CaseVerb[] = [
  {
    name: 'acknowledge',
    description: 'take a case up: nobody is reminded of it any more',
    takes: null,
    example: '',
    steps: () => [{ do: 'acknowledge' }],
  },
  {
    name: 'resolve',
    description: 'end a case, and tell all who reported it',
    takes: null,
    options: [new Option('--follow-up <text>', 'the root cause that is left: a ticket is filed for it')],
    example: '',
    steps: (_, { followUp }) => [
      ...(followUp === undefined ? [] : [{ do: 'follow-up', text: followUp } as const]),
      { do: 'resolve' },
    ],
  },
  {
    name: 'reopen',
    description: 'follow a case again that is not over',
    takes: null,
    example: '',
    steps: () => [{ do: 'reopen' }],
  },
  {
    name: 'reclassify',
    on: 'its id, or that of a report that has none',
    description: 'say what a case is: the desk follows, and never decides over it again',
    takes: new Argument('<class>', 'what it is').choices([
      'incident',
      'urgent-non-incident',
      'non-incident',
      'none',
    ]),
    options: [new Option('--area <name>', 'an area of directory.yaml, where that is another too')],
    example: ' incident',
    steps: (to, { area }) => [
      { do: 'reclassify', to: to as ReportClass, ...(area === undefined ? {} : { area }) },
    ],
  },
  {
    name: 'merge',
    description: 'make a case part of another: one incident, and its news are told in all threads',
    takes: new Argument('<into>', 'the case that takes it in'),
    example: ' case-7hq2w9c4m6xkd',
    steps: (into) => [{ do: 'merge', into }],
  },
  {
    name: 'separate',
    description: 'take a report out of a case that it has nothing to do with: it gets a case of its own',
    takes: new Argument('<report>', 'its id'),
    example: ' r-7hq2w9c4m6xkd',
    steps: (report) => [{ do: 'separate', report }],
  },
  {
    name: 'severity',
    description: 'set how grave a case is, by the scale of policy.yaml',
    takes: new Argument('<severity>', 'a name of the scale'),
    example: ' P1',
    steps: (severity) => [{ do: 'set-severity', severity }],
  },
  {
    name: 'workaround',
    description: 'share a way around the problem in every thread of a case',
    takes: words('what helps until it is mended'),
    example: ' "Paying by bank transfer works"',
    steps: (text) => [{ do: 'add-note', text }],
  },
  {
    name: 'talking-points',
    description: 'share what to say to partners in every thread of a case',
    takes: words('what to say'),
    example: ' "Nobody is charged twice"',
    steps: (text) => [{ do: 'add-talking-point', text }],
  },
  {
    name: 'tell',
    description: 'tell news in every thread of a case, with one message',
    takes: words('the news'),
    example: ' "The provider has confirmed it"',
    steps: (text) => [{ do: 'tell', text }],
  },
  {
    name: 'follow-up',
    description: 'file a ticket for the root cause that a fix has left',
    takes: words('what is left to do'),
    example: ' "Retry payments when the provider times out"',
    steps: (text) => [{ do: 'follow-up', text }],
  },
  {
    name: 'point-person',
    description: 'call the point person in; out of hours at once for an outage only',
    takes: null,
    example: '',
    steps: () => [{ do: 'ask-point-person' }],
  },
];

/** Adds the verbs to a program; `done` is called with the exit code of the one that ran. */
export function addCaseVerbs(
  add: (signature: string, description: string) => Command,
  terminal: Terminal,
  done: (code: ExitCode) => void,
): void {
  for (const { name, on = 'its id', description, takes, options = [], example, steps } of verbs) {
    const command = add(name, description).argument('<case>', on);
    if (takes !== null) command.addArgument(takes);
    for (const option of options) command.addOption(option);
    command
      .addOption(asOption())
      .option('--json', 'print what changed as one JSON document')
      .addHelpText('after', `\nExample:\n  triage ${name} case-3kx9m2p7q4vtz${example} --as ada`)
      .action(async (caseId: string, ...rest: readonly unknown[]) => {
        const given = takes === null ? '' : String(rest[0]);
        const asked = rest[takes === null ? 0 : 1] as StepOptions;
        const { actOnCase } = await import('./act-on-case.js');
        let code: ExitCode = EXIT.ok;
        for (const step of steps(given, asked)) {
          code = await actOnCase(caseId, step, asked, terminal);
          if (code !== EXIT.ok) break;
        }
        done(code);
      });
  }
}

/** Who acts. */
export function asOption(): Option {
  return new Option(
    '--as <person>',
    'who does it: an id of directory.yaml; the operator of this machine unless given',
  ).default('you', 'you');
}
