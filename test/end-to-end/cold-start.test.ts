import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { triage } from '../support/triage.js';

// Reads the program as the build has laid it together: what one verb loads is easily grown by a single import.

const program = resolve(import.meta.dirname, '../../dist/program');

describe('a cold start of classify', () => {
  const loaded = [...closureOf(['main.mjs', verbFile('classify')])];
  const sources = loaded.map((file) => readFileSync(join(program, file), 'utf8')).join('\n');
  const holds = (part: string) => sources.includes(`// ${part}`);

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
    expect(sources.includes("getBuiltinModule('crypto')")).toBe(false);
  });
});

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

/** The file that `main` loads for a verb. */
function verbFile(verb: string): string {
  for (const file of closureOf(['main.mjs'])) {
    const found = new RegExp(`import\\("\\./(${verb}-[^"]+\\.mjs)"\\)`).exec(
      readFileSync(join(program, file), 'utf8'),
    );
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error(`nothing loads ${verb}`);
}

/** All files that are loaded with some files before anything is asked for. */
function closureOf(files: readonly string[], seen = new Set<string>()): ReadonlySet<string> {
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = readFileSync(join(program, file), 'utf8');
    closureOf(
      [...text.matchAll(/^(?:import|export)\b[^"\n]*"\.\/([^"]+)"/gm)].map(([, found = '']) => found),
      seen,
    );
  }
  return seen;
}
