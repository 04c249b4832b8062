import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const script = `
  const { processTerminal } = await import(${JSON.stringify(join(root, 'src/cli/terminal.ts'))});
  await processTerminal().out('a result\\n');
  await new Promise((resolve) => setTimeout(resolve, 100));`;

it.skipIf(process.platform !== 'linux')('a full disk behind standard output is told in one line', () => {
  const full = openSync('/dev/full', 'w');
  const resolver = join(root, 'bench/faults/resolve-typescript.mjs');
  const args = ['--no-warnings', '--experimental-transform-types', '--import', resolver];
  const { status, stderr } = spawnSync(process.execPath, [...args, '--input-type=module', '-e', script], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(stderr).toMatch(/^triage: standard output: the disk is full \(ENOSPC\)\..*\n$/);
  expect(status).toBe(2);
});
