import { describe, expect, it } from 'vitest';
import type { Decision, DecisionClass } from '../../src/classifier/index.js';
import { AFTER_ALL, problemAfterAll } from '../../src/router/index.js';

const decided = (name: DecisionClass, change: Partial<Decision> = {}): Decision => ({
  report: 'r1',
  class: name,
  bestGuess: name === 'undecided' ? 'incident' : name,
  area: 'accounts',
  areaEvidence: [{ text: 'log in', start: 11, end: 17 }],
  scope: 'all',
  severity: null,
  wakes: true,
  deadline: null,
  confidence: 0.9,
  scores: { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 },
  firings: [
    {
      rule: 'login-failing',
      class: 'incident',
      weight: 2,
      decisive: false,
      why: 'Login fails.',
      evidence: [{ text: 'Nobody can log in', start: 0, end: 17 }],
    },
  ],
  nearest: null,
  correlation: null,
  truncated: false,
  rulebook: 'before',
  ...change,
});

describe('what its author called off and says is a problem after all', () => {
  const before = decided('incident', { deadline: { at: 5, text: 'by five', start: 20, end: 27 } });

  it('is what it was before, and rests on no words that stand there no more', () => {
    const held = problemAfterAll(
      decided('none', { area: null, wakes: false, firings: [], rulebook: 'now' }),
      before,
      'below',
    );
    expect(held).toMatchObject({ class: 'incident', area: 'accounts', wakes: true, rulebook: 'now' });
    expect(held.firings.map(({ rule, evidence }) => [rule, evidence])).toEqual([
      [AFTER_ALL, []],
      ['login-failing', []],
    ]);
    expect(held.areaEvidence).toEqual([]);
    expect(held.deadline).toEqual({ at: 5, text: '', start: 0, end: 0 });
  });

  it('is more where its words by now say more', () => {
    const now = decided('incident', { area: 'payments', rulebook: 'now' });
    const held = problemAfterAll(now, decided('non-incident'), 'below');
    expect(held).toMatchObject({ class: 'incident', area: 'payments' });
    expect(held.firings[1]?.evidence).toEqual(now.firings[0]?.evidence);
  });

  it('says so once, however often that happens', () => {
    const once = problemAfterAll(decided('none'), before, 'below');
    const twice = problemAfterAll(decided('none'), once, 'below');
    expect(twice.firings.filter(({ rule }) => rule === AFTER_ALL)).toHaveLength(1);
  });
});
