// Labelled reports, read and decided at the speed that a person at the terminal waits for: a report by itself is weighed
// by what its rules say, without the evidence that a decision quotes.

import { type Case, casesFrom, type Given, readFor, refired, verdictOn } from '../authoring/index.js';
import { type ClassifierRulebook, type Firing, type Situation, WORD_MODEL } from '../classifier/index.js';

/** Every report as the rulebook decides it, each by itself or with its group. */
export async function readCases(
  given: readonly Given[],
  rulebook: ClassifierRulebook,
): Promise<readonly Case[]> {
  const [alone, together] = [given.filter(isAlone), given.filter((one) => !isAlone(one))];
  return [...alone.map((one) => readCase(one, rulebook)), ...(await casesFrom(together, rulebook))];
}

function isAlone({ group }: Given): boolean {
  return group === null;
}

function readCase({ report, label, group }: Given, rulebook: ClassifierRulebook): Case {
  const read = readFor(report, rulebook);
  const firings = refired(read, rulebook.rules, modelFiring(read.situation, rulebook));
  return {
    ...read,
    label,
    group,
    window: [],
    class: verdictOn(read, firings, rulebook.deciding).class,
    firings,
    fired: new Set(firings.map(({ rule }) => rule)),
  };
}

/** What it says of every class stands in the situation; the firing only lets it speak. */
function modelFiring({ leaning }: Situation, { deciding }: ClassifierRulebook): readonly Firing[] {
  return leaning === null || deciding.leaningWeight === 0
    ? []
    : [{ rule: WORD_MODEL, class: 'none', weight: 0, decisive: false, why: '', evidence: [] }];
}
