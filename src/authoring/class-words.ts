import type { DecisionClass } from '../classifier/index.js';

/** A class as it stands in a sentence: "this would be … ". */
export const CLASS_WORDS: Readonly<Record<DecisionClass, string>> = {
  incident: 'an incident',
  'urgent-non-incident': 'an urgent non-incident',
  'non-incident': 'a non-incident',
  none: 'nothing to follow up',
  undecided: 'undecided, and a person on call would be asked',
};
