import { describe, expect, it } from 'vitest';
import { chooseThresholds, classAt, fitTemperature, reliability } from '../../src/fit/calibrate.js';
import { fitMix } from '../../src/fit/fit-mix.js';
import { fitWeights, type Weighable } from '../../src/fit/fit-weights.js';
import { foldsOf, groupsOf, seeded } from '../../src/fit/folds.js';
import { interval } from '../../src/fit/intervals.js';
import { fitMargins, rarities, scoresAt } from '../../src/fit/margins.js';
import { minimise } from '../../src/fit/minimise.js';

describe('minimise', () => {
  it('finds the bottom of a narrow curved valley', () => {
    const found = minimise(
      (at, gradient) => {
        const [x = 0, y = 0] = at;
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        gradient[1] = 200 * (y - x * x);
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
      },
      Float64Array.of(-1.2, 1),
      { tolerance: 1e-14, rounds: 500 },
    );
    expect(found[0]).toBeCloseTo(1, 3);
    expect(found[1]).toBeCloseTo(1, 3);
  });
});

describe('the machine of margins', () => {
  const at = (column: number) => ({ columns: Int32Array.of(column), values: Float64Array.of(1) });
  const examples = [0, 0, 0, 1, 1].map((outcome) => ({ at: at(outcome), outcome, weight: 1 }));
  const scores = (penalty: number, column: number) => {
    const model = fitMargins(examples, 2, [1, 1], penalty);
    return scoresAt(new Float64Array(2), at(column), model.weights, model.start);
  };

  it('learns which column speaks for which outcome', () => {
    expect(scores(0.1, 0)[0]).toBeGreaterThan(0.8);
    expect(scores(0.1, 0)[1]).toBeLessThan(-0.8);
    expect(scores(0.1, 1)[1]).toBeGreaterThan(0.8);
  });

  it('says little where it is held firmly', () => {
    for (const column of [0, 1]) expect(Math.abs(scores(1000, column)[column] ?? 9)).toBeLessThan(0.05);
  });

  it('leaves alone what is told apart with a margin to spare', () => {
    const many = [...examples, ...Array.from({ length: 50 }, () => ({ at: at(0), outcome: 0, weight: 1 }))];
    const model = fitMargins(many, 2, [1, 1], 0.1);
    const few = fitMargins(examples, 2, [1, 1], 0.1);
    expect(model.weights[0]).toBeCloseTo(few.weights[0] ?? 0, 0);
  });

  it('can let rare outcomes count like common ones', () => {
    expect(rarities([0, 0, 0, 1], 2, 1)).toEqual([2 / 3, 2]);
    expect(rarities([0, 0, 0, 1], 2, 0)).toEqual([1, 1]);
  });
});

describe('rule weights', () => {
  const rules = [
    { id: 'tells', class: 'incident', voice: false },
    { id: 'misleads', class: 'incident', voice: false },
    { id: 'silent', class: 'none', voice: false },
  ] as const;
  const report = (label: Weighable['label'], ...fired: string[]): Weighable => ({
    label,
    fired,
    weight: 1,
  });
  const usually = { usual: 0.5, firmness: 6 };
  const reports = Array.from({ length: 40 }, (_, i) =>
    i % 2 === 0 ? report('incident', 'tells') : report('non-incident', 'misleads'),
  );
  const weighing = fitWeights(reports, rules, { matters: usually, voices: usually });
  const weightOf = (id: string) => weighing.rules.get(id)?.weight;

  it('grow where a rule is right and fall to nothing, never below, where it misleads', () => {
    expect(weightOf('tells')).toBeGreaterThan(0.8);
    expect(weightOf('misleads')).toBeGreaterThanOrEqual(0);
    expect(weightOf('misleads')).toBeLessThan(0.1);
  });

  it('stay at what is usual where no report says otherwise', () => {
    expect(weightOf('silent')).toBeCloseTo(0.5, 1);
  });

  it('go to the rule that knows the matter, and not to a voice that says the same', () => {
    const both = [
      { id: 'matter', class: 'incident', voice: false },
      { id: 'tone', class: 'incident', voice: true },
    ] as const;
    const told = Array.from({ length: 400 }, (_, i) =>
      i % 2 === 0 ? report('incident', 'matter', 'tone') : report('none'),
    );
    const weights = [both, [both[1], both[0]]].map((rules) => {
      const { rules: found } = fitWeights(told, rules, {
        matters: { ...usually, usual: 0.1 },
        voices: { ...usually, usual: 0.1 },
      });
      return [found.get('matter')?.weight ?? 0, found.get('tone')?.weight ?? 0];
    });
    for (const [matter = 0, tone = 0] of weights) expect(matter).toBeGreaterThan(tone);
    expect(weights[0]).toEqual(weights[1]);
  });
});

