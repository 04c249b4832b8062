// The word model: one voice among the rules.

export { factTerms } from './fact-terms.js';
export { type AreaChance, type Leaning, lean } from './lean.js';
export { leaningEvidence } from './loudest-words.js';
export { type LeaningFile, type LeaningModel, type LeaningTables, loadLeaning, type Voice } from './model.js';
export { hashOfPair, type StoredTable } from './term-table.js';
export { arePair, piecesOf, placeTerms, spellingOf, wordOf } from './terms.js';
