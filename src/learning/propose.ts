// The smallest changes that set wrong decisions right and change no other. Each is tried with the whole rulebook, word
// model and examples included, and all of them together once more on everything, before they are proposed.

import type { Case, Given } from '../authoring/index.js';
import type { DecisionClass } from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { readRulebook } from '../rulebook/read.js';
import { readWritten, yamlsOf } from '../rulebook/written.js';
import { candidatesFor } from './candidates.js';
import { readCases } from './read-cases.js';
import type { RuleChange } from './rule-change.js';
import { termIndex } from './rule-terms.js';
import { type Harm, type Outcome, outcomeOf, type State, stateOf } from './state.js';
import { type RuleTexts, withChanges } from './write-changes.js';

/** What one accepted change does. */
export interface ProposedChange {
  /** The corrected report that asked for it. */
  readonly report: string;
  readonly changes: readonly RuleChange[];
  /** Every report that becomes right by it, that one included. */
  readonly mends: readonly string[];
  /** Reports of other classes in which it speaks too, and changes nothing: the more, the further it reaches. */
  readonly elsewhere: number;
  /** Smaller changes that would have set it right as well, and what each would have spoiled. */
  readonly refused: readonly RefusedChange[];
}

/** A change that sets a report right and is none, since it would spoil something else. */
export interface RefusedChange {
  readonly changes: readonly RuleChange[];
  readonly harm: Harm;
}

export interface Proposal {
  readonly proposed: readonly ProposedChange[];
  /** Corrected reports that no change sets right without changing others: the word model has to learn them. */
  readonly unsolved: readonly string[];
  /** What was tried for each of those. */
  readonly refused: ReadonlyMap<string, readonly RefusedChange[]>;
  /** The rule files with every proposed change. */
  readonly files: RuleTexts;
  /** The rulebook that these make. */
  readonly rulebook: Rulebook;
}

/** How many candidates are tried before a report is given up. */
const mostTries = 60;
/** How often all is looked through again for what a change did unseen. */
const mostRounds = 4;

/**
 * Proposes changes for the corrected reports, the gravest mistakes first; no decision on any other report may change but
 * to its label, and on one without a label not at all.
 */
export async function propose(
  corrected: readonly Given[],
  guard: readonly Given[],
  files: RuleTexts,
  rulebook: Rulebook,
): Promise<Proposal> {
  const given = [...corrected, ...guard];
  const start = await stateOf(given, rulebook, readWritten(yamlsOf(files)));
  const ids = new Set(corrected.map(({ report }) => report.id));
  const wanted = start.cases
    .filter((one) => ids.has(one.report.id) && one.class !== one.label)
    .toSorted((a, b) => graveness(b) - graveness(a))
    .map(({ report }) => report.id);
  const watched = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const found = search(wanted, start, watched);
    const { proposed, files: changed, rulebook: now } = await sound(found.proposed, files, rulebook);
    const strays = flips(start.cases, await readCases(given, now)).filter((one) => one.class !== one.label);
    if (strays.length === 0) {
      const mended = new Set(proposed.flatMap(({ mends }) => mends));
      const unsolved = wanted.filter((id) => !mended.has(id));
      return { proposed, unsolved, refused: found.refused, files: changed, rulebook: now };
    }
    for (const { report } of strays) watched.add(report.id);
  }
  return { proposed: [], unsolved: wanted, refused: new Map(), files, rulebook };
}

/** One change after the other, each on what the earlier ones have left. */
function search(
  wanted: readonly string[],
  start: State,
  watched: ReadonlySet<string>,
): Pick<Proposal, 'proposed' | 'refused'> {
  const terms = termIndex(start.cases);
  const proposed: ProposedChange[] = [];
  const unsolved = new Map<string, readonly RefusedChange[]>();
  let state = start;
  for (const id of wanted) {
    const one = state.cases.find(({ report }) => report.id === id);
    if (one === undefined || one.class === one.label) continue;
    const { found, refused } = firstThatHolds(one, state, terms, watched);
    if (found === null) {
      unsolved.set(id, refused);
      continue;
    }
    const { changes, outcome } = found;
    proposed.push({ report: id, changes, mends: outcome.mends, elsewhere: outcome.elsewhere, refused });
    state = outcome.state;
  }
  return { proposed, refused: unsolved };
}

interface Tried {
  readonly found: { readonly changes: readonly RuleChange[]; readonly outcome: Outcome } | null;
  readonly refused: readonly RefusedChange[];
}

function firstThatHolds(
  one: Case,
  state: State,
  terms: ReturnType<typeof termIndex>,
  watched: ReadonlySet<string>,
): Tried {
  const refused: RefusedChange[] = [];
  let tries = 0;
  for (const candidate of candidatesFor(one, state, terms)) {
    if (tries === mostTries) break;
    tries += 1;
    const { changes } = candidate;
    const outcome = outcomeOf(candidate, state, one.label, watched);
    if ('spoils' in outcome) refused.push({ changes, harm: outcome });
    else if (outcome.mends.includes(one.report.id)) return { found: { changes, outcome }, refused };
  }
  return { found: null, refused };
}

/** The files with those changes that every check lets pass: all of them, as a rule. */
async function sound(
  proposed: readonly ProposedChange[],
  files: RuleTexts,
  rulebook: Rulebook,
): Promise<Pick<Proposal, 'proposed' | 'files' | 'rulebook'>> {
  if (proposed.length === 0) return { proposed, files, rulebook };
  const all = await changedBy(proposed, files);
  if (all !== null) return { proposed, ...all };
  let kept: Pick<Proposal, 'proposed' | 'files' | 'rulebook'> = { proposed: [], files, rulebook };
  for (const one of proposed) {
    const next = await changedBy([one], kept.files);
    if (next !== null) kept = { proposed: [...kept.proposed, one], ...next };
  }
  return kept;
}

async function changedBy(
  proposed: readonly ProposedChange[],
  files: RuleTexts,
): Promise<Pick<Proposal, 'files' | 'rulebook'> | null> {
  const changed = withChanges(
    files,
    proposed.flatMap(({ changes }) => changes),
  );
  const { rulebook } = await readRulebook(changed);
  return rulebook === null ? null : { files: changed, rulebook };
}

/** The cases whose decision is another now. */
function flips(before: readonly Case[], after: readonly Case[]): readonly Case[] {
  const was = new Map(before.map((one) => [one.report.id, one.class]));
  return after.filter((one) => was.get(one.report.id) !== one.class);
}

/** How much a mistake costs: an incident that was called harmless the most. */
function graveness({ label, class: decided }: Case): number {
  const harmless: readonly DecisionClass[] = ['non-incident', 'none'];
  if (label === 'incident') return harmless.includes(decided) ? 4 : 3;
  if (label === 'urgent-non-incident') return 2;
  return decided === 'incident' ? 1 : 0;
}
