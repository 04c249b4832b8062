import { describe, expect, it } from 'vitest';
import { readRulebook } from '../../src/rulebook/read.js';
import { smallRulebook } from './small-rulebook.js';

describe('a rules folder', () => {
  it('is read without a problem when nothing is wrong', async () => {
    const { rulebook, problems } = await readRulebook(smallRulebook());
    expect(problems).toEqual([]);
    expect(rulebook?.rules.rules).toHaveLength(6);
  });
});
