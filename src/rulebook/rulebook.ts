// Everything a rules folder says, ready for use; and the same as plain JSON, which the cache keeps.

import {
  type ClassifierRulebook,
  type Deciding,
  type LeaningFile,
  loadLeaning,
  longestWindow,
  prepareRules,
  type Rule,
  type VocabularyData,
  vocabularyFrom,
} from '../classifier/index.js';
import { hoursAt, type RoutingRules } from '../router/index.js';

/** A rulebook as plain JSON. */
export interface RulebookData extends RoutingRules {
  /** Content hash of the files. */
  readonly version: string;
  readonly vocabulary: VocabularyData;
  readonly rules: readonly Rule[];
  readonly deciding: Deciding;
  /** The word model as stored; null where the folder has none. */
  readonly leaning: LeaningFile | null;
  /** Liquid texts of replies/, by name without ending. */
  readonly replies: Readonly<Record<string, string>>;
}

/** A rulebook: what the classifier decides by, what the router plans by, and what replies say. */
export interface Rulebook extends ClassifierRulebook {
  readonly routing: RoutingRules;
  /** Liquid texts of replies/, by name without ending. */
  readonly replies: ReadonlyMap<string, string>;
  /** How far back a rule looks at earlier reports, in milliseconds; 0 when none does. */
  readonly windowMs: number;
  readonly data: RulebookData;
}

/** Makes a rulebook of its data: quick, since nothing is parsed or checked again. */
export function assemble(data: RulebookData): Rulebook {
  const { version, deciding, routes, directory, policy, replies } = data;
  return {
    data,
    version,
    vocabulary: vocabularyFrom(data.vocabulary),
    rules: prepareRules(data.rules),
    deciding,
    leaning: data.leaning === null ? null : loadLeaning(data.leaning),
    hoursAt: (at) => hoursAt(at, policy),
    routing: { routes, directory, policy },
    replies: new Map(Object.entries(replies)),
    windowMs: longestWindow(data.rules),
  };
}
