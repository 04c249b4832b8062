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
});
