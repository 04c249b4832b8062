import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConceptHit,
  type Condition,
  prepareRules,
  type Rule,
  type RuleSurvey,
  type Situation,
  surveyRules,
} from '../../src/classifier/index.js';
import { confirmer, firedByPlainEngine } from '../../src/classifier/rules/confirm.js';
import { signs } from '../../src/classifier/rules/signs.js';

const CONCEPTS = ['payment', 'login', 'failing', 'auction', 'thanks'] as const;
const SCOPES = ['one', 'few', 'many', 'all', 'unknown'] as const;
const noon = 1_700_000_000_000;

const concept = fc.constantFrom(...CONCEPTS);
const concepts = fc.uniqueArray(concept, { minLength: 1, maxLength: 3 });

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('mentions', 'denies'),
    operator: fc.constantFrom('contains', 'doesNotContain'),
    value: concept,
  }),
  fc.record({
    fact: fc.constantFrom('mentions', 'denies'),
    operator: fc.constant('someFact:in'),
    value: concepts,
  }),
  fc.record({
    fact: fc.constant('scope'),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.constantFrom(...SCOPES),
  }),
  fc.record({
    fact: fc.constant('scope'),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.subarray([...SCOPES], { minLength: 1 }),
  }),
  fc.record({
    fact: fc.constant('deadline'),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.boolean(),
  }),
  fc.record({
    fact: fc.constant('state'),
    operator: fc.constantFrom('equal', 'notEqual'),
    value: fc.constantFrom('firing', 'resolved'),
  }),
  fc.record({
    fact: fc.constantFrom('affected', 'words'),
    operator: fc.constantFrom(
      'equal',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
    ),
    value: fc.integer({ min: 0, max: 12 }),
  }),
  fc.record({
    fact: fc.constant('hits'),
    operator: fc.constant('near'),
    value: fc.record({
      concepts: fc.array(concepts, { minLength: 2, maxLength: 3 }),
      within: fc.option(fc.integer({ min: 1, max: 8 })),
    }),
  }),
  fc.record({
    fact: fc.constant('text'),
    operator: fc.constant('matches'),
    value: fc.constantFrom('/pay/', '/\\d+/', '/^x/'),
  }),
  fc.record({
    fact: fc.constant('seen'),
    operator: fc.constant('simultaneous'),
    value: fc.record({
      partners: fc.integer({ min: 2, max: 3 }),
      within: fc.constantFrom(10, 60),
      functions: fc.constantFrom(null, 'critical' as const, ['login']),
      same: fc.constantFrom('function' as const, 'area' as const),
    }),
  }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const rules: fc.Arbitrary<readonly Rule[]> = fc
  .array(condition, { minLength: 1, maxLength: 12 })
  .map((conditions) => conditions.map(ruleOf));

function ruleOf(when: Condition, index: number): Rule {
  const rest = { why: '', weight: 1, decisive: false, voice: false, severity: null, area: null, wakes: null };
  return { id: `rule-${String(index).padStart(2, '0')}`, class: 'incident', when, ...rest };
}

const hit: fc.Arbitrary<ConceptHit> = fc
  .record({
    concept,
    sentence: fc.integer({ min: 0, max: 1 }),
    word: fc.integer({ min: 0, max: 12 }),
    denied: fc.constantFrom(null, null, 'negated' as const),
  })
  .map(({ concept: name, sentence, word, denied }) => ({
    concept: name,
    sentence,
    firstWord: sentence * 20 + word,
    lastWord: sentence * 20 + word,
    start: word,
    end: word + 1,
    denied,
  }));

const situation: fc.Arbitrary<Situation> = fc
  .record({
    hits: fc.array(hit, { maxLength: 6 }),
    scope: fc.constantFrom(...SCOPES),
    state: fc.constantFrom('firing', 'resolved', null),
    deadline: fc.boolean(),
    affected: fc.option(fc.integer({ min: 0, max: 12 })),
    words: fc.integer({ min: 0, max: 12 }),
    text: fc.constantFrom('pay 5', 'x', 'nothing'),
    functions: fc.subarray(['login', 'payment']),
    others: fc.array(
      fc.record({
        partner: fc.constantFrom('a', 'b', 'c'),
        functions: fc.subarray(['login', 'payment']),
        ago: fc.constantFrom(5, 30),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ hits, text, functions, others, ...facts }): Situation => {
    const asserted = new Set(hits.filter((each) => each.denied === null).map((each) => each.concept));
    const denied = new Set(hits.map((each) => each.concept).filter((name) => !asserted.has(name)));
    return {
      facts: { ...facts, mentions: [...asserted], denies: [...denied] },
      spans: {},
      hits,
      text,
      leaning: null,
      seen: {
        at: noon,
        user: 'u',
        partners: ['a'],
        functions,
        critical: functions.slice(0, 1),
        complains: functions.length !== 1,
        area: 'accounts',
        window: others.map((other, index) => ({
          id: `earlier-${index}`,
          at: noon - other.ago * 60_000,
          user: `u${index}`,
          partners: [other.partner],
          functions: other.functions,
          critical: other.functions.slice(1),
          complains: other.functions.length !== 1,
          area: other.ago % 2 === 0 ? 'accounts' : null,
          class: 'undecided',
          open: true,
        })),
      },
    };
  });

describe('rules behind the index', () => {
  it('fire exactly as in plain json-rules-engine, on any rulebook and report', async () => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.array(situation, { minLength: 1, maxLength: 4 }),
        async (book, situations) => {
          // As a compiled rulebook brings it.
          const survey = JSON.parse(JSON.stringify(surveyRules(book))) as RuleSurvey;
          const prepared = prepareRules(book, survey);
          // All at once, so that evaluations which disturb one another would show.
          const indexed = await Promise.all(situations.map((each) => prepared.fired(each)));
          for (const [index, each] of situations.entries()) {
            const fired = indexed[index]?.map((rule) => rule.id);
            expect(fired).toEqual(await firedByPlainEngine(book, each));
            expect(prepared.survivors(each).map((rule) => rule.id)).toEqual(fired);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are confirmed by what json-rules-engine says, whatever it was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.array(situation, { minLength: 2, maxLength: 6 }),
        async (book, situations) => {
          const { confirm } = confirmer(book, signs());
          const positions = [...book.keys()];
          for (const each of situations) {
            const plain = await firedByPlainEngine(book, each);
            for (const position of positions)
              expect((await confirm([position], each)).length > 0).toBe(
                plain.includes(book[position]?.id ?? ''),
              );
            expect((await confirm(positions, each)).map((rule) => rule.id)).toEqual(plain);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are told apart by each of many words that they name', async () => {
    const words = Array.from({ length: 40 }, (_, i) => `word-${i}`);
    const named = words.map((value) => ({ fact: 'mentions', operator: 'contains', value }));
    const [first, ...others] = named as [Condition, ...Condition[]];
    const { confirm } = confirmer([ruleOf({ all: [{ any: [first, { all: others }] }] }, 0)], signs());
    const [empty] = fc.sample(situation, 1) as [Situation];
    const fires = async (mentions: readonly string[]) =>
      (await confirm([0], { ...empty, facts: { ...empty.facts, mentions } })).length > 0;
    expect(await fires(['word-0'])).toBe(true);
    for (const word of words.slice(1)) expect([word, await fires([word])]).toEqual([word, false]);
  });
});
