import { describe, expect, it } from 'vitest';
import { explain } from '../../src/authoring/index.js';
import { paint } from '../../src/cli/paint.js';
import { showExplanation } from '../../src/cli/show-explanation.js';
import { rulebookOf } from '../authoring/rulebook-of.js';

describe('an explanation at the terminal', () => {
  it('leaves out rules that weigh nothing', async () => {
    const text = 'checkout is failing';
    const report = {
      id: 'one',
      text,
      source: { kind: 'human', channel: 'other', user: '' } as const,
      at: 0,
      utcOffset: 0,
    };
    const shown = async (weight: string): Promise<string> => {
      const rules = `rules:\n  - id: weighs\n    why: Something fails.\n    weight: ${weight}\n    when: { mentions: failing }\n    examples: [it is failing]\n    near-misses: [all is fine]\n`;
      return showExplanation(
        text,
        await explain(report, await rulebookOf({ 'none.yaml': rules })),
        paint(false),
      );
    };
    expect(await shown('1')).toContain('+1.00  Something fails. (weighs)');
    expect(await shown('0')).not.toContain('(weighs)');
    expect(await shown('0.04')).not.toContain('(weighs)');
  });

  it('lists the concepts that were heard: their words, whether they are denied, what they do', async () => {
    const rulebook = await rulebookOf({
      'vocabulary/more.yaml':
        'concepts:\n  negation: { roles: negation, deniable: false, words: [not] }\n  crane: { words: [crane] }\n',
    });
    const text = 'Checkout is broken and failing, the crane is not failing; failing for everyone';
    const source = { kind: 'human', channel: 'other', user: 'U1' } as const;
    const explanation = await explain({ id: 'one', text, source, at: 0, utcOffset: 0 }, rulebook);
    const lines = showExplanation(text, explanation, paint(false)).split('\n');
    const from = lines.indexOf('What the words were heard as');
    expect(lines.slice(from + 1, lines.indexOf('', from))).toEqual([
      '  payment   “Checkout”  function: critical, area: payments',
      '  failing   “broken”, “failing”, “failing” (denied: negated)  roles: failure, fault',
      '  crane     “crane”',
      '  negation  “is not”  roles: negation',
      '  everyone  “everyone”  roles: scope-all',
    ]);
    const silent = await explain({ id: 'two', text: 'hm', source, at: 0, utcOffset: 0 }, rulebook);
    expect(showExplanation('hm', silent, paint(false))).toContain(
      'no word of the report belongs to a concept',
    );
  });

  it('sums small voices up, and tells each of them when asked for all', async () => {
    const rule = (id: string, weight: number) =>
      `  - { id: ${id}, why: Because of ${id}., weight: ${weight}, when: { mentions: failing }, examples: [it is failing], near-misses: [all is fine] }\n`;
    const voices = [rule('loud', 2), ...[1, 2, 3, 4].map((n) => rule(`small-${n}`, 0.1 * n))].join('');
    const rulebook = await rulebookOf({ 'none.yaml': `rules:\n${voices}` });
    const text = 'it is failing';
    const source = { kind: 'human', channel: 'other', user: 'U1' } as const;
    const explanation = await explain({ id: 'one', text, source, at: 0, utcOffset: 0 }, rulebook);
    const shown = showExplanation(text, explanation, paint(false));
    expect(shown).toContain('+2.00  Because of loud. (loud)\n           saw “failing”');
    expect(shown).toContain('+0.40  Because of small-4. (small-4)');
    expect(shown).toContain('and 3 smaller voices, +0.60 together (--all)');
    expect(shown).not.toContain('(small-1)');
    // Voices come after all other rules, however loud they are.
    const { decision } = explanation;
    const turned = { ...explanation, decision: { ...decision, firings: decision.firings.toReversed() } };
    expect(showExplanation(text, turned, paint(false))).toContain('and 3 smaller voices, +0.60 together');
    const all = showExplanation(text, explanation, paint(false), true);
    expect(all).toContain('+0.10  Because of small-1. (small-1)');
    expect(all).not.toContain('together (--all)');
  });

  it('adds up: start, word model and rules are the score', async () => {
    const rulebook = await rulebookOf({});
    const source = { kind: 'human', channel: 'other', user: 'U1' } as const;
    const report = { id: 'one', text: 'where is my invoice?', source, at: 0, utcOffset: 0 };
    const { decision, parts } = await explain(report, rulebook);
    for (const [name, { start, words, rules }] of Object.entries(parts))
      expect(start + words + rules).toBeCloseTo(decision.scores[name as keyof typeof parts], 9);
  });

  it('says why a person is asked', async () => {
    const rulebook = await rulebookOf({});
    const source = { kind: 'human', channel: 'other', user: 'U1' } as const;
    const explanation = await explain({ id: 'one', text: 'hm', source, at: 0, utcOffset: 0 }, rulebook);
    expect(explanation.decision.class).toBe('undecided');
    expect(showExplanation('hm', explanation, paint(false))).toMatch(/a person is asked/);
  });

  it('tells rules that wait for the same thing in one line', async () => {
    const rule = (id: string) =>
      `  - id: ${id}\n    why: Several partners report it.\n    decisive: true\n    when: { simultaneous: { partners: 2, within: 30 minutes } }\n    examples: [{ text: login is broken, partner: B, after: [{ text: "can't login", partner: A }] }]\n    near-misses: [login is broken]\n`;
    const text = 'login is broken for Gallery A';
    const source = { kind: 'human', channel: 'other', user: 'U1' } as const;
    const report = { id: 'one', text, source, at: 0, utcOffset: 0, partner: 'Gallery A' };
    const rulebook = await rulebookOf({ 'none.yaml': `rules:\n${rule('one-way')}${rule('another-way')}` });
    const shown = showExplanation(text, await explain(report, rulebook), paint(false));
    expect(shown.match(/It would count as "another-way" and "one-way" if one more partner/g)).toHaveLength(1);
    expect(shown).toMatch(/this would be nothing to follow up\. \(another-way, one-way\)/);
  });
});
