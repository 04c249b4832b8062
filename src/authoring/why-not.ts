// Why an example does not fire the rule it was written for, or a near miss does.

import { compile, describeLack, type Rule, shortfall } from '../classifier/index.js';
import type { ExampleCase } from './cases.js';

/** What was read in an example, and what the rule lacks; null when the example does as it should. */
export function whyNot(example: ExampleCase, rule: Rule): string | null {
  const fires = compile(rule.when)(example.situation);
  if (fires === example.fires) return null;
  const read = `In “${example.report.text}” the desk reads ${readConcepts(example)}.`;
  if (fires) return `${read} That is all the rule asks for: add what sets the two apart.`;
  const lacks = shortfall(rule.when, example.situation, Number.POSITIVE_INFINITY)?.lacks ?? [];
  const phrases = lacks.map((lack) => describeLack(lack, example.situation));
  return `${read} The rule would fire if ${[...new Set(phrases)].join(', and ')}.`;
}

/** The concepts of a report: asserted ones by name, denied ones marked. */
export function readConcepts({ features }: Pick<ExampleCase, 'features'>): string {
  const asserted = new Set(features.hits.filter((hit) => hit.denied === null).map((hit) => hit.concept));
  const denied = new Set(features.hits.map((hit) => hit.concept).filter((name) => !asserted.has(name)));
  const names = [...asserted, ...[...denied].map((name) => `${name} (denied)`)];
  return names.length === 0 ? 'no concept' : names.join(', ');
}
