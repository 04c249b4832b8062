// The entries of a file one by one, so that a wrong one does not hide what is wrong with its neighbours.

import type { z } from 'zod';
import { checkShape } from './check-shape.js';
import type { Problem } from './problem.js';
import { valueAt } from './value-at.js';
import type { Path, YamlFile } from './yaml-file.js';

/** One entry of a list or mapping, with its place in the file. */
export interface EntryAt<T> {
  readonly path: Path;
  readonly value: T;
}

/** What a file holds under one key, as far as it can be read. */
export interface Entries<T> {
  readonly sound: readonly EntryAt<T>[];
  /** Entries of a wrong shape, as written. */
  readonly broken: readonly EntryAt<unknown>[];
  /** The file that the paths of the entries lead into: misspelt keys have their right names in it. */
  readonly yaml: YamlFile;
  readonly problems: readonly Problem[];
  /** False where the file may hold more than could be read one by one. */
  readonly readable: boolean;
}

/** The shape of a file that holds its entries in a list or mapping under one key. */
export interface EntriesShape<K extends string, T> {
  readonly file: z.ZodType<Readonly<Record<K, readonly T[] | Readonly<Record<string, T>>>>>;
  readonly key: K;
  readonly entry: z.ZodType<T>;
}

/** Checks a whole file; where its shape is wrong, tells the entries apart that are not. */
export function checkEntries<K extends string, T>(
  yaml: YamlFile,
  { file, key, entry }: EntriesShape<K, T>,
): Entries<T> {
  const { value: whole, problems, mended } = checkShape(yaml, file);
  if (whole !== null) {
    const sound = Object.entries<T>(whole[key]).map(([name, value]) => ({
      path: [key, Array.isArray(whole[key]) ? Number(name) : name],
      value,
    }));
    return { sound, broken: [], yaml, problems, readable: true };
  }
  const listed = valueAt(mended.value, [key]);
  if (typeof listed !== 'object' || listed === null)
    return { sound: [], broken: [], yaml: mended, problems, readable: false };
  const sound: EntryAt<T>[] = [];
  const broken: EntryAt<unknown>[] = [];
  for (const [name, value] of Object.entries(listed)) {
    const path = [key, Array.isArray(listed) ? Number(name) : name];
    const parsed = entry.safeParse(value);
    if (parsed.success) sound.push({ path, value: parsed.data });
    else broken.push({ path, value });
  }
  return { sound, broken, yaml: mended, problems, readable: !yaml.partial };
}
