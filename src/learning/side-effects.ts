// What a candidate would change on reports that were read before: quick, so that few candidates are tried in full.

import { type Case, readFor, refired, verdictOn } from '../authoring/index.js';
import { type Concept, compileVocabulary, scanText } from '../classifier/index.js';
import type { Rulebook } from '../rulebook/index.js';
import type { Candidate } from './candidates.js';
import { type WordChange, withPhrase } from './rule-change.js';

/** True when some case would be decided otherwise, and not as labelled. */
export function doesHarm(
  { changes }: Candidate,
  cases: readonly Case[],
  rulebook: Rulebook,
  concepts: readonly Concept[],
): boolean {
  const weights = new Map(
    changes.flatMap((change) => (change.kind === 'weight' ? [[change.rule, change.to] as const] : [])),
  );
  const words = changes.filter((change) => change.kind !== 'weight');
  if (words.length === 0)
    return cases.some(
      (one) => [...weights.keys()].some((rule) => one.fired.has(rule)) && harms(one, weights, rulebook),
    );
  const vocabulary = compileVocabulary(
    concepts.map((concept) => words.reduce((changed, change) => withPhrase(changed, change), concept)),
  );
  const wider = { ...rulebook, vocabulary };
  return cases
    .filter((one) => words.some((change) => says(one, change)))
    .some((one) => {
      const read = readFor(one.report, wider, one.window);
      const now = verdictOn(read, refired(read, rulebook.rules, one.firings), rulebook.deciding).class;
      return now !== one.class && now !== one.label;
    });
}

function harms(one: Case, weights: ReadonlyMap<string, number>, { deciding }: Rulebook): boolean {
  const firings = one.firings.map((firing) => {
    const weight = weights.get(firing.rule);
    return weight === undefined ? firing : { ...firing, weight };
  });
  const now = verdictOn(one, firings, deciding).class;
  return now !== one.class && now !== one.label;
}

/** By stems, as the vocabulary looks for words: wider is no harm here, narrower would be. */
function says({ report }: Case, { words }: WordChange): boolean {
  const wanted = scanText(words).tokens.map(({ stem }) => stem);
  const said = new Set(scanText(report.text).tokens.map(({ stem }) => stem));
  return wanted.every((stem) => said.has(stem));
}
