// The rule files, one per class: their entries become rules of the classifier.

import type { ReportClass } from '../../classifier/index.js';
import { checkShape } from '../check-shape.js';
import type { Problem } from '../problem.js';
import type { YamlFile } from '../yaml-file.js';
import { compileWhen, type Named } from './compile-when.js';
import type { LoadedRule } from './loaded.js';
import { type RuleEntry, rulesFileSchema } from './rules-schema.js';

/** The rules of one file; a rule that uses an unknown condition never fires, and is reported by the checks. */
export function readRules(
  yaml: YamlFile,
  ofClass: ReportClass,
  named: Named,
): { readonly rules: readonly LoadedRule[]; readonly problems: readonly Problem[] } {
  const { value, problems } = checkShape(yaml, rulesFileSchema);
  if (value === null) return { rules: [], problems };
  const rules = value.rules.map((entry, index) => ({
    rule: ruleFrom(entry, ofClass, named),
    entry,
    yaml,
    path: ['rules', index],
  }));
  return { rules, problems };
}

function ruleFrom(entry: RuleEntry, ofClass: ReportClass, named: Named): LoadedRule['rule'] {
  return {
    id: entry.id,
    class: ofClass,
    why: entry.why.trim(),
    weight: entry.weight ?? null,
    decisive: entry.decisive === true,
    when: compileWhen(entry.when, named) ?? NEVER,
    severity: entry.severity ?? null,
    area: entry.area ?? null,
    wakes: entry.wakes ?? null,
  };
}

const NEVER: LoadedRule['rule']['when'] = { fact: 'kind', operator: 'in', value: [] };
