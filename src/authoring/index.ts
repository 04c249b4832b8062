// The door of the authoring room: what helps people to write rules. Pure: files and terminals are the callers'.

export { whatSetsApart } from './apart.js';
export { type Case, casesFrom, type ExampleCase, exampleCases, type Given } from './cases.js';
export { CLASS_WORDS } from './class-words.js';
export {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type Comparison,
  changeKind,
  changeOf,
  compare,
} from './compare.js';
export {
  type ConditionCoverage,
  type Coverage,
  coverageOf,
  coveredShare,
  isCovered,
  type PhraseCoverage,
  type RuleCoverage,
} from './coverage.js';
export { type Explanation, explain } from './explain.js';
export type { Flip } from './flips.js';
export { givenBesideWords, type Heard } from './heard.js';
export { type Mutant, mutantsOf } from './mutants.js';
export { isKilled, type MutantResult, tryMutants } from './mutate.js';
export { type PhraseResult, phraseReason, tryPhrases } from './mutate-phrases.js';
export { type NewRule, ruleText, withRule } from './new-rule.js';
export type { WrittenPhrase } from './phrases.js';
export { type Suggestion, suggestWords } from './suggest.js';
export { mutantWords, remedy, survivalReason } from './survivors.js';
export { bareFiring, type ReadReport, readFor, refired, verdictOn } from './weigh.js';
export { readConcepts, whyNot } from './why-not.js';
