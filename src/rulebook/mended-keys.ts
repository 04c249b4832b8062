// A file as it was probably meant: keys that nobody knows under the names that they stand for, so that what is written
// behind them is looked at as well.

import { valueAt } from './value-at.js';
import type { Path, YamlFile } from './yaml-file.js';

/** A key as written in the mapping at a path, and the one that was meant. */
export interface KeyMeant {
  readonly path: Path;
  readonly key: string;
  readonly meant: string;
}

/** The file with these keys renamed; a place in it is the place of what was written. */
export function withKeys(yaml: YamlFile, keys: readonly KeyMeant[]): YamlFile {
  const value = structuredClone(yaml.value);
  const written = new Map<string, string>();
  for (const { path, key, meant } of keys) {
    rename(valueAt(value, path), key, meant);
    written.set(place(path, meant), key);
  }
  const asWritten = (path: Path): Path =>
    path.map((key, level) => written.get(place(path.slice(0, level), key)) ?? key);
  return {
    file: yaml.file,
    value,
    problems: yaml.problems,
    partial: yaml.partial,
    at: (path) => yaml.at(asWritten(path)),
    atKey: (path, key) => yaml.atKey(asWritten(path), written.get(place(path, key)) ?? key),
  };
}

function place(path: Path, key: PropertyKey): string {
  return JSON.stringify([...path, key].map(String));
}

function rename(mapping: unknown, key: string, meant: string): void {
  // One mapping may stand at two places, by an anchor: there it was renamed already.
  if (typeof mapping !== 'object' || mapping === null || !Object.hasOwn(mapping, key)) return;
  Reflect.set(mapping, meant, Reflect.get(mapping, key));
  Reflect.deleteProperty(mapping, key);
}
