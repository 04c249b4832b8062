import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Running, triage, triageRunning } from '../support/triage.js';

let folder: string;
let rules: string;
let env: Record<string, string>;
let desk: Running;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'triage-watching-'));
  rules = join(folder, 'rules');
  cpSync(resolve(import.meta.dirname, '../../rules'), rules, { recursive: true });
  env = { TRIAGE_DATA: join(folder, 'data'), TRIAGE_PORT: '0', TRIAGE_RULES: rules };
  desk = triageRunning(['start'], env);
  await desk.says('Triage Desk listens at');
  url = /listens at (\S+)/.exec(desk.output.stderr)?.[1] ?? '';
});

afterEach(async () => {
  await desk.stop('SIGKILL');
  rmSync(folder, { recursive: true });
});

const read = async (path: string) => {
  const answer = await fetch(`${url}${path}`);
  return {
    status: answer.status,
    body: (await answer.json()) as { rulebook: { version: string }; problems: string[] },
  };
};

it('tells whoever watches that it lives, is ready, and what it has done', async () => {
  expect((await read('/healthz')).status).toBe(200);
  expect(await read('/readyz')).toMatchObject({ status: 200, body: { ready: true, problems: [] } });
  await triage(['report', 'The charge details of Galería Sur need updating'], { env });
  const figures = await (await fetch(`${url}/metrics`)).text();
  expect(figures).toContain('triage_reports_total{class="non-incident"} 1');
  expect(figures).toContain('triage_effects_total{kind="file-ticket",outcome="made"} 1');
  expect(figures).toMatch(/triage_rulebook_info\{version="[0-9a-f]{16}"\} 1/);
  expect(figures).not.toMatch(/charge details|Galer/);
});

it('follows the rules in its folder, and shows which are in force and what is wrong with others', async () => {
  const { body: first } = await read('/readyz');
  const file = join(rules, 'incident.yaml');
  const good = readFileSync(file, 'utf8');
  const within = { interval: 200 };
  writeFileSync(file, `${good}\n# changed\n`);
  await expect
    .poll(async () => (await read('/readyz')).body.rulebook.version, within)
    .not.toBe(first.rulebook.version);
  await desk.says('changed rules are in force');
  writeFileSync(file, 'rules: [');
  await expect.poll(async () => (await read('/readyz')).body.problems, within).toHaveLength(1);
  expect((await read('/readyz')).status).toBe(200);
  writeFileSync(file, good);
  await expect
    .poll(async () => (await read('/readyz')).body, within)
    .toMatchObject({
      problems: [],
      rulebook: { version: first.rulebook.version },
    });
});
