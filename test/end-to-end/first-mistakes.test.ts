// What somebody does on the first day: each mistake is told in one line with its cure, and never as a crash.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sayProblems } from '../../src/cli/say-problems.js';
import { sayRefusal } from '../../src/cli/say-refusal.js';
import { triage } from '../support/triage.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-mistakes-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('mistakes of the first day', () => {
  it('tells that there is nothing to classify', async () => {
    const run = await triage(['classify'], { input: ' \n' });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe(
      'triage: Nothing to read. Give a report: triage classify "checkout is down for everyone"\n',
    );
  });

  it('tells that the file to import is not there', async () => {
    const file = join(folder, 'backup.jsonl');
    const run = await triage(['import', file], { env: { TRIAGE_DATA: join(folder, 'data') } });
    expect(run).toMatchObject({
      code: 2,
      stderr: `triage: ${file}: it cannot be read (ENOENT). Name a file that triage export wrote.\n`,
    });
  });

  it('tells of a folder where a file belongs, whichever verb is asked', async () => {
    const file = join(folder, 'schemas');
    writeFileSync(file, '');
    const run = await triage(['schemas', '--out', join(file, 'below')]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^triage: .*a file stands where a folder is expected.*\(ENOTDIR\)\.\n$/);
  });

  it('tells of an .env that cannot be read', () => {
    const place = join(folder, 'place');
    mkdirSync(join(place, '.env'), { recursive: true });
    const bin = resolve(import.meta.dirname, '../../bin/triage.js');
    const run = (): Buffer =>
      execFileSync(process.execPath, [bin, 'classify', 'x'], { cwd: place, stdio: 'pipe' });
    expect(run).toThrow(/triage: \.env: it is there and cannot be read/);
  });

  it('tells the first wrong lines of a file of another kind, and how many more there are', async () => {
    const file = join(folder, 'other.jsonl');
    writeFileSync(file, 'no report\n'.repeat(50));
    const { code, stderr } = await triage(['test', file]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(21);
    expect(stderr).toContain(
      `${file}:1: not valid JSON, expected an object like {"text": "…", "label": "none"}`,
    );
    expect(stderr).toMatch(/\nand 30 more of the kind\n$/);
  });
});

describe('what is said of refusals', () => {
  it('names the file and the cure', () => {
    const refused = Object.assign(new Error('no'), { code: 'EACCES', path: '/secret' });
    expect(sayRefusal(refused)).toBe(
      '/secret: this user may not use it. Change its permissions, or name another (EACCES).',
    );
  });

  it('leaves every other error to crash with its cause', () => {
    expect(sayRefusal(Object.assign(new Error('no'), { code: 'ECONNRESET' }))).toBeNull();
    expect(sayRefusal(new TypeError('a bug'))).toBeNull();
  });

  it('counts nothing where all of it is told', () => {
    expect(sayProblems(['one', 'two'])).toBe('one\ntwo');
  });
});
