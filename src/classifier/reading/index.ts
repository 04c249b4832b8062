// The door of the reading room: from a report's text to its features.

export { isFunctionWord } from './language.js';
export { readInAnyLanguage, readReport, tokensOf } from './read-report.js';
export { type RedundantPhrase, redundantPhrases } from './redundant-phrases.js';
export { READ_LIMIT, type Scan, type Sentence, scan, scanText, type Token, type TokenKind } from './scan.js';
export {
  type Concept,
  compileVocabulary,
  type Phrase,
  ROLES,
  type Role,
  type Vocabulary,
  type VocabularyData,
  vocabularyData,
  vocabularyFrom,
} from './vocabulary.js';
export { sharedPhrases, type VocabularyProblem, vocabularyProblems } from './vocabulary-problems.js';
