// Loads the program as the build has laid it together, each file with the code that V8 had made of it by the time a
// first report was classified (keep-code.ts): its functions need not be parsed and compiled again when they are called.
// Node's compile cache keeps what is compiled as a file is loaded, which is hardly any function.

import type { Script } from 'node:vm';
import { readKeptCode } from './kept-code.js';

// An import of them would read every name that they export, and make Node load half of itself for that.
const { readFileSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { join } = process.getBuiltinModule('node:path');
const { fileURLToPath } = process.getBuiltinModule('node:url');
const vm = process.getBuiltinModule('node:vm');

/** What a program has loaded so far. */
export interface LoadedProgram {
  /** A file's script by the file's name. */
  readonly scripts: ReadonlyMap<string, Script>;
  /** What a file exports; it is loaded when it is first asked for. */
  load(file: string): unknown;
}

/** A program from a folder of CommonJS files that ask for each other as `./name`. */
export function programIn(place: URL, { kept = true }: { readonly kept?: boolean } = {}): LoadedProgram {
  const folder = fileURLToPath(place);
  const outside = createRequire(join(folder, 'main.cjs'));
  const scripts = new Map<string, Script>();
  const modules = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const had = modules.get(file);
    if (had !== undefined) return had.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const path = join(folder, file);
    const source = readFileSync(path);
    const script = scriptOf(path, source, kept ? readKeptCode(path, source) : null);
    scripts.set(file, script);
    const run = script.runInThisContext() as (...given: readonly unknown[]) => void;
    run(module.exports, ask, module, path, folder);
    return module.exports;
  };
  const ask = (name: string): unknown => (name.startsWith('./') ? load(name.slice(2)) : outside(name));
  return { scripts, load };
}

/** A file of a program as a script; what was kept by another V8, or under other flags, is left aside by V8 itself. */
export function scriptOf(path: string, source: Buffer, keptCode: Buffer | null): Script {
  return new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: path,
    ...(keptCode !== null && { cachedData: keptCode }),
  });
}
