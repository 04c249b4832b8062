import { describe, expect, it } from 'vitest';
import { withException } from '../../src/learning/write-exception.js';

const exception = { all: [{ mentions: 'staging' }, { mentions: 'capacity' }] };

function file(when: string): string {
  return `# Incidents.
rules:
  - id: first # stays
    why: It is first.
    decisive: true
    when: ${when}
    examples: [one]
    near-misses: [two]

  - id: second
    why: It is second.
    weight: 1
    when: { mentions: payment }
    examples: [one]
    near-misses: [two]
`;
}

describe('a rule that is silent in one more case', () => {
  it.each([
    [
      'a condition on one line',
      '{ source: automated }',
      '{ source: automated, not: { all: [ { mentions: staging }, { mentions: capacity } ] } }',
    ],
    [
      'conditions below one another, with a comment',
      '\n      source: automated # a monitor\n      channel: incidents',
      '\n      source: automated # a monitor\n      channel: incidents\n      not: { all: [ { mentions: staging }, { mentions: capacity } ] }',
    ],
    [
      'exceptions that it has',
      '\n      source: automated\n      not:\n        any:\n          - state: [resolved, test]\n          - mentions: drill',
      '\n      source: automated\n      not:\n        any:\n          - state: [ resolved, test ]\n          - mentions: drill\n          - { all: [ { mentions: staging }, { mentions: capacity } ] }',
    ],
    [
      'one exception that it has',
      '\n      source: automated\n      not: { state: test }',
      '\n      source: automated\n      not:\n        any:\n          - { state: test }\n          - { all: [ { mentions: staging }, { mentions: capacity } ] }',
    ],
  ])('keeps %s, and all around it', (_, before, after) => {
    expect(withException(file(before), 'first', exception)).toBe(file(after));
  });

  it('changes nothing where there is no such rule', () => {
    expect(withException(file('{ source: human }'), 'third', exception)).toBe(file('{ source: human }'));
  });
});
