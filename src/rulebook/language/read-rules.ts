// The rule files, one per class: their entries become rules of the classifier.

import type { ReportClass } from '../../classifier/index.js';
import { checkEntries, type EntryAt } from '../check-entries.js';
import type { Problem } from '../problem.js';
import { soundPart } from '../sound-part.js';
import { valueAt } from '../value-at.js';
import type { YamlFile } from '../yaml-file.js';
import { compileWhen, type Named } from './compile-when.js';
import type { HalfRead, LoadedRule } from './loaded.js';
import { type RuleEntry, ruleSchema, rulesFileSchema } from './rules-schema.js';
import { whenSchema } from './when-schema.js';

/** The rules of one file; a rule that uses an unknown condition never fires, and is reported by the checks. */
export function readRules(
  file: YamlFile,
  ofClass: ReportClass,
  named: Named,
): {
  readonly rules: readonly LoadedRule[];
  readonly halves: readonly HalfRead[];
  readonly problems: readonly Problem[];
  readonly readable: boolean;
} {
  const { sound, broken, yaml, problems, readable } = checkEntries(file, {
    file: rulesFileSchema,
    key: 'rules',
    entry: ruleSchema,
  });
  const rules = sound.map(({ value: entry, path }) => ({
    rule: ruleFrom(entry, ofClass, named),
    entry,
    yaml,
    path,
  }));
  return { rules, halves: broken.map((entry) => halfOf(entry, yaml)), problems, readable };
}

function ruleFrom(entry: RuleEntry, ofClass: ReportClass, named: Named): LoadedRule['rule'] {
  return {
    id: entry.id,
    class: ofClass,
    why: entry.why.trim(),
    weight: entry.weight ?? null,
    decisive: entry.decisive === true,
    voice: entry.voice === true,
    when: compileWhen(entry.when, named) ?? NEVER,
    severity: entry.severity ?? null,
    area: entry.area ?? null,
    wakes: entry.wakes ?? null,
  };
}

const NEVER: LoadedRule['rule']['when'] = { fact: 'kind', operator: 'in', value: [] };

/** As much of an entry of a wrong shape as can be told. */
export function halfOf({ value, path }: EntryAt<unknown>, yaml: YamlFile): HalfRead {
  return {
    id: textAt(value, 'id'),
    area: textAt(value, 'area'),
    severity: textAt(value, 'severity'),
    when: soundPart(whenSchema, valueAt(value, ['when'])),
    whenPath: [...path, 'when'],
    yaml,
    path,
  };
}

function textAt(entry: unknown, key: string): string | null {
  const value = valueAt(entry, [key]);
  return typeof value === 'string' ? value : null;
}
