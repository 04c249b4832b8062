import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { isMap, isSeq, parse, parseDocument } from 'yaml';
import { filesOf, SHIPPED_RULES } from '../../src/rulebook/folder.js';
import { readRulebook } from '../../src/rulebook/read.js';

// What the documents show as an example is taken by the desk: each ```yaml block over the shipped rules.

const root = resolve(import.meta.dirname, '../..');
const samples = ['docs/rule-language.md', 'README.md']
  .filter((page) => existsSync(resolve(root, page)))
  .flatMap((page) =>
    [...readFileSync(resolve(root, page), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
      ([, text = ''], index) => ({
        name: `sample ${index + 1} of ${page}`,
        text,
      }),
    ),
  );

it.each(samples)('$name passes the check', async ({ text }) => {
  const files = new Map(await filesOf(SHIPPED_RULES));
  const sample: unknown = parse(text);
  const is = (key: string) => typeof sample === 'object' && sample !== null && key in sample;
  const [file, key, own = text] = is('concepts')
    ? ['vocabulary/domain.yaml', 'concepts']
    : is('conditions')
      ? ['conditions.yaml', 'conditions']
      : is('areas')
        ? ['directory.yaml', 'areas']
        : ['incident.yaml', 'rules', is('examples') || is('when') ? wrapped(text) : text];
  const keys = key === 'areas' ? Object.keys(Object(sample)) : [key];
  files.set(
    file,
    keys.reduce((shipped, one) => over(shipped, own, one), String(files.get(file))),
  );
  const { problems } = await readRulebook(files, { examples: is('rules') });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('each choice that the process leaves open stands in docs/slack.md', () => {
  const page = readFileSync(resolve(root, 'docs/slack.md'), 'utf8');
  const policy = parse(readFileSync(resolve(root, 'rules/policy.yaml'), 'utf8'));
  const choices = [
    ...Object.keys(policy.permissions),
    ...Object.keys(policy.storms),
    'observer',
    'other-channels',
  ];
  expect(choices.length).toBeGreaterThan(15);
  expect(choices.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

/** A rule around a list of examples or a `when` alone. */
function wrapped(text: string): string {
  const lines = text.split('\n').map((line) => `    ${line}`);
  const rest = /^when:/m.test(text) ? 'examples: [sample]' : 'when: { mentions: payment }';
  return `rules:\n  - id: sample\n    why: Because.\n    weight: 1\n    ${rest}\n${lines.join('\n')}\n    near-misses: [hello]\n`;
}

/** A shipped file with the entries of a sample added, in place of its own of the same name. */
function over(shipped: string, sample: string, key: string): string {
  const document = parseDocument(shipped);
  const entries = document.get(key);
  const added = parseDocument(sample).get(key);
  if (isMap(entries) && isMap(added))
    for (const { key: name, value } of added.items) entries.set(name, value);
  if (isSeq(entries) && isSeq(added)) {
    const ids = new Set(added.items.map((rule) => isMap(rule) && rule.get('id')));
    entries.items = [
      ...entries.items.filter((rule) => !isMap(rule) || !ids.has(String(rule.get('id')))),
      ...added.items,
    ];
  }
  return String(document);
}
