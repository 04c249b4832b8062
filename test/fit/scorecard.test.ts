import { describe, expect, it } from 'vitest';
import { type Judged, scorecard } from '../../src/fit/scorecard.js';

const judged: readonly Judged[] = [
  { id: 'a', label: 'incident', decided: 'incident', bestGuess: 'incident' },
  { id: 'b', label: 'incident', decided: 'undecided', bestGuess: 'non-incident' },
  { id: 'c', label: 'incident', decided: 'none', bestGuess: 'none' },
  { id: 'd', label: 'non-incident', decided: 'incident', bestGuess: 'incident' },
  { id: 'e', label: 'none', decided: 'none', bestGuess: 'none' },
];

describe('the scorecard', () => {
  const card = scorecard(judged);

  it('counts an undecided as wrong, but not as a missed incident', () => {
    expect(card).toMatchObject({ reports: 5, right: 2, undecided: 1, missedIncidents: 1, incidents: 3 });
  });

  it('says which class hides behind each undecided', () => {
    expect(card.hidden.incident['non-incident']).toBe(1);
  });

  it('gives precision, recall and F1 per class, by hand: incident 1/2, 1/3, 2/5', () => {
    const incident = card.perClass.find((score) => score.class === 'incident');
    expect(incident?.precision).toBeCloseTo(1 / 2);
    expect(incident?.recall).toBeCloseTo(1 / 3);
    expect(incident?.f1).toBeCloseTo(2 / 5);
  });

  it('averages F1 over the classes that occur and over no others', () => {
    expect(card.macroF1).toBeCloseTo((2 / 5 + 0 + 2 / 3) / 3);
  });

  it('an empty set is no division by zero', () => {
    expect(scorecard([]).macroF1).toBe(0);
  });
});
