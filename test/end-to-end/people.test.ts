import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Run, type Running, triage, triageRunning } from '../support/triage.js';

let folder: string;
let env: Record<string, string>;
let desk: Running | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-people-'));
  env = { TRIAGE_DATA: join(folder, 'data'), TRIAGE_PORT: '0', TRIAGE_LOG: 'error' };
  desk = null;
});

afterEach(async () => {
  await desk?.stop('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<void> {
  desk = triageRunning(['start'], env);
  await desk.says('Triage Desk listens at');
}

async function stop(): Promise<void> {
  await desk?.stop('SIGTERM');
  desk = null;
}

const run = (...args: string[]): Promise<Run> => triage(args, { env });

interface Told {
  readonly id: string;
  readonly case: string;
}

async function reported(text: string): Promise<Told> {
  return JSON.parse((await run('report', text, '--json')).stdout) as Told;
}

describe.each([
  ['through the running desk', true],
  ['without a desk', false],
])('people act on cases %s', (_, running) => {
  let told: Told;

  beforeEach(async () => {
    await start();
    told = await reported('The charge details of Galería Sur need updating');
    if (!running) await stop();
  });

  it('and their word is kept', async () => {
    expect((await run('acknowledge', told.case, '--as', 'head-of-engineering')).stdout).toContain(
      'acknowledged by head-of-engineering',
    );
    expect((await run('reclassify', told.case, 'incident')).stdout).toContain(
      'reclassified from non-incident to incident by you',
    );
    const { stdout, code } = await run('case', told.case);
    expect(code).toBe(0);
    expect(stdout).toMatch(/acknowledged incident .*decided by you/);
    expect(stdout).toMatch(/Galería Sur.*acknowledged by head-of-engineering.*reclassified/s);
  });

  it('and on reports that nobody follows, too', async () => {
    if (!running) await start();
    const { id, case: none } = await reported('Thanks everybody, have a nice weekend');
    if (!running) await stop();
    expect(none).toBe(null);
    const refused = await run('reclassify', id, 'incident', '--as', 'anybody');
    expect(refused.stderr).toMatch(/To reclassify a case is up to/);
    expect((await run('reclassify', id, 'incident', '--area', 'nowhere')).stderr).toContain(
      '"nowhere" is no area',
    );
    expect((await run('reclassify', id, 'incident', '--area', 'payments')).stdout).toBe(
      `${id}  reclassified to incident by you\n`,
    );
    expect((await run('reclassify', id, 'incident')).stderr).toContain('It is so already');
    expect((await run('reclassify', 'r-nothing', 'incident')).stderr).toContain('There is no such report');
    const { stdout } = await run('case', id.replace(/^r-/, 'case-'));
    expect(stdout).toMatch(/open incident +payments .*decided by you/);
  });

  it('but no person may do what the policy leaves to others', async () => {
    const { code, stderr } = await run('resolve', told.case, '--as', 'anybody');
    expect(code).toBe(1);
    expect(stderr).toMatch(/To resolve a case is up to on-call, pm/);
    expect((await run('resolve', told.case)).stdout).toContain('resolved by you');
  });

  it('and may have a report forgotten', async () => {
    const { code } = await run('forget', told.id);
    expect(code).toBe(0);
    if (!running) await start();
    await expect
      .poll(async () => JSON.parse((await run('effects', '--json')).stdout), { interval: 300 })
      .toSatisfy((effects: { state: string }[]) => effects.every(({ state }) => state === 'withdrawn'));
    expect((await run('export')).stdout).not.toContain('Galería');
    expect((await run('case', told.case)).stdout).toContain('(erased)');
    expect((await run('forget', 'r-nothing')).code).toBe(1);
  });

  it('and carry one through: how grave it is, what helps, what is left, and who has the night', async () => {
    const said: readonly (readonly [readonly string[], string])[] = [
      [['severity', told.case, 'P2'], 'severity set to P2 by you'],
      [['workaround', told.case, 'Reload twice'], 'a way around it was shared by you'],
      [['talking-points', told.case, 'Nothing is lost'], 'talking points were shared by you'],
      [['tell', told.case, 'A fix is on its way'], 'news was told by you'],
      [['resolve', told.case, '--follow-up', 'Find out why'], 'resolved by you'],
      [['reopen', told.case], 'reopened by you'],
    ];
    for (const [words, answer] of said) expect((await run(...words)).stdout).toContain(answer);
    expect((await run('severity', told.case, 'P9')).stderr).toContain('"P9" is no severity');
    expect((await run('split', 'days')).stdout).toMatch(/split, every other day/);
    expect((await run('split', 'none')).stdout).toContain('both have them');
    expect((await run('needs-a-tool')).stdout).toBe('no urgent matter came more than once\n');
  });

  it('and say what there is not', async () => {
    expect((await run('case', 'case-nothing')).code).toBe(1);
    expect((await run('acknowledge', 'case-nothing')).stderr).toContain('There is no case "case-nothing"');
    expect((await run('effects', 'retry', 'nothing')).code).toBe(1);
    expect((await run('effects', '--parked')).stdout).toBe('nothing waits for a person\n');
  });

  it('and everything goes out and in again, for its owner alone', async () => {
    const file = join(folder, 'backup.jsonl');
    expect((await run('export', '--out', file)).code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const restored = { ...env, TRIAGE_DATA: join(folder, 'restored') };
    expect(await triage(['import', file], { env: restored })).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+ rows taken in\n$/),
    });
    const before = await run('case', told.case, '--json');
    expect((await triage(['case', told.case, '--json'], { env: restored })).stdout).toBe(before.stdout);
    expect((await triage(['export'], { env: restored })).stdout).toBe(readFileSync(file, 'utf8'));
    const again = await triage(['import', file], { env: restored });
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('holds reports already') });
  });
});

it('an import refuses what is no export, names the line, and keeps nothing of it', async () => {
  const file = join(folder, 'diary.txt');
  writeFileSync(file, 'dear diary\n');
  expect(await run('import', file)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/diary\.txt: line 1: this is no export/),
  });
  expect((await run('import', join(folder, 'nothing'))).stderr).toContain('it cannot be read (ENOENT)');
  expect((await run('cases')).stdout).toBe('no open cases\n');
});

it('an import does not meddle with a desk that runs', async () => {
  await start();
  expect((await run('import', '-')).stderr).toContain('Stop it first');
});