describe('the mix of rules and words', () => {
  const per = (incident: number) => ({
    incident,
    'urgent-non-incident': 0,
    'non-incident': -incident,
    none: 0,
  });
  const report = (label: 'incident' | 'non-incident', rules: number, words: number) => ({
    label,
    sums: per(rules),
    leaning: per(words),
    weight: 1,
  });
  const mixFor = (rules: number, words: number) =>
    fitMix(
      Array.from({ length: 60 }, (_, i) => {
        const sign = i % 2 === 0 ? 1 : -1;
        const wrong = i % 10 === 0 ? -1 : 1;
        return report(sign > 0 ? 'incident' : 'non-incident', sign * wrong * rules, sign * words);
      }),
    );

  it('listens to words where they know more than rules, and not where they know nothing', () => {
    expect(mixFor(0, 1).leaning).toBeGreaterThan(2);
    expect(mixFor(1, 0).leaning).toBeLessThan(1);
  });

  it('lets no class start ahead that is no likelier', () => {
    const { start } = mixFor(1, 1);
    expect(Math.abs(start.incident - start['non-incident'])).toBeLessThan(0.1);
  });
});

describe('folds', () => {
  it('keep near-duplicates together', () => {
    const texts = [
      'checkout fails for everyone since noon',
      'checkout fails for everyone since noon!!',
      'lovely weather',
    ];
    const [a, b, c] = groupsOf(texts);
    expect(a).toBe(b);
    expect(c).not.toBe(a);
  });

  it('spread each class evenly, and depend on the seed alone', () => {
    const labels = Array.from({ length: 100 }, (_, i) => (i < 20 ? 'rare' : 'common'));
    const groups = labels.map((_, i) => i);
    const folds = foldsOf(groups, labels, 5, 7);
    for (let fold = 0; fold < 5; fold++)
      expect(folds.filter((of, i) => of === fold && labels[i] === 'rare')).toHaveLength(4);
    expect(foldsOf(groups, labels, 5, 7)).toEqual(folds);
    expect(foldsOf(groups, labels, 5, 8)).not.toEqual(folds);
  });
});

describe('calibration', () => {
  const random = seeded(3);
  /** Evidence that is twice as loud as it should be: right in 3 of 4 cases where it says 9 of 10. */
  const boastful = Array.from({ length: 2000 }, () => {
    const right = random() < 0.75;
    return {
      label: right ? ('incident' as const) : ('none' as const),
      scores: { incident: 2.2, 'urgent-non-incident': -20, 'non-incident': -20, none: 0 },
    };
  });

  it('takes boasts down to what is true', () => {
    const temperature = fitTemperature(boastful);
    expect(temperature).toBeCloseTo(2, 0);
    const [line] = reliability(boastful, temperature);
    expect(line?.confidence).toBeCloseTo(line?.right ?? 0, 2);
  });

  it('asks a human rather than miss incidents, as far as the share allows', () => {
    const doubtful = Array.from({ length: 100 }, (_, i) => ({
      label: i < 10 ? ('incident' as const) : ('non-incident' as const),
      scores: { incident: i < 15 ? -0.8 : -9, 'urgent-non-incident': -9, 'non-incident': 0, none: -9 },
    }));
    const costs = { missedIncident: 8, undecided: 0.8, mostUndecided: 0.2 };
    const generous = chooseThresholds(doubtful, 1, costs);
    expect(
      classAt({ incident: 0.31, 'urgent-non-incident': 0, 'non-incident': 0.69, none: 0 }, generous),
    ).toBe('undecided');
    const mean = chooseThresholds(doubtful, 1, { ...costs, mostUndecided: 0.05 });
    expect(classAt({ incident: 0.31, 'urgent-non-incident': 0, 'non-incident': 0.69, none: 0 }, mean)).toBe(
      'non-incident',
    );
  });
});

describe('an interval', () => {
  it('holds the truth of a fair sample, and is the same every time', () => {
    const cases = Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const mean = (sample: readonly number[]) =>
      sample.reduce<number>((sum, one) => sum + one, 0) / sample.length;
    const found = interval(cases, mean);
    expect(found.low).toBeGreaterThan(0.2);
    expect(found.low).toBeLessThan(0.25);
    expect(found.high).toBeGreaterThan(0.25);
    expect(found.high).toBeLessThan(0.3);
    expect(interval(cases, mean)).toEqual(found);
  });
});
