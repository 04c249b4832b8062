// A step of the build: compiles the shipped rules for the program that was just laid together. Rules with mistakes do not
// stop the build, since whoever is in the middle of an edit builds too; `triage check` tells them.

import { compileShipped, showProblem } from '../rulebook/index.js';

void compileShipped().then((problems) => {
  if (problems.length > 0)
    process.stderr.write(`The rules were not compiled:\n${problems.map(showProblem).join('\n')}\n`);
});
