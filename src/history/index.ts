// The door of the room of history: what happened at a desk, and every figure that is made of it. Pure: an export, or a
// store that is read as one, goes in; values and words come out.

export { type Accuracy, accuracyOf, type ClassAccuracy, type Reliability } from './accuracy.js';
export { type Alarm, driftNeedsMs, driftOf } from './drift.js';
export { excerptOf } from './excerpt.js';
export { counted, type Share, type Spread, shareOf, spreadOf } from './figures.js';
export { type GrowingWord, growingWords } from './growing-words.js';
export {
  type FaqCandidate,
  type Handoff,
  type HandoffCase,
  type HandoffCorrection,
  type HandoffTerms,
  handoffNeedsMs,
  handoffOf,
  type LooseEnd,
  trendMs,
} from './handoff.js';
export { type HandoffTelling, handoffMarkdown, handoffMessage, trendTitle } from './handoff-words.js';
export {
  areaIn,
  classOf,
  deskDecision,
  type History,
  type HistoryCase,
  type HistoryCorrection,
  type HistoryDecision,
  type HistoryEffect,
  type HistoryReport,
  truthOf,
} from './history.js';
export { type NoisyRule, noisyRules } from './noisy-rules.js';
export { type Period, reportsIn, within } from './period.js';
export { HistoryError, readHistory } from './read-history.js';
export { type Sample, type SampledDecision, sampleOf, sampleSize } from './sample.js';
export { type Stats, type StatsTerms, statsOf, type WeekFigures } from './stats.js';
export { type Trend, trendsIn } from './trends.js';
export { hourIn, type Week, weekAt, weeksOf } from './weeks.js';
