// Runs the short benches, one after another, and writes what they printed to bench/results.md. The long ones
// (load.ts, faults.ts, accuracy.ts, page.ts) are run by name. Run: node bench/run.ts [names…]

import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { machine } from './measure.ts';

const SHORT = ['throughput', 'cold-start', 'reading', 'scaling', 'peers', 'slack'];
const asked = process.argv.slice(2);
const sections = (asked.length > 0 ? asked : SHORT).map(section);
const [load = 0] = loadavg();
const head = `# What the benches measured

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Figures are medians, with the lowest and the highest run beside them.
Machine: ${machine()}. Where other programs ran beside it (load ${load.toFixed(1)} at the end), CPU time says more than wall time.
`;
if (asked.length === 0)
  writeFileSync(resolve(import.meta.dirname, 'results.md'), [head, ...sections].join('\n'));

function section(name: string): string {
  console.log(`\n# ${name}`);
  const run = spawnSync(process.execPath, [resolve(import.meta.dirname, `${name}.ts`)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.stdout.write(run.stdout);
  if (run.status !== 0) process.exitCode = 1;
  return `## ${name}\n\n\`\`\`text\n${run.stdout.trim()}\n\`\`\`\n`;
}
