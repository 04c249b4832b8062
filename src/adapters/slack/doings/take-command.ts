// `/triage …`: answered only to whoever asks.

import type { Report } from '../../../classifier/index.js';
import type { SpeakingStep } from '../../../desk/speaking.js';
import type { Duty } from '../../../desk/split.js';
import {
  classInWords,
  hoursAt,
  incidentsChannel,
  isWaiting,
  onDuty,
  personOf,
  promise,
  sayTime,
} from '../../../router/index.js';
import { reportView } from '../blocks/forms.js';
import { caseWords } from '../blocks/home-view.js';
import { section } from '../blocks/parts.js';
import { richText } from '../blocks/rich-text.js';
import { directChannel, readable } from '../intake-of.js';
import type { SlackWords } from '../slack-api.js';
import type { SlackCommand, Taken } from '../slack-interactions.js';
import { escapeMarkup, type MentionNames, mrkdwn } from '../write-markup.js';
import { caseCommands, takeCaseCommand } from './case-commands.js';
import type { DoingsDeps } from './doings-deps.js';
import { placeInLink, reportAt } from './find-report.js';
import { formChannels } from './form-channels.js';
import { listedCases } from './publish-home.js';
import { showWhy } from './show-why.js';

interface Asked {
  readonly command: SlackCommand;
  /** What follows the command's name, in Slack's markup. */
  readonly rest: string;
}

interface KnownCommand {
  readonly usage: string;
  readonly help: string;
  answer(deps: DoingsDeps, asked: Asked): Promise<Taken>;
}

/** Every command, in the order in which help tells them. */
export const commands: Readonly<Record<string, KnownCommand>> = {
  report: { usage: 'report', help: 'report a problem in a form', answer: openForm },
  why: { usage: 'why LINK', help: 'what the decision about a message rests on', answer: why },
  oncall: { usage: 'oncall', help: 'who is on call now, and when to expect an answer', answer: onCall },
  status: { usage: 'status', help: 'what is open, and what waits for an acknowledgement', answer: status },
  test: {
    usage: 'test TEXT',
    help: 'what would be made of a text, without anything coming of it',
    answer: test,
  },
  channels: { usage: 'channels', help: 'in which channels the desk speaks', answer: channels },
  live: {
    usage: 'live #channel',
    help: 'let the desk do in a channel what the policy says',
    answer: (deps, asked) => setStanding(deps, asked, 'set-live'),
  },
  observe: {
    usage: 'observe #channel',
    help: 'have the desk only watch a channel',
    answer: (deps, asked) => setStanding(deps, asked, 'set-observed'),
  },
  split: {
    usage: 'split days|halves|none',
    help: 'share the off hours with the other engineer on call; you begin',
    answer: split,
  },
  pause: {
    usage: 'pause',
    help: 'have the desk say nothing to anybody',
    answer: (deps, asked) => speak(deps, asked, { do: 'pause' }),
  },
  resume: {
    usage: 'resume',
    help: 'have it speak again',
    answer: (deps, asked) => speak(deps, asked, { do: 'resume' }),
  },
  help: { usage: 'help', help: 'this list', answer: async (deps) => ({ say: help(deps) }) },
};

