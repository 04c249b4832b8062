import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LoadedProgram, programIn } from '../../src/launch/load-program.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';
import { triage } from '../support/triage.js';

// What one verb loads is easily grown by a single import.

const program = resolve(import.meta.dirname, '../../dist/program');

describe('a cold start of classify', () => {
  const cache = mkdtempSync(join(tmpdir(), 'triage-cold-start-'));
  const before = process.env.TRIAGE_CACHE_DIR;
  let scripts: LoadedProgram['scripts'];
  let sources = '';
  const holds = (part: string) => sources.includes(`// ${part}`);

  beforeAll(async () => {
    process.env.TRIAGE_CACHE_DIR = cache;
    await classified();
    scripts = await classified();
    sources = [...scripts.keys()].map((file) => readFileSync(join(program, file), 'utf8')).join('\n');
  });

  afterAll(() => {
    if (before === undefined) delete process.env.TRIAGE_CACHE_DIR;
    else process.env.TRIAGE_CACHE_DIR = before;
    rmSync(cache, { recursive: true, force: true });
  });

  it('is seen to load what it works with', () => {
    for (const part of [
      'dist/cli/classify.js',
      'node_modules/json-rules-engine',
      'dist/router/replies/engine.js',
    ])
      expect(holds(part), part).toBe(true);
  });

  it.each([
    ['schemas', 'node_modules/zod'],
    ['YAML', 'node_modules/yaml'],
    ['holidays', 'node_modules/date-holidays'],
    ['time zones', 'node_modules/luxon'],
    ['store', 'node_modules/kysely'],
    ['checks of rules', 'dist/rulebook/read.js'],
  ])('loads no %s', (_, part) => {
    expect(holds(part)).toBe(false);
  });

  it("loads none of Node's cryptography", () => {
    expect(sources).toContain('require__node_fs()');
    expect(sources).not.toMatch(/\.require__node_crypto\(\)/);
  });

  it('takes each file with the code that the build has kept of it', () => {
    const compiledAnew = [...scripts].filter(([, { cachedDataRejected }]) => cachedDataRejected !== false);
    expect(compiledAnew.map(([file]) => file)).toEqual([]);
  });
});

async function classified(): Promise<LoadedProgram['scripts']> {
  const { load, scripts } = programIn(pathToFileURL(`${program}/`));
  const { runVerb } = load('main.cjs') as typeof import('../../src/main.js');
  const terminal = fakeTerminal();
  expect(await runVerb(['classify', 'Nobody can log in'], terminal)).toBe(0);
  expect(terminal.results.join('')).toContain('incident');
  return scripts;
}

describe('the first start after an installation', () => {
  let root: string;
  let env: { readonly TRIAGE_CACHE_DIR: string };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'triage-first-start-'));
    env = { TRIAGE_CACHE_DIR: join(root, 'cache') };
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const made = () => (existsSync(env.TRIAGE_CACHE_DIR) ? readdirSync(env.TRIAGE_CACHE_DIR) : []);
  const classify = (...more: readonly string[]) =>
    triage(['classify', 'Nobody can log in', '--json', ...more], { env });

  it('finds the shipped rules compiled, with a copy of them too', async () => {
    const rules = join(root, 'rules');
    cpSync(resolve(program, '../../rules'), rules, { recursive: true });
    const [shipped, copied] = [await classify(), await classify('--rules', rules)];
    expect(shipped.code, shipped.stderr).toBe(0);
    expect(JSON.parse(copied.stdout)).toMatchObject({ class: JSON.parse(shipped.stdout).class });
    expect(made().filter((file) => !file.startsWith('folder-'))).toEqual([]);
  });

  it('compiles an edited copy, and is told so by its version', async () => {
    const rules = join(root, 'rules');
    cpSync(resolve(program, '../../rules'), rules, { recursive: true });
    appendFileSync(join(rules, 'incident.yaml'), '# edited\n');
    const { code, stderr, stdout } = await classify('--rules', rules);
    expect(code, stderr).toBe(0);
    const { rulebook } = JSON.parse(stdout) as { readonly rulebook: string };
    expect(made().some((file) => file.startsWith(`rulebook-${rulebook}`))).toBe(true);
  });
});
