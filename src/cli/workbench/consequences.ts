// What edited rules decide otherwise. Where only rules have changed, what was read of the reports still holds, and
// weighing anew takes milliseconds; where words have changed, all is read anew.

import { isDeepStrictEqual } from 'node:util';
import { type Case, CHANGE_KINDS, changeKind, refired, verdictOn } from '../../authoring/index.js';
import type { DecisionClass } from '../../classifier/index.js';
import type { Rulebook, RuleFiles } from '../../rulebook/index.js';
import type { RuleFile } from '../../rulebook/rule-files.js';
import type { Flipped, FlippedOf } from '../../web/page/shapes.js';
import { readCases } from './read-cases.js';

const mostShown = 300;
const longestShown = 2_000;

/** Rules, with the files they were read from. */
export interface ReadRules {
  readonly files: RuleFiles;
  readonly rulebook: Rulebook;
}

/** Decides anew what was decided by `before`. */
export async function flipped(
  cases: readonly Case[],
  before: ReadRules,
  after: ReadRules,
): Promise<FlippedOf> {
  const classes = await decideAnew(cases, before, after);
  const flips = cases.flatMap((one, index) => {
    const now = classes[index];
    return now === undefined || now === one.class ? [] : [flipOf(one, now)];
  });
  return {
    tried: cases.length,
    flips: flips.length,
    mended: flips.filter(({ label, after: now }) => label === now).length,
    broken: flips.filter(({ label, before: was }) => label === was).length,
    shown: flips.sort(worstFirst).slice(0, mostShown),
  };
}

async function decideAnew(
  cases: readonly Case[],
  before: ReadRules,
  after: ReadRules,
): Promise<readonly DecisionClass[]> {
  if (!readsTheSame(before, after)) {
    // By position: reading deals them out anew, by groups.
    const given = cases.map(({ report, label, group }) => ({ report, label, group }));
    const anew = new Map((await readCases(given, after.rulebook)).map((one) => [one.report.id, one.class]));
    return cases.map((one) => anew.get(one.report.id) ?? one.class);
  }
  const { rules, deciding } = after.rulebook;
  return cases.map((one) => verdictOn(one, refired(one, rules, one.firings), deciding).class);
}

const said = /^(vocabulary\/|leaning\.json$|policy\.yaml$)/;

/** Nothing of what reports are read by has changed, and no rule asks for what was not looked up before. */
function readsTheSame(before: ReadRules, after: ReadRules): boolean {
  const asked = before.rulebook.rules.facts;
  return (
    before.rulebook.deciding.leaningWeight === after.rulebook.deciding.leaningWeight &&
    (asked.has('hours') || !after.rulebook.rules.facts.has('hours')) &&
    [...after.files].every(([path, text]) => !said.test(path) || sameText(text, before.files.get(path)))
  );
}

function sameText(one: RuleFile, other: RuleFile | undefined): boolean {
  return other !== undefined && isDeepStrictEqual(plain(one), plain(other));
}

function plain(file: RuleFile): RuleFile {
  return typeof file === 'string' ? Buffer.from(file) : file;
}

function flipOf({ report, label, class: before }: Case, after: DecisionClass): Flipped {
  const { id, text } = report;
  return { id, text: text.slice(0, longestShown), label, before, after, kind: changeKind(before, after) };
}

function worstFirst(one: Flipped, other: Flipped): number {
  const order: readonly string[] = CHANGE_KINDS;
  const rank = ({ kind }: Flipped): number => order.indexOf(kind);
  return rank(one) - rank(other);
}
