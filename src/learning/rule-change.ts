// One small change of a rulebook.

import { CLASS_WORDS, type NewRule } from '../authoring/index.js';
import type { Concept, ReportClass } from '../classifier/index.js';
import type { When } from '../rulebook/language/when-schema.js';

export type RuleChange =
  | { readonly kind: 'weight'; readonly rule: string; readonly from: number; readonly to: number }
  /** The concept is found in these words too. */
  | { readonly kind: 'word'; readonly concept: string; readonly words: string }
  /** Where these words stand, the concept does not. */
  | { readonly kind: 'look-alike'; readonly concept: string; readonly words: string }
  /** The rule is silent where this holds; `says` is that for people. */
  | { readonly kind: 'exception'; readonly rule: string; readonly when: When; readonly says: string }
  /** A rule that there was not. */
  | { readonly kind: 'rule'; readonly class: ReportClass; readonly rule: NewRule; readonly says: string };

/** A change of the vocabulary. */
export type WordChange = Extract<RuleChange, { kind: 'word' | 'look-alike' }>;

/** True for a change of the vocabulary. */
export function isWordChange(change: RuleChange): change is WordChange {
  return change.kind === 'word' || change.kind === 'look-alike';
}

/** The concept with the words of a change; another concept stays as it is. */
export function withPhrase(concept: Concept, { kind, concept: name, words }: WordChange): Concept {
  if (concept.name !== name) return concept;
  return kind === 'word'
    ? { ...concept, phrases: [...concept.phrases, { text: words, language: 'en' }] }
    : { ...concept, not: [...concept.not, words] };
}

/** "raise incident-x from 0.2 to 0.35", for people. */
export function changeInWords(change: RuleChange): string {
  switch (change.kind) {
    case 'weight':
      return `${change.to > change.from ? 'raise' : 'lower'} ${change.rule} from ${change.from} to ${change.to}`;
    case 'word':
      return `add "${change.words}" to the words of ${change.concept}`;
    case 'look-alike':
      return `add "${change.words}" to the look-alikes of ${change.concept}`;
    case 'exception':
      return `silence ${change.rule} where a report ${change.says}`;
    case 'rule':
      return `add the rule ${change.rule.id} (${strengthOf(change.rule)}): what ${change.says} is ${CLASS_WORDS[change.class]}`;
  }
}

function strengthOf({ weight }: NewRule): string {
  return weight === null ? 'decisive' : `weight ${weight}`;
}
