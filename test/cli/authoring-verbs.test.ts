import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVerb } from '../../src/main.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

let folder: string;
let rules: string;
let weaker: string;
let reports: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-verbs-'));
  rules = written('rules', smallRulebook());
  const incidents = smallRulebook().get('incident.yaml') ?? '';
  weaker = written(
    'weaker',
    smallRulebook({ 'incident.yaml': incidents.replace('weight: 3', 'weight: -3') }),
  );
  reports = join(folder, 'reports.jsonl');
  const lines = [
    { id: 'pay', text: 'payments are failing for everyone', label: 'incident' },
    { id: 'bill', text: 'where is my invoice?', label: 'non-incident' },
    {
      id: 'group',
      reports: [
        { text: "can't login", ts: '2024-03-05T14:00:00Z', partner: 'Gallery A' },
        { text: 'login is broken', ts: '2024-03-05T14:05:00Z', partner: 'Gallery B' },
      ],
    },
  ];
  writeFileSync(reports, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('triage explain', () => {
  it('says why, for people', async () => {
    const { code, shown } = await run('explain', 'where is my invoice?', '--rules', rules);
    expect(code).toBe(0);
    expect(shown).toContain('  where is my ‹invoice›?\n\nnon-incident');
    expect(shown).toContain('+2.00  Questions about invoices can wait');
    expect(shown).toContain('saw “invoice”');
    expect(shown).toMatch(/What would change the decision\n {2}Without “Questions about invoices/);
  });

  it('prints one object per report, and goes on after a bad line', async () => {
    const input = '{"id":"a","text":"where is my invoice?"}\nnonsense\n{"text":"thanks a lot!"}\n';
    const terminal = fakeTerminal(null, input);
    const code = await runVerb(['explain', '--jsonl', '--json', '--rules', rules], terminal);
    expect(code).toBe(1);
    expect(terminal.results.map((line) => JSON.parse(line)).map((one) => [one.id, one.class])).toEqual([
      ['a', 'non-incident'],
      ['line-3', 'none'],
    ]);
    expect(terminal.talked.join('')).toContain('line 2: not valid JSON');
  });
});

describe('triage mutate', () => {
  it('scores, and is not content below the threshold', async () => {
    const { code, shown } = await run('mutate', reports, '--rules', rules, '--threshold', '100');
    expect(code).toBe(1);
    expect(shown).toMatch(/ of \d+ mutants of rules and conditions were noticed by 4 reports/);
    expect(shown).toContain(
      'auction-change-soon\n    weight 0 instead of 2.5\n      no report fires the rule',
    );
    expect((await run('mutate', reports, '--rules', rules, '--threshold', '50')).code).toBe(0);
  });

  it('gives the same document each time', async () => {
    const one = await run('mutate', reports, '--rules', rules, '--json', '--phrases');
    const two = await run('mutate', reports, '--rules', rules, '--json', '--phrases');
    expect(one.shown).toBe(two.shown);
    expect(JSON.parse(one.shown).phrases.length).toBeGreaterThan(10);
  });

  it.each([['x'], ['-1'], ['101'], ['']])('refuses the threshold %j', async (threshold) => {
    const { code, talked } = await run('mutate', reports, '--rules', rules, `--threshold=${threshold}`);
    expect(code).toBe(2);
    expect(talked).toContain('expected a number from 0 to 100');
  });
});

describe('triage diff', () => {
  it('fails when an incident would be missed, and only then, as asked', async () => {
    const args = ['diff', rules, weaker, '--reports', reports];
    const { code, shown } = await run(...args, '--fail-on', 'any');
    expect(code).toBe(1);
    expect(shown).toContain('pay  incident → undecided (now wrong)');
    expect(shown).toContain('was 3');
    expect((await run(...args, '--fail-on', 'incident-missed')).code).toBe(0);
    expect((await run(...args)).code).toBe(0);
  });

  it('misses no incident where the label agrees with the new class', async () => {
    const incidents = (weight: number) =>
      `rules: [{ id: asks, why: It asks., weight: ${weight}, when: { mentions: invoice }, examples: [invoice], near-misses: [hi] }]\n`;
    const loud = written('loud', smallRulebook({ 'incident.yaml': incidents(9) }));
    const calm = written('calm', smallRulebook({ 'incident.yaml': incidents(0) }));
    const labelled = join(folder, 'harmless.jsonl');
    const unlabelled = join(folder, 'unlabelled.jsonl');
    writeFileSync(labelled, '{"id":"bill","text":"where is my invoice?","label":"non-incident"}\n');
    writeFileSync(unlabelled, '{"id":"bill","text":"where is my invoice?"}\n');
    const code = async (file: string) =>
      (await run('diff', loud, calm, '--reports', file, '--fail-on', 'incident-missed')).code;
    expect([await code(labelled), await code(unlabelled)]).toEqual([0, 1]);
  });

  it('wants two folders, or a base and one', async () => {
    expect((await run('diff', rules)).talked).toContain('diff compares two folders');
    expect((await run('diff', rules, weaker, '--base', 'main')).talked).toContain('at most one');
  });

  it('tells every bad line of a reports file', async () => {
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(
      bad,
      '{"text": 1}\n{"text":"a","label":"disaster"}\n{"text":"b","id":"x"}\n{"text":"c","id":"x"}\n',
    );
    const { code, talked } = await run('diff', rules, weaker, '--reports', bad);
    expect(code).toBe(2);
    expect(talked).toMatch(
      /bad\.jsonl:1: .*\n.*bad\.jsonl:2: "label".*disaster.*\n.*bad\.jsonl: the id "x" stands twice/,
    );
  });
});

describe('triage test --coverage', () => {
  it('adds what the reports exercise, and its own threshold', async () => {
    const labelled = join(folder, 'labelled.jsonl');
    writeFileSync(labelled, '{"id":"bill","text":"where is my invoice?","label":"non-incident"}\n');
    const { code, shown } = await run('test', labelled, '--rules', rules, '--coverage');
    expect(code).toBe(0);
    expect(shown).toContain(
      'rules that no report fires (their own examples do):\n  payments-failing-for-many',
    );
    expect((await run('test', labelled, '--rules', rules, '--threshold', '90')).code).toBe(1);
  });
});

describe('triage vocabulary suggest', () => {
  it('names the concept that was meant', async () => {
    const { code, talked } = await run('vocabulary', 'suggest', 'paymemt', '--rules', rules);
    expect(code).toBe(2);
    expect(talked).toContain('"paymemt" is no concept of the vocabulary. Did you mean "payment"?');
  });

  it('lists words with what each would change', async () => {
    const { code, shown } = await run(
      'vocabulary',
      'suggest',
      'invoice',
      '--rules',
      rules,
      '--reports',
      reports,
    );
    expect(code).toBe(0);
    expect(shown).toMatch(/word +found in +mends +breaks {2}from\n/);
    expect(shown).toMatch(/bill +0 +0 +0 {2}WordNet: kindred of invoice/);
  });
});

async function run(...args: string[]) {
  const terminal = fakeTerminal();
  const code = await runVerb(args, terminal);
  return { code, shown: terminal.results.join(''), talked: terminal.talked.join('') };
}

function written(name: string, files: ReadonlyMap<string, string>): string {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, name, file)), { recursive: true });
    writeFileSync(join(folder, name, file), text);
  }
  return join(folder, name);
}
