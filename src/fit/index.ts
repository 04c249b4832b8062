// The door of the fitting room.

export { type Costs, type Reliability, reliability } from './calibrate.js';
export {
  type CrossJudged,
  type CrossRound,
  crossValidate,
  FIT_OPTIONS,
  type FitOptions,
} from './cross-validate.js';
export { type Fitted, fitRulebook } from './fit-rulebook.js';
export { groupsOf } from './folds.js';
export { type Interval, interval } from './intervals.js';
export { type ClassScore, type Judged, type Scorecard, scorecard } from './scorecard.js';
export { type Labelled, type Studied, study } from './study.js';
export { withDeciding, withWeights } from './write-weights.js';
