// The last step of the build: runs the program on a report or two, and keeps the code that V8 has made of each file by
// then. Without it, everything works as well, and starts slower.

import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { runVerb } from '../main.js';
import { writeKeptCode } from './kept-code.js';
import { type LoadedProgram, programIn, scriptOf } from './load-program.js';

const program = new URL('../program/', import.meta.url);
const folder = fileURLToPath(program);
const shippedRules = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Reports whose reading calls for what most reports call for: numbers, areas, a deadline, an answer for each class. */
const REPORTS = [
  'Nobody can log in, three galleries wrote in the last ten minutes',
  'Please change the bid on lot 12 before the auction at 6 pm tonight',
];

const place = mkdtempSync(join(tmpdir(), 'triage-keep-code-'));
process.on('exit', () => rmSync(place, { recursive: true, force: true }));
process.env.TRIAGE_CACHE_DIR = join(place, 'cache');

const started = programIn(program, { kept: false });
await classify(started, shippedRules);
const edited = join(place, 'rules');
cpSync(shippedRules, edited, { recursive: true });
appendFileSync(join(edited, 'incident.yaml'), '# edited\n');
const compiling = programIn(program, { kept: false });
await classify(compiling, edited);

for (const file of readdirSync(folder)) {
  if (!file.endsWith('.cjs')) continue;
  const path = join(folder, file);
  const source = readFileSync(path);
  const script = started.scripts.get(file) ?? compiling.scripts.get(file) ?? scriptOf(path, source, null);
  writeKeptCode(path, source, script.createCachedData());
}

async function classify({ load }: LoadedProgram, rules: string): Promise<void> {
  const main = load('main.cjs') as { readonly runVerb: typeof runVerb };
  const said: string[] = [];
  const terminal = {
    out: async () => {},
    talk: (text: string) => void said.push(text),
    input: process.stdin,
    interactive: false,
    colour: false,
    width: 100,
    env: {},
    now: Date.now,
  };
  for (const report of REPORTS)
    for (const more of [[], ['--json']]) {
      const code = await main.runVerb(['classify', '--rules', rules, report, ...more], terminal);
      // Whoever is in the middle of an edit of the rules builds too.
      if (code !== 0) process.stderr.write(`The code of starts was not kept whole:\n${said.join('')}`);
    }
}
