import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EDITOR_SCHEMAS, type EditorSchemaName, editorSchemas } from '../../src/rulebook/editor-schemas.js';
import { readWritten, yamlsOf } from '../../src/rulebook/written.js';

const rules = resolve(import.meta.dirname, '../../rules');

let errorsOf: (name: string, value: unknown) => readonly string[];
beforeAll(() => {
  const written = readWritten(yamlsOf(shippedYamls()));
  const directory = parse(textOf('directory.yaml'));
  const policy = parse(textOf('policy.yaml'));
  const schemas = editorSchemas({
    concepts: written.concepts.map(({ concept }) => concept.name),
    conditions: written.conditions.map(({ name }) => name),
    areas: Object.keys(directory.areas),
    severities: policy.severities.map((one: { name: string }) => one.name),
    replies: readdirSync(resolve(rules, 'replies')).map((file) => file.replace(/\.\w+$/, '')),
  });
  // Formats are the business of loading: an editor is right to know only some of them.
  const ajv = new Ajv({ allErrors: true, strictTypes: false, validateFormats: false });
  const checks = new Map(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));
  errorsOf = (name, value) => {
    const check = checks.get(name);
    if (check === undefined) throw new Error(`no schema ${name}`);
    return check(value) ? [] : (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
});

describe('the schemas for editors', () => {
  it('accept every shipped file', () => {
    const refused = Object.entries(EDITOR_SCHEMAS).flatMap(([name, patterns]) =>
      patterns
        .flatMap(filesLike)
        .flatMap((file) => errorsOf(name, parse(textOf(file))).map((error) => `${file}${error}`)),
    );
    expect(refused).toEqual([]);
  });

  const rule = {
    id: 'one',
    why: 'Because.',
    weight: 1,
    when: { mentions: 'payment' },
    examples: ['a'],
    'near-misses': ['b'],
  };
  it('accept a plain rule', () => {
    expect(errorsOf('rules', { rules: [rule] })).toEqual([]);
  });

  it.each([
    ['no id', { id: undefined }],
    ['an id with capitals', { id: 'Payments Failing' }],
    ['no why', { why: undefined }],
    ['neither weight nor decisive', { weight: undefined }],
    ['both weight and decisive', { decisive: true }],
    ['a weight in words', { weight: 'heavy' }],
    ['no example', { examples: [] }],
    ['no near misses', { 'near-misses': undefined }],
    ['an unknown key', { wieght: 2 }],
    ['an unknown severity', { severity: 'P99' }],
    ['an unknown area', { area: 'paymants' }],
    ['an empty when', { when: {} }],
    ['an unknown short form', { when: { mentoins: 'payment' } }],
    ['an unknown concept', { when: { mentions: 'paymemt' } }],
    ['an unknown concept in a list', { when: { mentions: ['payment', 'paymemt'] } }],
    ['near with one concept', { when: { near: { concepts: ['payment'] } } }],
    ['a distance without its unit', { when: { near: { concepts: ['payment', 'refund'], within: 8 } } }],
    ['an unknown scope', { when: { scope: 'everyone' } }],
    ['a range without an end', { when: { affected: {} } }],
    ['a span of time without its unit', { when: { deadline: { within: '3' } } }],
    ['an empty deadline', { when: { deadline: {} } }],
    ['one partner at once', { when: { simultaneous: { partners: 1, within: '30 minutes' } } }],
    ['an unknown fact', { when: { fact: { name: 'wrods', operator: 'lessThan', value: 4 } } }],
    ['an unknown operator', { when: { fact: { name: 'words', operator: 'smaller', value: 4 } } }],
    ['an expression without slashes', { when: { matches: '5xx' } }],
    ['an unknown named condition', { when: { condition: 'is-ovre' } }],
    ['an empty all', { when: { all: [] } }],
    ['a mistake deep inside', { when: { any: [{ not: { all: [{ source: 'robot' }] } }] } }],
  ])('refuse a rule with %s', (_, change) => {
    const broken = JSON.parse(JSON.stringify({ rules: [{ ...rule, ...change }] }));
    expect(errorsOf('rules', broken)).not.toEqual([]);
  });

  it.each<[string, EditorSchemaName, unknown]>([
    ['a concept without words', 'vocabulary', { concepts: { one: { about: 'nothing' } } }],
    ['a concept name with spaces', 'vocabulary', { concepts: { 'one two': { words: ['a'] } } }],
    ['a role nobody knows', 'vocabulary', { concepts: { one: { words: ['a'], roles: ['helper'] } } }],
    ['an unknown language', 'vocabulary', { concepts: { one: { words: ['a'], xx: ['b'] } } }],
    ['a probability above 1', 'deciding', { undecided: { below: 2 } }],
    [
      'a reply that does not exist',
      'routes',
      { routes: [{ id: 'a', why: 'b', effects: [{ do: 'reply', say: 'c' }] }] },
    ],
    [
      'a route of an unknown area',
      'routes',
      { routes: [{ id: 'a', why: 'b', when: { area: 'c' }, effects: [] }] },
    ],
    ['an area without a PM', 'directory', { areas: { a: { title: 'A' } }, people: {} }],
    ['a policy without hours', 'policy', {}],
  ])('refuse %s', (_, name, broken) => {
    expect(errorsOf(name, broken)).not.toEqual([]);
  });
});

function filesLike(pattern: string): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  return readdirSync(resolve(rules, 'vocabulary')).map((file) => `vocabulary/${file}`);
}

function shippedYamls(): ReadonlyMap<string, string> {
  const files = readdirSync(rules, { recursive: true, encoding: 'utf8' });
  return new Map(files.filter((file) => file.endsWith('.yaml')).map((file) => [file, textOf(file)]));
}

function textOf(file: string): string {
  return readFileSync(resolve(rules, file), 'utf8');
}
