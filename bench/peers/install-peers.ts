// Other rule engines, at fixed versions, in a folder of temporary files that later runs find again.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The peers and their versions. */
export const PEERS = {
  '@gorules/zen-engine': '0.54.0',
  'node-rules': '9.2.0',
  'json-logic-js': '2.0.5',
  'json-logic-engine': '5.0.7',
} as const;

/** Installs what is not there yet, without install scripts; gives a `require` that finds it. */
export function installPeers(): NodeJS.Require {
  const folder = join(tmpdir(), `triage-desk-peers-${Object.values(PEERS).join('-')}`);
  if (!existsSync(join(folder, 'node_modules/.package-lock.json'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }));
    const run = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
      cwd: folder,
      stdio: 'inherit',
    });
    if (run.status !== 0)
      throw new Error(`npm could not install the peers in ${folder}: is there a network?`);
  }
  return createRequire(join(folder, 'package.json'));
}
