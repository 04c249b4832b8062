import { expect, it } from 'vitest';
import { keptYamls } from '../../src/rulebook/kept-yamls.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { ruleFile, smallRulebook } from './small-rulebook.js';

const edits: readonly (readonly [name: string, changes: Record<string, string>])[] = [
  ['nothing', {}],
  ['a word, which a file that did not change speaks of', { 'vocabulary/speech.yaml': 'concepts: {}\n' }],
  ['a rule, with a mistake', { 'none.yaml': ruleFile('{ mentions: paymnet }') }],
  ['a rule, so that it cannot be parsed', { 'none.yaml': 'rules:\n\t- x\n' }],
  ['a rule, back to what it was', {}],
];

it('finds in a folder that is edited what is found when it is read afresh', async () => {
  const yamlsOf = keptYamls();
  for (const [name, changes] of edits) {
    const files = smallRulebook(changes);
    const kept = await readRulebook(files, { yamls: yamlsOf(files) });
    const afresh = await readRulebook(files);
    expect(kept.problems, name).toEqual(afresh.problems);
    expect(kept.rulebook === null, name).toBe(Object.keys(changes).length > 0);
  }
});

it('parses a file again only where it has changed', () => {
  const yamlsOf = keptYamls();
  const before = yamlsOf(smallRulebook());
  const between = yamlsOf(smallRulebook());
  const after = yamlsOf(smallRulebook({ 'none.yaml': 'rules: []\n' }));
  expect(between.get('incident.yaml')?.value).toBe(before.get('incident.yaml')?.value);
  expect(after.get('incident.yaml')).toBe(between.get('incident.yaml'));
  expect(after.get('none.yaml')?.value).toEqual({ rules: [] });
});
