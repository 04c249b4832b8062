// Rules that can never fire, and rules that can fire but never matter.

import { REPORT_CLASSES } from '../../classifier/index.js';
import type { Problem } from '../problem.js';
import { type Alternative, alternativesOf } from './alternatives.js';
import { contradictionIn } from './contradiction.js';
import { implies } from './implication.js';
import type { LoadedConcept, LoadedRule } from './loaded.js';

export function checkLogic(
  concepts: readonly LoadedConcept[],
  rules: readonly LoadedRule[],
): readonly Problem[] {
  const undeniable = new Set(
    concepts.filter(({ concept }) => !concept.deniable).map(({ concept }) => concept.name),
  );
  const studied = rules.map((loaded) => study(loaded, undeniable));
  const decisive = studied.filter(({ loaded }) => loaded.rule.decisive);
  return studied.flatMap((one) => [...impossible(one), ...shadowed(one, decisive)]);
}

interface Studied {
  readonly loaded: LoadedRule;
  /** Alternatives that some report may satisfy; null when there are too many to look at. */
  readonly possible: readonly Alternative[] | null;
  readonly contradiction: string | null;
}

function study(loaded: LoadedRule, undeniable: ReadonlySet<string>): Studied {
  const all = alternativesOf(loaded.rule.when);
  const reasons = (all ?? []).map((alternative) => contradictionIn(alternative, undeniable));
  const possible = all?.filter((_, index) => reasons[index] === null) ?? null;
  return { loaded, possible, contradiction: reasons.find((reason) => reason !== null) ?? null };
}

function impossible({ loaded, possible, contradiction }: Studied): readonly Problem[] {
  if (possible === null || possible.length > 0) return [];
  return [
    at(loaded, 'when', {
      found: `a rule that can never fire (${contradiction ?? 'its condition never holds'})`,
      expected: 'conditions that a report can meet together',
      cure: 'Remove one of the conditions, or join them by `any`.',
      severity: 'error',
    }),
  ];
}

function shadowed(one: Studied, decisive: readonly Studied[]): readonly Problem[] {
  const { rule } = one.loaded;
  const over = decisive.find((other) => other !== one && overrules(other, one));
  if (over === undefined) return [];
  const shadow = over.loaded.rule;
  const sameClass = shadow.class === rule.class;
  return [
    at(one.loaded, 'id', {
      found: `a rule that never matters: wherever "${rule.id}" fires, the decisive rule "${shadow.id}" decides`,
      expected: 'a rule that can change a decision',
      cure: `Remove it, or except its case from "${shadow.id}".`,
      severity: sameClass ? 'warning' : 'error',
    }),
  ];
}

function overrules(over: Studied, under: Studied): boolean {
  if (over.possible === null || under.possible === null || under.possible.length === 0) return false;
  const { rule } = under.loaded;
  const above = over.loaded.rule;
  const addsMore = rule.severity !== null || rule.area !== null || rule.wakes !== null;
  if (above.class === rule.class && (rule.decisive || addsMore)) return false;
  // Of two decisive rules the more serious class wins.
  if (rule.decisive && REPORT_CLASSES.indexOf(above.class) > REPORT_CLASSES.indexOf(rule.class)) return false;
  return implies(under.possible, over.possible);
}

function at(
  { yaml, path }: LoadedRule,
  key: 'id' | 'when',
  what: Pick<Problem, 'found' | 'expected' | 'cure' | 'severity'>,
): Problem {
  return { file: yaml.file, ...yaml.atKey(path, key), ...what };
}
