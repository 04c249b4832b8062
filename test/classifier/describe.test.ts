import { describe, expect, it } from 'vitest';
import { describeLack } from '../../src/classifier/rules/describe.js';
import type { Situation } from '../../src/classifier/rules/situation.js';

const situation: Situation = {
  facts: {},
  spans: {},
  hits: [],
  text: '',
  seen: {
    at: 0,
    user: '',
    partners: [],
    functions: [],
    critical: [],
    area: null,
    complains: false,
    window: [],
  },
  leaning: null,
};

describe('a lacking expression', () => {
  it.each([
    [
      '/\\b(has|have) expired\\b/',
      false,
      'the report had been worded with “has” or “have” and “expired” in it',
    ],
    ['/refund(ed)? twice/', true, 'the report had not been worded with “refund” and “twice” in it'],
    [
      '/one|two|three|four/',
      false,
      'the report had been worded with “one”, “two”, “three” or the like in it',
    ],
    ['/\\d{3}-\\d{4}/', false, 'the report had been worded in the form that the rule looks for'],
  ])('%s is told in words', (value, negated, told) => {
    const leaf = { fact: 'text', operator: 'matches', value };
    expect(describeLack({ leaf, negated }, situation)).toBe(told);
  });
});
