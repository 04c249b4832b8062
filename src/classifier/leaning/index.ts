// The word model: one voice among the rules.

export { type AreaChance, type Leaning, lean, leaningEvidence } from './lean.js';
export { type LeaningFile, type LeaningModel, type LeaningTables, loadLeaning, type Voice } from './model.js';
export { hashOfPair, type StoredTable } from './term-table.js';
export { arePair, factTerms, piecesOf, placeTerms, spellingOf, wordOf } from './terms.js';
