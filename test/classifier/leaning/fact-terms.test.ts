import { describe, expect, it } from 'vitest';
import { type Features, factTerms } from '../../../src/classifier/index.js';
import { factNames } from '../../../src/classifier/leaning/fact-terms.js';

const concept = (name: string, denied: 'negated' | null) => ({
  concept: name,
  start: 0,
  end: 1,
  sentence: 0,
  firstWord: 0,
  lastWord: 0,
  denied,
});

function termsOf(facts: Features['facts'], hits: Features['hits'] = []): readonly string[] {
  return [...factTerms({ facts, spans: {}, hits, truncated: false })];
}

describe('what the word model looks at beside the words', () => {
  it.each(factNames.slice(0, -2))('is %s, under that name', (name) => {
    expect(termsOf({ [name]: 'something' })).toEqual([`${name}=something`]);
  });

  it('is a list word by word, and a number by the sizes that it reaches', () => {
    expect(termsOf({ speech: ['fault', 'thanks'], affected: 4 })).toEqual([
      'affected>=1',
      'affected>=2',
      'affected>=3',
      'speech=fault',
      'speech=thanks',
    ]);
  });

  it('is what is so, and nothing that is not', () => {
    expect(
      termsOf({ wakes: true, deadline: false, scope: null, questions: 0, deadlineInMinutes: -5 }),
    ).toEqual(['wakes']);
  });

  it('is every concept, asserted or denied, once', () => {
    const hits = [concept('failing', null), concept('payment', 'negated'), concept('failing', null)];
    expect(termsOf({}, hits)).toEqual(['+failing', '-payment']);
  });

  it('is no fact that does not speak of the matter', () => {
    expect(termsOf({ channel: 'incidents', text: 'down', sentences: 3 })).toEqual([]);
  });
});
