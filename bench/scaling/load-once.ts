// Loads one rules folder and prints what it took, as JSON: load-once.ts RULES CACHE

import { loadRulebookFolder, showProblem } from '../../src/rulebook/index.js';
// The program has it compiled; here Node would make JavaScript of it within the time that is measured.
import '../../src/rulebook/read.js';

const [rules = '', cache = ''] = process.argv.slice(2);
const before = process.cpuUsage();
const started = performance.now();
const { rulebook, problems } = await loadRulebookFolder(rules, { cache });
const wall = performance.now() - started;
const { user, system } = process.cpuUsage(before);
if (rulebook === null) throw new Error(problems.slice(0, 5).map(showProblem).join('\n'));
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
