import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const script = resolve(import.meta.dirname, '../../docs/ci/review-rules.sh');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-review-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the review of a pull request', () => {
  it('shows the flips and passes when everything is fine', () => {
    const { status, stdout } = review({ check: 0, diff: 0, test: 0 });
    expect(status).toBe(0);
    expect(stdout).toContain('**The rules pass every check.** talk of check');
    expect(stdout).toContain('result of diff --base origin/main --rules rules');
    expect(stdout).toContain('<summary>No fixture regressed</summary>');
  });

  it('stops at rules that cannot be used', () => {
    const { status, stdout } = review({ check: 2, diff: 0, test: 0 });
    expect(status).toBe(2);
    expect(stdout).toContain('## The rules cannot be used\n\n    result of check');
    expect(stdout).not.toContain('diff');
  });

  it('fails when an incident would be missed, and still shows the rest', () => {
    const { status, stdout } = review({ check: 0, diff: 1, test: 0 });
    expect(status).toBe(1);
    expect(stdout).toContain('**An incident would be missed.**');
    expect(stdout).toContain('No fixture regressed');
  });

  it('fails when a fixture regressed', () => {
    const { status, stdout } = review({ check: 0, diff: 0, test: 1 });
    expect(status).toBe(1);
    expect(stdout).toContain('Fixtures are decided otherwise than listed');
  });

  it('says so when the base cannot be compared with', () => {
    const { status, stdout } = review({ check: 0, diff: 2, test: 0 });
    expect(status).toBe(2);
    expect(stdout).toContain('## What these rules change is not known\n\n    talk of diff');
  });

  it('passes where rules are brought for the first time', () => {
    const git = (...words: readonly string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: folder });
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '-m', 'nothing yet');
    const { status, stdout } = review({ check: 0, diff: 2, test: 0 }, 'HEAD');
    expect(status).toBe(0);
    expect(stdout).toContain('There are no rules in `HEAD`');
  });

  it('wants to know the base', () => {
    expect(spawnSync('sh', [script], { encoding: 'utf8' }).status).not.toBe(0);
  });
});

describe('the workflow', () => {
  it('gives a branch name to the script as data only', () => {
    const workflow = parse(readFileSync(resolve(script, '../pull-request.yml'), 'utf8'));
    const steps: { run?: string }[] = workflow.jobs.review.steps;
    expect(steps.map((step) => step.run ?? '').filter((run) => run.includes('${{'))).toEqual([]);
    expect(Object.keys(workflow.on)).toEqual(['pull_request']);
  });
});

/** Runs the script with a command that answers every verb with the given exit code. */
function review(codes: Readonly<Record<'check' | 'diff' | 'test', number>>, base = 'origin/main') {
  const command = join(folder, 'triage.sh');
  const cases = Object.entries(codes).map(([verb, code]) => `${verb}) code=${code} ;;`);
  writeFileSync(
    command,
    `#!/bin/sh\ncase $1 in\n${cases.join('\n')}\nesac\necho "result of $*"\necho "talk of $1" >&2\nexit $code\n`,
  );
  chmodSync(command, 0o755);
  return spawnSync('sh', [script, base], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', TRIAGE: command },
  });
}
