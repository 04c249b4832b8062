// The door of the room of learning: from what people corrected to fixtures and to a patch that people review. Pure.

export { type KnownWords, type MaskChoices, type Masked, maskReport } from './mask.js';
export { type Mistake, mistakesIn, type WrongRule } from './mistakes.js';
export { type Proposal, type ProposedChange, propose, type RefusedChange } from './propose.js';
export { changeInWords, type RuleChange } from './rule-change.js';
export { type CorrectionFixture, fixtureOf, type MadeFixture } from './to-fixture.js';
export { unchangedIn } from './unchanged.js';
export { type RuleTexts, withChanges } from './write-changes.js';
