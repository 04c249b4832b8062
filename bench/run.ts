// Runs benches one after another and puts what each printed into its section of bench/results.md; the other sections stay.
// Run: node bench/run.ts            the short ones
//      node bench/run.ts NAME [ITS OPTIONS]   one by name (page, load, faults, …), with options of its own

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';

const SHORT = ['throughput', 'cold-start', 'reading', 'scaling', 'peers', 'slack'];
const RESULTS = resolve(import.meta.dirname, 'results.md');
const HEAD = `# What the benches measured

Each section is what its command printed on that day (\`node bench/run.ts\`). Figures are medians, with the lowest and the
highest run beside them. Where other programs ran beside it (load above 1 as it began), CPU time says more than wall time.
What the figures mean, and where the time goes: [docs/speed.md](../docs/speed.md).
`;

const [named, ...options] = process.argv.slice(2);
for (const name of named === undefined ? SHORT : [named]) {
  const printed = measured(name);
  if (printed !== undefined) keep(name, printed);
}

/** The section of one bench, or nothing if it failed: then what was measured before stays. */
function measured(name: string): string | undefined {
  const script = resolve(import.meta.dirname, `${name}.ts`);
  if (!existsSync(script)) {
    console.error(
      `No bench is named ${name}: expected the name of a file in bench/, such as ${SHORT.join(', ')}.`,
    );
    process.exitCode = 2;
    return undefined;
  }
  console.log(`\n# ${name}`);
  const [load = 0] = loadavg();
  const run = spawnSync(process.execPath, [script, ...options], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.stdout.write(run.stdout);
  if (run.status !== 0) {
    process.exitCode = 1;
    return undefined;
  }
  const command = ['node', `bench/${name}.ts`, ...options].join(' ');
  const day = new Date().toISOString().slice(0, 10);
  return `## ${name}\n\n\`${command}\`, ${day}, load ${load.toFixed(1)}\n\n\`\`\`text\n${run.stdout.trim()}\n\`\`\`\n`;
}

/** Puts a section in the place of the one before it; a new one comes last. */
function keep(name: string, section: string): void {
  const written = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const [, ...sections] = written.split(/\n(?=## )/);
  const at = sections.findIndex((other) => other.startsWith(`## ${name}\n`));
  sections.splice(at < 0 ? sections.length : at, 1, section);
  writeFileSync(RESULTS, `${[HEAD, ...sections.map((one) => one.trimEnd())].join('\n')}\n`);
}
