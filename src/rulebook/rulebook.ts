// Everything a rules folder says, ready for use; and the same as plain JSON, which the cache keeps.

import {
  type ClassifierRulebook,
  type Deciding,
  prepareRules,
  type Rule,
  type VocabularyData,
  vocabularyFrom,
} from '../classifier/index.js';

/** A rulebook as plain JSON. */
export interface RulebookData {
  /** Content hash of the files. */
  readonly version: string;
  readonly vocabulary: VocabularyData;
  readonly rules: readonly Rule[];
  readonly deciding: Deciding;
}

export interface Rulebook extends ClassifierRulebook {
  readonly data: RulebookData;
}

/** Makes a rulebook of its data: quick, since nothing is parsed or checked again. */
export function assemble(data: RulebookData): Rulebook {
  return {
    data,
    version: data.version,
    vocabulary: vocabularyFrom(data.vocabulary),
    rules: prepareRules(data.rules),
    deciding: data.deciding,
    hoursAt: () => 'working',
  };
}
