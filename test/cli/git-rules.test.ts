import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesAtRevision } from '../../src/cli/git-rules.js';

let repository: string;
let rules: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'triage-git-'));
  rules = join(repository, 'some folder', 'rules');
  mkdirSync(join(rules, 'vocabulary'), { recursive: true });
  git('init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(rules, 'none.yaml'), 'rules: []\n');
  writeFileSync(join(rules, 'vocabulary', 'domäne.yaml'), 'concepts: {}\n');
  writeFileSync(join(rules, 'run.sh'), 'exit 1\n');
  symlinkSync('/etc/passwd', join(rules, 'policy.yaml'));
  git('add', '.');
  commit('rules');
  writeFileSync(join(rules, 'none.yaml'), 'changed since\n');
  git('checkout', '--quiet', '-b', 'later');
  commit('changed');
  writeFileSync(join(rules, 'none.yaml'), 'changed, not committed');
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

describe('the rules of a revision', () => {
  it.each(['main', 'HEAD~1', 'later^'])('are read as they were committed at %s', async (revision) => {
    const files = await filesAtRevision(rules, revision);
    expect([...files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes as Uint8Array)])).toEqual([
      ['none.yaml', 'rules: []\n'],
      ['vocabulary/domäne.yaml', 'concepts: {}\n'],
    ]);
  });

  it.each([
    ['--output=/tmp/x'],
    ['main:some'],
    ['main..HEAD'],
    ['HEAD@{1}'],
    ['HEAD~1:none.yaml'],
    ['$(id)'],
    [''],
    ['main^{tree}'],
  ])('%s is refused as more than a bare name', async (revision) => {
    await expect(filesAtRevision(rules, revision)).rejects.toThrow(/expected the bare name/);
  });

  it('says when there is no such revision, or no repository', async () => {
    await expect(filesAtRevision(rules, 'nowhere')).rejects.toThrow(/no such revision/);
    await expect(filesAtRevision(tmpdir(), 'main')).rejects.toThrow(/not in a git repository/);
  });
});

function commit(message: string): void {
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--all', '-m', message);
}

function git(...args: string[]): void {
  execFileSync('git', ['-C', repository, ...args], { stdio: 'ignore' });
}
