// The door of the classifier: everything other rooms may use of it.

export { conceptAreas, elect, fallbackArea } from './area.js';
export {
  type ClassifierRulebook,
  type ClassifyOptions,
  classify,
  decideOn,
  firingOf,
  situate,
  withSilence,
} from './classify.js';
export { classifyTogether, promotedBy, type StreamDecision } from './classify-together.js';
export { longestWindow, partnersTogether, seenFrom } from './correlate.js';
export {
  type Deciding,
  type DecidingAlone,
  decide,
  type LogChances,
  ranked,
  softmax,
  sortFirings,
  WORD_MODEL,
  weighedBy,
} from './decide.js';
export { hashOf } from './hash.js';
export * from './leaning/index.js';
export * from './reading/index.js';
export { compile } from './rules/clause.js';
export { describeLack } from './rules/describe.js';
export { type PreparedRules, prepareRules, type RuleSurvey, surveyRules } from './rules/evaluate.js';
export { holds } from './rules/evidence.js';
export { type Lack, type Shortfall, shortfall } from './rules/lacking.js';
export type { NearlyFired } from './rules/near-misses.js';
export { OPERATORS } from './rules/predicate.js';
export {
  type Condition,
  type Leaf,
  type LeafValue,
  leavesOf,
  type NearValue,
  type Rule,
  type SimultaneousValue,
} from './rules/rule.js';
export type { Situation } from './rules/situation.js';
export { patternFault } from './rules/text-match.js';
export { isToldBy, type Matter, matterOf } from './same-matter.js';
export * from './types.js';
export { offsetIn } from './zone-offset.js';
