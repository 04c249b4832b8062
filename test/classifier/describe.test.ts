import { describe, expect, it } from 'vitest';
import { describeLack } from '../../src/classifier/rules/describe.js';
import type { Situation } from '../../src/classifier/rules/situation.js';

const situation: Situation = {
  facts: { words: 9 },
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

describe('a lacking fact', () => {
  it.each([
    ['words', 'lessThan', 6, false, 'it had had fewer than 6 words, not 9'],
    ['words', 'greaterThanInclusive', 30, false, 'it had had at least 30 words, not 9'],
    ['people', 'greaterThan', 0, false, 'it had had a mention of somebody in it'],
    ['failing', 'equal', 'critical', true, 'no business-critical function had been failing'],
    ['failing', 'equal', 'ordinary', false, 'a function that is not business-critical had been failing'],
    ['deadline', 'equal', false, false, 'there had been no time by which it must happen'],
    ['deadline', 'equal', true, true, 'there had been no time by which it must happen'],
    ['code', 'notEqual', true, false, 'there had been no code or log in it'],
    ['environment', 'equal', 'staging', false, 'its environment had been staging'],
    ['format', 'notIn', ['intercom', 'zendesk'], false, 'its format had not been intercom or zendesk'],
    ['severityStated', 'in', ['P0', 'P1'], true, 'its severity stated had not been P0 or P1'],
  ])('%s %s %s is told in words', (fact, operator, value, negated, told) => {
    expect(describeLack({ leaf: { fact, operator, value }, negated }, situation)).toBe(told);
  });
});
