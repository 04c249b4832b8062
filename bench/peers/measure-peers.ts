// Measures each engine on the same rules and situations, and compares what fired.

import { parseArgs } from 'node:util';
import { readReport, type Situation, situate } from '../../src/classifier/index.js';
import { loadRulebookFolder, type RulebookData, SHIPPED_RULES } from '../../src/rulebook/index.js';
import { assemble } from '../../src/rulebook/rulebook.js';
import { madeData, madeReports } from '../made-rulebook.ts';
import { cpuOf, machine, type Spread, saySpread, spreadOf } from '../measure.ts';
import { installPeers, PEERS } from './install-peers.ts';
import type { MakePeer, Peer } from './peer.ts';
import {
  jsonLogicEngine,
  jsonLogicJs,
  jsonRulesEngine,
  nodeRules,
  ours,
  oursAnew,
  zenEngine,
} from './peers.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, most: { type: 'string', default: '10000' } },
});
const runs = Number(values.runs);
const SIZES = [100, 1000, 10_000].filter((size) => size <= Number(values.most));
const MAKERS: readonly MakePeer[] = [
  ours,
  oursAnew,
  jsonRulesEngine,
  zenEngine,
  nodeRules,
  jsonLogicJs,
  jsonLogicEngine,
];
/** At most so many reports a run, and fewer where that would take longer than this, in milliseconds. */
const MOST_REPORTS = 500;
const LONGEST_RUN = 400;
/** An engine is asked for so long, in milliseconds, before its pace counts. */
const WARM_UP = 200;

const load = installPeers();
const { rulebook: shipped } = await loadRulebookFolder(SHIPPED_RULES, { cache: null });
if (shipped === null) throw new Error('the shipped rules do not load: triage check says why');
console.log(machine());
console.log(
  Object.entries(PEERS)
    .map(([name, version]) => `${name} ${version}`)
    .join(', '),
);
console.log('CPU µs a report, rule evaluation alone; "times" is how often ours fits into it.');
console.log(
  'Every run asks the same reports; "anew" had its memory of what was confirmed emptied before each.',
);
for (const size of SIZES) await compare(size, shipped.data);

async function compare(size: number, rest: RulebookData): Promise<void> {
  const book = assemble(madeData(size, rest));
  const situations = madeReports(MOST_REPORTS).map((report) =>
    situate(report, readReport(report, book.vocabulary), book, []),
  );
  const { rules } = book.rules;
  console.log(`\n${size} rules`);
  const expected = await firings(ours(rules, load), situations);
  let own: Spread | null = null;
  for (const make of MAKERS) {
    const peer = make(rules, load);
    const { spread, asked } = await measure(peer, situations);
    own ??= spread;
    const same =
      JSON.stringify(await firings(peer, asked)) === JSON.stringify(expected.slice(0, asked.length));
    const times = (spread.median / own.median).toFixed(1).padStart(9);
    const verdict = same ? `same firings on ${asked.length}` : 'OTHER FIRINGS';
    console.log(`${peer.name.padEnd(22)}${times} times  ${saySpread(spread, 'µs', 1)}, ${verdict}`);
    if (!same) process.exitCode = 1;
  }
}

interface Measured {
  readonly spread: Spread;
  readonly asked: readonly Situation[];
}

async function measure(peer: Peer, situations: readonly Situation[]): Promise<Measured> {
  const pace = await paceOf(peer, situations.slice(0, 2));
  const count = Math.max(2, Math.min(situations.length, Math.round(LONGEST_RUN / pace)));
  const asked = situations.slice(0, count);
  const times: number[] = [];
  for (let i = 0; i < runs + 1; i++) {
    peer.forget?.();
    times.push((1000 * (await cpuOf(() => ask(peer, asked)))) / asked.length);
  }
  return { spread: spreadOf(times.slice(1)), asked };
}

/** Milliseconds a report, the last time that an engine was asked about a few of them over and over. */
async function paceOf(peer: Peer, situations: readonly Situation[]): Promise<number> {
  let last = 0;
  for (let spent = 0; spent < WARM_UP; spent += last) last = await cpuOf(() => ask(peer, situations));
  return last / situations.length;
}

async function ask(peer: Peer, situations: readonly Situation[]): Promise<void> {
  for (const situation of situations) await peer.fired(situation);
}

async function firings(
  peer: Peer,
  situations: readonly Situation[],
): Promise<readonly (readonly string[])[]> {
  const all: (readonly string[])[] = [];
  for (const situation of situations) all.push([...(await peer.fired(situation))].sort());
  return all;
}
