// Schemas of the rule files for editors. They hold this rulebook's names, so they are made where they are used
// and not kept in the repository.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorNames } from '../rulebook/editor-names.js';
import { EDITOR_SCHEMAS, editorSchemas } from '../rulebook/editor-schemas.js';
import type { Rulebook } from '../rulebook/index.js';
import type { Written } from '../rulebook/written.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';
import { writtenRulesIn } from './written-rules.js';

/** Options of `triage schemas`. */
export interface SchemasOptions {
  readonly rules?: string;
  readonly out?: string;
}

/** Writes a JSON Schema for each kind of rule file, with the names of this rulebook, for editors. */
export async function schemasVerb(options: SchemasOptions, terminal: Terminal): Promise<ExitCode> {
  const { folder, written, rulebook } = await writtenRulesIn(options.rules);
  const out = options.out ?? join(folder, BESIDE);
  for (const file of writeSchemas(out, written, rulebook)) await terminal.out(`${file}\n`);
  const lines = Object.entries(EDITOR_SCHEMAS).map(([name, kinds]) => schemaLine(name, kinds));
  terminal.talk(`An editor uses them where a rule file begins with such a line:\n${lines.join('\n')}\n`);
  return EXIT.ok;
}

/** Brings schemas that were once written beside the rules up to date with them; without any does nothing. */
export function refreshSchemas(folder: string, written: Written, rulebook: Rulebook): void {
  const out = join(folder, BESIDE);
  if (existsSync(out)) writeSchemas(out, written, rulebook);
}

// A folder with a dot is no part of the rulebook.
const BESIDE = '.schemas';

function writeSchemas(out: string, written: Written, rulebook: Rulebook): readonly string[] {
  const schemas = editorSchemas(editorNames(written, rulebook));
  mkdirSync(out, { recursive: true });
  return Object.entries(schemas).map(([name, schema]) => {
    const file = join(out, `${name}.schema.json`);
    writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    return file;
  });
}

function schemaLine(name: string, kinds: readonly string[]): string {
  const up = kinds.some((file) => file.includes('/')) ? '../' : '';
  return `  # yaml-language-server: $schema=${up}${BESIDE}/${name}.schema.json   (${kinds.join(', ')})`;
}