/** Answers a command; one that nobody knows is answered by the list of those there are. */
export async function takeCommand(deps: DoingsDeps, command: SlackCommand): Promise<Taken> {
  const [, name = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(command.text) ?? [];
  const wanted = name.toLowerCase();
  if (wanted === '') return { say: help(deps) };
  const known = Object.hasOwn(commands, wanted) ? commands[wanted] : undefined;
  if (known !== undefined) return known.answer(deps, { command, rest: rest.trim() });
  const done = await takeCaseCommand(deps, wanted, command, rest.trim());
  if (done !== null) return done;
  const other = deps.more !== undefined && Object.hasOwn(deps.more, wanted) ? deps.more[wanted] : undefined;
  if (other === undefined) return { say: help(deps, name) };
  const person = await deps.names.person(command.userId);
  return { say: words(deps, await other.answer(rest.trim(), person, command)) };
}

function help({ more = {} }: DoingsDeps, unknown?: string): SlackWords {
  const lines = [
    ...[...Object.values(commands), ...Object.values(caseCommands)].map(
      ({ usage, help: purpose }) => `• \`/triage ${usage}\` ${purpose}`,
    ),
    ...Object.entries(more).map(([name, { help: purpose }]) => `• \`/triage ${name}\` ${purpose}`),
  ];
  const lead =
    unknown === undefined
      ? 'I read problem reports, say which are incidents and why, and carry each to the people who can help.'
      : `I do not know "${escapeMarkup(unknown.slice(0, 50))}". What I know:`;
  return { text: [lead, ...lines].join('\n') };
}

async function openForm(deps: DoingsDeps, { command, rest }: Asked): Promise<Taken> {
  if (command.triggerId === null)
    return { say: { text: 'Slack opens no form here; please try it in a channel.' } };
  const here = (await deps.names.channel(command.channelId).catch(() => null))?.name ?? null;
  const text = await readable(rest, deps.names);
  await deps.api.openView(command.triggerId, reportView(formChannels(deps.routing().policy, here), text));
  return {};
}

async function why(deps: DoingsDeps, { command, rest }: Asked): Promise<Taken> {
  const found = placeInLink(rest);
  if (found === null)
    return { say: { text: 'Give me the link of a message: `/triage why https://…/archives/C…/p…`' } };
  return showWhy(
    deps,
    command,
    async () => (await reportAt(deps, found.place, found.thread))?.report.id ?? null,
  );
}

async function onCall(deps: DoingsDeps): Promise<Taken> {
  const routing = deps.routing();
  const now = await deps.store.now();
  const people = onDuty(await deps.desk.onCall(), routing, now);
  const named = people.map((id) => ({ name: personOf(id, routing.directory)?.name ?? id }));
  return { say: words(deps, promise(now, routing.policy, named, false)) };
}

/** Of the two on call the one who asks begins. */
async function split(deps: DoingsDeps, { command, rest }: Asked): Promise<Taken> {
  const kind = (['days', 'halves', 'none'] as const).find((each) => each === rest.toLowerCase());
  if (kind === undefined && rest !== '')
    return {
      say: { text: 'Every other day, first half and second half, or not: `/triage split days|halves|none`' },
    };
  const person = await deps.names.person(command.userId);
  const change =
    kind === undefined
      ? ({ outcome: 'changed', duty: await deps.desk.onCall() } as const)
      : await deps.desk.split(kind, null, person);
  return { say: words(deps, change.outcome === 'changed' ? dutyInWords(deps, change.duty) : change.why) };
}

function dutyInWords({ names, routing }: DoingsDeps, { split: shared, duty, until }: Duty): string {
  if (shared === null) return 'The off hours are not split: both on call have them.';
  const way = shared.kind === 'days' ? 'every other day' : 'first half and second half';
  const { policy } = routing();
  return [
    `The off hours are split, ${way}; ${names.nameOf(shared.pair[0])} begins, then ${names.nameOf(shared.pair[1])}.`,
    ...(duty == null ? [] : [`${names.nameOf(duty)} has them now.`]),
    ...(until === null ? [] : [`They pass to the other ${sayTime(until, policy)}.`]),
  ].join(' ');
}

async function status(deps: DoingsDeps): Promise<Taken> {
  const cases = await listedCases(deps, await deps.store.now());
  const waiting = cases.filter(({ case: record }) => isWaiting(record));
  const { paused } = await deps.desk.channels();
  const { problems } = await deps.desk.health();
  const lead = [
    `${cases.length} open, ${waiting.length} of them waiting for an acknowledgement.`,
    ...(paused === null ? [] : [`The desk says nothing: ${deps.names.nameOf(paused.by)} has paused it.`]),
    ...problems.map((problem) => `To look at: ${problem}`),
  ].join('\n');
  const text = escapeMarkup(lead);
  return {
    say: { text, blocks: [section(text), ...cases.slice(0, 15).flatMap(caseWords)] },
  };
}

async function test(deps: DoingsDeps, { command, rest }: Asked): Promise<Taken> {
  const text = await readable(rest, deps.names);
  if (text === '') return { say: { text: 'Give me a text: `/triage test Nobody can log in since ten`' } };
  const report = await reportHere(deps, command, text);
  const { decision, reply } = await deps.dryRun(report);
  const verdict =
    decision.class === 'undecided'
      ? `Not clear; the best guess is ${classInWords(decision.bestGuess)}`
      : capital(classInWords(decision.class));
  const area = titleOf(decision.area, deps);
  const head = [verdict, area, decision.severity, `${Math.round(decision.confidence * 100)} % sure`];
  const because = decision.firings
    .filter((firing) => firing.class === decision.bestGuess)
    .slice(0, 5)
    .map((firing) => `- ${firing.why}`);
  const said = [
    head.filter((part) => part !== null).join(' · '),
    because.join('\n'),
    reply === null ? 'Nothing would be said.' : `The answer would be:\n\n${reply}`,
  ].filter((part) => part !== '');
  const account = said.join('\n\n');
  return { say: { ...words(deps, account), blocks: [richText(account, nobody(deps))] } };
}

function titleOf(area: string | null, deps: DoingsDeps): string | null {
  return deps.routing().directory.areas.find(({ name }) => name === area)?.title ?? area;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

async function reportHere(deps: DoingsDeps, command: SlackCommand, text: string): Promise<Report> {
  const at = await deps.store.now();
  const who = await deps.names.user(command.userId);
  const channel = await deps.names.channel(command.channelId).catch(() => null);
  return {
    id: 'test',
    text,
    source: {
      kind: 'human',
      channel: channel?.name ?? directChannel,
      user: await deps.names.person(command.userId),
    },
    at,
    utcOffset: deps.utcOffset(at, who?.zone ?? null),
  };
}

async function channels(deps: DoingsDeps): Promise<Taken> {
  const { channels: states } = await deps.desk.channels();
  const { policy } = deps.routing();
  const lines = states.map(({ name, mode, wanted, standing }) =>
    standing === 'live' ? `• #${name}: ${mode}` : `• #${name}: ${mode} (${wanted} once it is live)`,
  );
  const told = policy.observer === null ? '' : `\nWhat I would have done is told in #${policy.observer}.`;
  const hours = hoursAt(await deps.store.now(), policy) === 'working' ? '' : '\nIt is outside working hours.';
  return { say: words(deps, `${lines.join('\n')}${told}${hours}`) };
}

async function setStanding(deps: DoingsDeps, asked: Asked, how: 'set-live' | 'set-observed'): Promise<Taken> {
  const named = (await readable(asked.rest, deps.names)).replace(/^#/, '').trim();
  if (!/^[\p{L}\p{N}_-]{1,80}$/u.test(named))
    return { say: { text: 'Name a channel: `/triage live #gallery-help`' } };
  return speak(deps, asked, { do: how, channel: named });
}

async function speak(deps: DoingsDeps, { command }: Asked, step: SpeakingStep): Promise<Taken> {
  const person = await deps.names.person(command.userId);
  const change = await deps.desk.changeSpeaking(step, person);
  return {
    say: words(
      deps,
      change.outcome === 'changed' ? spoken(step, incidentsChannel(deps.routing().policy)) : change.why,
    ),
  };
}

function spoken(step: SpeakingStep, incidents: string): string {
  switch (step.do) {
    case 'pause':
      return 'I say nothing any more until `/triage resume`. Reports are kept and decided, tickets and cards are made.';
    case 'resume':
      return 'I speak again; what was held back is said as it stands now.';
    case 'set-live':
      return step.channel === incidents
        ? `#${step.channel} is live: I do there what the policy says.`
        : `#${step.channel} is live: I do there what the policy says, as long as #${incidents} is live too.`;
    case 'set-observed':
      return `I only watch #${step.channel} from now on.`;
  }
}

/** Text of ours for one person: people in it are named, and nobody is mentioned. */
function words(deps: DoingsDeps, text: string): SlackWords {
  return { text: mrkdwn(text, nobody(deps)) };
}

function nobody({ names }: DoingsDeps): MentionNames {
  return { userOf: () => null, nameOf: names.nameOf };
}
