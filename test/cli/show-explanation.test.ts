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
    expect(await shown('1')).toContain('+1.0 none: Something fails. (weighs)');
    expect(await shown('0')).not.toContain('(weighs)');
    expect(await shown('0.04')).not.toContain('+0.0');
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
