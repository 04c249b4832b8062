import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { leavesOf } from '../../src/classifier/index.js';
import { filesOf, SHIPPED_RULES } from '../../src/rulebook/folder.js';
import { compileWhen } from '../../src/rulebook/language/compile-when.js';
import { leafWords } from '../../src/rulebook/language/leaf-words.js';
import { whenSchema } from '../../src/rulebook/language/when-schema.js';
import { readWritten, yamlsOf } from '../../src/rulebook/written.js';

it('each comparison of the shipped rules, told in words, is read as the same comparison', async () => {
  const { rules } = readWritten(yamlsOf(await filesOf(SHIPPED_RULES)));
  const leaves = new Map(
    rules.flatMap(({ rule }) => leavesOf(rule.when)).map((leaf) => [JSON.stringify(leaf), leaf]),
  );
  expect(leaves.size).toBeGreaterThan(100);
  for (const leaf of leaves.values()) {
    const when = whenSchema.parse(parse(`{ ${leafWords(leaf)} }`));
    expect(compileWhen(when, new Map()), leafWords(leaf)).toEqual(leaf);
  }
});

it.each([
  'affected: { atLeast: 5 }',
  'affected: { atMost: 3 }',
  'deadline: { within: 2 weeks }',
  'deadline: { within: 90 minutes }',
  'deadline: { before: [auction, fair] }',
  'deadline: true',
  'leaning: { class: incident, atLeast: 0.7 }',
  'simultaneous: { partners: 3, within: 1 hour, function: critical, same: area }',
  "matches: '/\\d{4}, isn''t/'",
  'source: human',
  'fact: { name: words, operator: lessThan, value: 4 }',
  'fact: { name: failing, operator: equal, value: critical }',
  'fact: { name: environment, operator: equal, value: null }',
])('tells %s as it was written', (written) => {
  const compiled = compileWhen(whenSchema.parse(parse(`{ ${written} }`)), new Map());
  expect(compiled !== null && 'fact' in compiled && leafWords(compiled)).toBe(written);
});
