// Everything a rules folder says, ready for use; and the same as plain data, which the cache keeps.

import {
  type ClassifierRulebook,
  type Deciding,
  type LeaningModel,
  prepareRules,
  type Rule,
  type RuleSurvey,
  type VocabularyData,
  vocabularyFrom,
} from '../classifier/index.js';
import { hoursAt, type RoutingRules } from '../router/index.js';

/** A rulebook as plain data: JSON, and typed arrays where there are many numbers. */
export interface RulebookData extends RoutingRules {
  /** Content hash of the files. */
  readonly version: string;
  readonly vocabulary: VocabularyData;
  readonly rules: readonly Rule[];
  readonly survey: RuleSurvey;
  readonly deciding: Deciding;
  /** Null where the folder has none. */
  readonly leaning: LeaningModel | null;
  /** Liquid texts of replies/, by name without ending. */
  readonly replies: Readonly<Record<string, string>>;
}

/** A rulebook: what the classifier decides by, what the router plans by, and what replies say. */
export interface Rulebook extends ClassifierRulebook {
  readonly routing: RoutingRules;
  /** Liquid texts of replies/, by name without ending. */
  readonly replies: ReadonlyMap<string, string>;
  readonly data: RulebookData;
}

/** Makes a rulebook of its data: quick, since nothing is parsed or checked again. */
export function assemble(data: RulebookData): Rulebook {
  const { version, deciding, leaning, routes, directory, policy, replies } = data;
  return {
    data,
    version,
    vocabulary: vocabularyFrom(data.vocabulary),
    rules: prepareRules(data.rules, data.survey),
    deciding,
    leaning,
    hoursAt: (at) => hoursAt(at, policy),
    routing: { routes, directory, policy },
    replies: new Map(Object.entries(replies)),
  };
}
