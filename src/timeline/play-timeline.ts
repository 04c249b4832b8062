// Plays a timeline on a simulated desk and says where what was seen is not what was to be seen.

import { type Directory, isHere, type Person, type RoutingRules } from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { act, type Played } from './act.js';
import { compareSeen, listOf, saysAll } from './compare.js';
import type { Timeline } from './read-timeline.js';
import type { Seen } from './seen.js';
import { sayWhen } from './show.js';
import { type SimulatedDesk, type Simulation, simulateDesk } from './simulated-desk.js';
import type { Expectation, TimelineStep } from './timeline-schema.js';

/** What came of playing. */
export interface Outcome {
  readonly seen: readonly Seen[];
  /** Sentences; none when all was as expected. */
  readonly problems: readonly string[];
}

/** What it is played on. */
export interface Stage {
  readonly rulebook: Rulebook;
  readonly openStore: Simulation['openStore'];
}

const before = 60_000;

/** Plays it from its first step to its last; what follows within a minute of the last one still counts. */
export async function playTimeline(timeline: Timeline, { rulebook, openStore }: Stage): Promise<Outcome> {
  const { moments, people, onCall } = timeline;
  const { zone } = rulebook.routing.policy;
  let routing = withPeople(rulebook.routing, people);
  const simulated = await simulateDesk({
    rulebook: { ...rulebook, routing },
    openStore,
    rota: { at: async (time) => onCall(time) },
    start: (moments[0]?.at ?? 0) - before,
  });
  const change = (changes: Timeline['people']): void => {
    routing = withPeople(routing, changes);
    simulated.useRouting(routing);
  };
  const problems: string[] = [];
  try {
    for (const [index, { at, step }] of moments.entries()) {
      const from = simulated.seen.length;
      await simulated.moveTo(at - 1);
      problems.push(...tooEarly(simulated.seen.slice(from), at, zone));
      const since = simulated.seen.length;
      await simulated.moveTo(at);
      const played: Played = { answers: [] };
      await act(simulated, step, played, change);
      await simulated.settle();
      const next = moments[index + 1]?.at ?? at + before;
      // What is due between two steps belongs to the first: it is listed there.
      if (next > simulated.now() + 1) await simulated.moveTo(next - 1);
      const expected = step.expect ?? [];
      const found = [
        ...compareSeen(expected, simulated.seen.slice(since), zone),
        ...(await statesOf(simulated, expected)),
        ...answersOf(expected, played),
      ];
      problems.push(...found.map((problem) => `${sayWhen(at, zone)} (${nameOf(step)}): ${problem}`));
    }
  } finally {
    await simulated.close();
  }
  return { seen: simulated.seen, problems };
}

function tooEarly(seen: readonly Seen[], at: number, zone: string): readonly string[] {
  return compareSeen([], seen, zone).map((problem) => `before ${sayWhen(at, zone)}: ${problem}`);
}

function nameOf(step: TimelineStep): string {
  const [key = 'silence'] = Object.keys(step).filter((each) => !['at', 'by', 'expect'].includes(each));
  return 'do' in step ? step.do : key;
}

async function statesOf(
  { store }: SimulatedDesk,
  expected: readonly Expectation[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const one of expected) {
    if (!('case' in one)) continue;
    const report = await store.reportByEvent(`local:${one.case}`);
    const record = report === null ? null : await store.caseOf(report.report.id);
    if (record === null) {
      problems.push(`there is no case of "${one.case}"`);
      continue;
    }
    const facts = {
      status: record.status,
      class: record.class,
      severity: record.severity,
      reports: record.reports.length,
    };
    for (const key of ['status', 'class', 'severity', 'reports'] as const)
      if (one[key] !== undefined && one[key] !== facts[key])
        problems.push(`${key} of the case of "${one.case}" is ${facts[key]}, not ${one[key]}`);
    const history = (await store.caseEvents(record.id)).map(({ what, by }) => `${what} by ${by}`);
    problems.push(...outOfOrder(one.events ?? [], history));
  }
  return problems;
}

function outOfOrder(wanted: readonly string[], history: readonly string[]): readonly string[] {
  let place = -1;
  for (const line of wanted) {
    const found = history.findIndex((each, index) => index > place && saysAll(each, line));
    if (found < 0) return [`the history does not tell "${line}" there; it tells: ${history.join(' | ')}`];
    place = found;
  }
  return [];
}

function answersOf(expected: readonly Expectation[], { answers }: Played): readonly string[] {
  const wanted = expected.flatMap((one) => ('answer' in one ? [one.answer] : []));
  const missing = wanted
    .filter((words) => !answers.some(({ text }) => saysAll(text, words)))
    .map((words) => `nobody was answered "${listOf(words).join('", "')}"`);
  const refusals = answers
    .filter(({ text, refused }) => refused && !wanted.some((words) => saysAll(text, words)))
    .map(({ text }) => `it was refused: ${text}`);
  return [...missing, ...refusals];
}

/** The same rules with other facts about people; somebody unknown is new. */
function withPeople(routing: RoutingRules, changes: Timeline['people']): RoutingRules {
  const known = routing.directory.people;
  const changed = known.map((person): Person => ({ ...person, ...changes[person.id] }));
  const added = Object.entries(changes)
    .filter(([id]) => !known.some((person) => person.id === id))
    .map(([id, facts]): Person => ({ id, name: id, ...facts }));
  const directory: Directory = { ...routing.directory, people: [...changed, ...added] };
  const { areas } = directory;
  if (areas.every(({ pm }) => !isHere(pm, directory))) throw new Error('nobody is left to ask');
  return { ...routing, directory };
}
