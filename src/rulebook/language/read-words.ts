import { compileVocabulary, type VocabularyData, vocabularyData } from '../../classifier/index.js';
import type { Problem } from '../problem.js';
import { checkConcepts } from './check-concepts.js';
import type { LoadedConcept } from './loaded.js';

/** All words of a vocabulary. */
export interface Words {
  readonly vocabulary: VocabularyData;
  readonly problems: readonly Problem[];
}

/** Compiles the words of concepts, and says what is wrong with them, and with those of concepts that can only be read in part. */
export function readWords(concepts: readonly LoadedConcept[], halves: readonly LoadedConcept[] = []): Words {
  return {
    vocabulary: vocabularyData(compileVocabulary(concepts.map(({ concept }) => concept))),
    problems: checkConcepts([...concepts, ...halves]),
  };
}
