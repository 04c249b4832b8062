import { describe, expect, it } from 'vitest';
import { withDeciding, withWeights } from '../../src/fit/write-weights.js';

const rules = `# Comments stay.
rules:
  - id: first
    why: One.
    weight: 1.5   # so does this one
  - id: sure
    decisive: true
  - id: second
    weight: 2
`;

describe('writing weights back', () => {
  it('changes the numbers and nothing else', () => {
    const weights = new Map([
      ['first', 0.25],
      ['second', 3],
      ['sure', 9],
    ]);
    expect(withWeights(rules, weights)).toBe(
      rules.replace('1.5', '0.25').replace('weight: 2\n', 'weight: 3\n'),
    );
  });

  it('leaves rules alone that were not fitted', () => {
    expect(withWeights(rules, new Map())).toBe(rules);
  });

  it('sets the numbers of deciding.yaml', () => {
    const text = `start: { incident: 0, urgent-non-incident: 0, non-incident: 0, none: 0 } # start
temperature: 1
undecided:
  below: 0.3 # low
  margin: 0
  incidentGuard: 0.5
leaningWeight: 0
alone:
  start: { incident: 0, urgent-non-incident: 0, non-incident: 0, none: 0 }
  temperature: 1 # no words
  undecided: { below: 0.3, margin: 0, incidentGuard: 0.5 }
`;
    const deciding = {
      start: { incident: 1, 'urgent-non-incident': -2, 'non-incident': 0.5, none: 0.25 },
      temperature: 1.2,
      undecided: { below: 0.35, margin: 0.01, incidentGuard: 0.26 },
      leaningWeight: 0.6,
      alone: {
        start: { incident: 2, 'urgent-non-incident': 0.1, 'non-incident': 0.2, none: 0.3 },
        temperature: 0.9,
        undecided: { below: 0.31, margin: 0.02, incidentGuard: 0.27 },
      },
    };
    expect(
      withDeciding(text, deciding),
    ).toBe(`start: { incident: 1, urgent-non-incident: -2, non-incident: 0.5, none: 0.25 } # start
temperature: 1.2
undecided:
  below: 0.35 # low
  margin: 0.01
  incidentGuard: 0.26
leaningWeight: 0.6
alone:
  start: { incident: 2, urgent-non-incident: 0.1, non-incident: 0.2, none: 0.3 }
  temperature: 0.9 # no words
  undecided: { below: 0.31, margin: 0.02, incidentGuard: 0.27 }
`);
  });
});
