// Commands that do something to the case behind a message: `/triage note LINK TEXT`.

import type { StoredReport } from '../../../desk/records.js';
import type { CaseStep } from '../../../router/index.js';
import { readable } from '../intake-of.js';
import type { SlackCommand, Taken } from '../slack-interactions.js';
import { changeInWords } from './case-words.js';
import type { DoingsDeps } from './doings-deps.js';
import { placeInLink, reportAt } from './find-report.js';

interface CaseCommand {
  readonly usage: string;
  readonly help: string;
  /** The step; null where what follows the link does not do. */
  readonly step: (deps: DoingsDeps, rest: string, link: string) => Promise<CaseStep | null>;
}

const text =
  (make: (words: string) => CaseStep): CaseCommand['step'] =>
  async ({ names }, rest) => {
    const words = (await readable(rest, names)).trim();
    return words === '' ? null : make(words);
  };

/** Every step to a case that no button offers. */
export const caseCommands: Readonly<Record<string, CaseCommand>> = {
  note: {
    usage: 'note LINK TEXT',
    help: 'share a way around the problem in every thread of its case',
    step: text((words) => ({ do: 'add-note', text: words })),
  },
  'talking-point': {
    usage: 'talking-point LINK TEXT',
    help: 'share what to say to partners',
    step: text((words) => ({ do: 'add-talking-point', text: words })),
  },
  tell: {
    usage: 'tell LINK TEXT',
    help: 'tell news in every thread of its case',
    step: text((words) => ({ do: 'tell', text: words })),
  },
  'follow-up': {
    usage: 'follow-up LINK TEXT',
    help: 'file a ticket for the root cause that a fix leaves',
    step: text((words) => ({ do: 'follow-up', text: words })),
  },
  severity: {
    usage: 'severity LINK P2',
    help: 'set how grave it is',
    step: async (_, rest) => (rest === '' ? null : { do: 'set-severity', severity: rest.toUpperCase() }),
  },
  merge: {
    usage: 'merge LINK LINK',
    help: 'make its case part of the other one',
    step: async (deps, rest) => {
      const into = await caseBehind(deps, rest);
      return into === null ? null : { do: 'merge', into };
    },
  },
  separate: {
    usage: 'separate LINK',
    help: 'that report is another matter: take it out of its case',
    step: async (deps, _, link) => {
      const stored = await reportBehind(deps, link);
      return stored === null ? null : { do: 'separate', report: stored.report.id };
    },
  },
  'point-person': {
    usage: 'point-person LINK',
    help: 'call in who knows the systems of its area',
    step: async () => ({ do: 'ask-point-person' }),
  },
  reopen: { usage: 'reopen LINK', help: 'it is not over after all', step: async () => ({ do: 'reopen' }) },
};

/** Does the step of a command to the case behind the link that follows it; null where there is no such command. */
export async function takeCaseCommand(
  deps: DoingsDeps,
  name: string,
  { userId }: SlackCommand,
  rest: string,
): Promise<Taken | null> {
  const command = Object.hasOwn(caseCommands, name) ? caseCommands[name] : undefined;
  if (command === undefined) return null;
  const usage = { say: { text: `Like this: \`/triage ${command.usage}\`` } };
  const [, link = '', words = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (placeInLink(link) === null) return usage;
  const caseId = await caseBehind(deps, link);
  if (caseId === null) return { say: { text: 'There is no case behind that message.' } };
  const step = await command.step(deps, words.trim(), link);
  if (step === null) return usage;
  const person = await deps.names.person(userId);
  const change = await deps.desk.act(caseId, step, person);
  return { say: { text: changeInWords(step, change, person, deps.routing().directory) } };
}

async function caseBehind(deps: DoingsDeps, link: string): Promise<string | null> {
  const stored = await reportBehind(deps, link);
  return stored === null ? null : ((await deps.store.caseOf(stored.report.id))?.id ?? null);
}

async function reportBehind(deps: DoingsDeps, link: string): Promise<StoredReport | null> {
  const found = placeInLink(link);
  return found === null ? null : reportAt(deps, found.place, found.thread);
}
