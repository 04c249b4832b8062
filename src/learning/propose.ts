// The smallest changes that set wrong decisions right and change no other. Each is tried with the whole rulebook, word
// model and examples included, before it is proposed.

import { type Case, casesFrom, type Given } from '../authoring/index.js';
import type { DecisionClass } from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { readRulebook } from '../rulebook/read.js';
import { readWritten, yamlsOf } from '../rulebook/written.js';
import { type Candidate, candidatesFor } from './candidates.js';
import { type RuleChange, type RuleTexts, withChanges } from './rule-change.js';
import { doesHarm } from './side-effects.js';

/** What one accepted change does. */
export interface ProposedChange {
  /** The corrected report that asked for it. */
  readonly report: string;
  readonly changes: readonly RuleChange[];
  /** Every report that becomes right by it, that one included. */
  readonly mends: readonly string[];
}

export interface Proposal {
  readonly proposed: readonly ProposedChange[];
  /** Corrected reports that no small change sets right without changing others: a rule, or more examples, are missing. */
  readonly unsolved: readonly string[];
  /** The rule files with every proposed change. */
  readonly files: RuleTexts;
  /** The rulebook that these make. */
  readonly rulebook: Rulebook;
}

/** How many candidates are tried in full before a report is given up. */
const mostTries = 12;

/**
 * Proposes changes for the corrected reports, the gravest mistakes first; no decision on any other labelled report may
 * change but to its label.
 */
export async function propose(
  corrected: readonly Given[],
  guard: readonly Given[],
  files: RuleTexts,
  rulebook: Rulebook,
): Promise<Proposal> {
  const given = [...corrected, ...guard];
  const wanted = new Set(corrected.map(({ report }) => report.id));
  const proposed: ProposedChange[] = [];
  const unsolved: string[] = [];
  let state: State = { files, rulebook, cases: await casesFrom(given, rulebook) };
  for (;;) {
    const next = state.cases
      .filter(
        (one) => wanted.has(one.report.id) && one.class !== one.label && !unsolved.includes(one.report.id),
      )
      .toSorted((a, b) => graveness(b) - graveness(a))[0];
    if (next === undefined) break;
    const accepted = await firstThatHolds(next, state, given);
    if (accepted === null) {
      unsolved.push(next.report.id);
      continue;
    }
    const { candidate, state: after } = accepted;
    proposed.push({
      report: next.report.id,
      changes: candidate.changes,
      mends: changed(state.cases, after.cases).map(({ report }) => report.id),
    });
    state = after;
  }
  return { proposed, unsolved, files: state.files, rulebook: state.rulebook };
}

interface State {
  readonly files: RuleTexts;
  readonly rulebook: Rulebook;
  readonly cases: readonly Case[];
}

/** The smallest candidate by which everything that flips becomes right, and the examples of all rules still hold. */
async function firstThatHolds(
  one: Case,
  state: State,
  given: readonly Given[],
): Promise<{ readonly candidate: Candidate; readonly state: State } | null> {
  const concepts = readWritten(yamlsOf(state.files)).concepts.map(({ concept }) => concept);
  const harmless = candidatesFor(one, state.rulebook, concepts, state.cases).filter(
    (candidate) => !doesHarm(candidate, state.cases, state.rulebook, concepts),
  );
  for (const candidate of harmless.slice(0, mostTries)) {
    const files = withChanges(state.files, candidate.changes);
    const quick = await readRulebook(files, { examples: false });
    if (quick.rulebook === null) continue;
    const cases = await casesFrom(given, quick.rulebook);
    const flips = changed(state.cases, cases);
    const mended = flips.every((flip) => flip.class === flip.label);
    if (!mended || !flips.some(({ report }) => report.id === one.report.id)) continue;
    const { rulebook } = await readRulebook(files);
    if (rulebook !== null) return { candidate, state: { files, rulebook, cases } };
  }
  return null;
}

/** The cases whose decision is another now. */
function changed(before: readonly Case[], after: readonly Case[]): readonly Case[] {
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
