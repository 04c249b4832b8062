import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { editorNames } from '../../src/rulebook/editor-names.js';
import { EDITOR_SCHEMAS, type EditorSchemaName, editorSchemas } from '../../src/rulebook/editor-schemas.js';
import { readRulebook } from '../../src/rulebook/read.js';
import { readWritten, yamlsOf } from '../../src/rulebook/written.js';

const rules = resolve(import.meta.dirname, '../../rules');

let errorsOf: (name: string, value: unknown) => readonly string[];
let schemaOfRules: object;
let policy: Record<string, unknown>;
let directory: Record<string, unknown>;
beforeAll(async () => {
  const files = shippedFiles();
  const { rulebook } = await readRulebook(files, { examples: false });
  const schemas = editorSchemas(editorNames(readWritten(yamlsOf(files)), rulebook));
  schemaOfRules = schemas.rules;
  policy = parse(textOf('policy.yaml'));
  directory = parse(textOf('directory.yaml'));
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

  it.each([
    ['the id of a rule', 'word-model', true],
    ['the beginning of some', 'time-*', true],
    ['a rule that is not there', 'time-soom', false],
  ])('judge %s where the policy names rules', (_, name, fits) => {
    const changed = { ...policy, 'needs-a-tool': { ...Object(policy['needs-a-tool']), ignoring: [name] } };
    expect(errorsOf('policy', changed).length === 0).toBe(fits);
  });

  it.each([
    ['a group', 'support-leads', true],
    ['a role nobody knows', 'support-leaders', false],
  ])('judge %s where the policy permits', (_, name, fits) => {
    const permissions = { ...Object(policy.permissions), resolve: [name] };
    expect(errorsOf('policy', { ...policy, permissions }).length === 0).toBe(fits);
  });

  it('refuse an area whose PM is not among the people', () => {
    const [[name, area] = []] = Object.entries(Object(directory.areas));
    const areas = { ...Object(directory.areas), [name ?? '']: { ...Object(area), pm: 'pm-nobody' } };
    expect(errorsOf('directory', { ...directory, areas })).not.toEqual([]);
  });

  it('offer channels by name and allow others', () => {
    const said = (channel: string) => ({ rules: [{ ...rule, when: { channel } }] });
    expect(JSON.stringify(schemaOfRules)).toContain('"gallery-help"');
    expect(errorsOf('rules', said('somewhere-else'))).toEqual([]);
  });
});

function filesLike(pattern: string): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  return readdirSync(resolve(rules, 'vocabulary')).map((file) => `vocabulary/${file}`);
}

function shippedFiles(): ReadonlyMap<string, string> {
  const files = readdirSync(rules, { recursive: true, encoding: 'utf8' });
  return new Map(files.filter((file) => /\.(yaml|liquid)$/.test(file)).map((file) => [file, textOf(file)]));
}

function textOf(file: string): string {
  return readFileSync(resolve(rules, file), 'utf8');
}
