// The word model: one voice among the rules.

export { type Leaning, lean, leaningEvidence } from './lean.js';
export {
  type LeaningFile,
  type LeaningModel,
  type LeaningTables,
  loadLeaning,
  type ScoreTable,
  type Voice,
} from './model.js';
export { arePair, factTerms, wordOf } from './terms.js';
