// What the loading of a rules folder knows while it checks: every rule with the place it was written at.

import type { Concept, Condition, Rule } from '../../classifier/index.js';
import type { Path, YamlFile } from '../yaml-file.js';
import type { Example, RuleEntry } from './rules-schema.js';
import type { When } from './when-schema.js';

/** A rule, the entry it was made from, and where that stands. */
export interface LoadedRule {
  readonly rule: Rule;
  readonly entry: RuleEntry;
  readonly yaml: YamlFile;
  readonly path: Path;
}

/** What can be told of a rule, concept or named condition that cannot be read as a whole; null where that is wrong too. */
export interface HalfRead {
  readonly id: string | null;
  readonly area: string | null;
  readonly severity: string | null;
  readonly when: When | null;
  readonly whenPath: Path;
  readonly yaml: YamlFile;
  readonly path: Path;
}

export interface LoadedConcept {
  readonly concept: Concept;
  readonly yaml: YamlFile;
  readonly path: Path;
}

/** A named condition; `condition` is null when it cannot be compiled. */
export interface LoadedCondition {
  readonly name: string;
  readonly when: When;
  readonly condition: Condition | null;
  readonly yaml: YamlFile;
  readonly path: Path;
}

export type { Example, RuleEntry };
