// Arguments that let Node run our TypeScript as it stands, without a build that could be stale.

import { fileURLToPath } from 'node:url';

const hook = fileURLToPath(new URL('./resolve-typescript.mjs', import.meta.url));

/** Arguments for `node` to run a TypeScript file, given as a file URL. */
export function argumentsToRun(file: URL): readonly string[] {
  return ['--no-warnings', '--experimental-transform-types', '--import', hook, fileURLToPath(file)];
}
