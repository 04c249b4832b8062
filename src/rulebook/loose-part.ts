// A value of a wrong shape as far as it fits, for checks that look at its names.

import type { z } from 'zod';
import type { Loose } from '../router/language/index.js';
import { valueAt } from './value-at.js';
import type { Path } from './yaml-file.js';

/** The value with undefined in the place of all that does not fit, so that every part keeps its place; null where nothing fits. */
export function loosePart<T extends z.ZodType>(schema: T, value: unknown): Loose<z.infer<T>> | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as Loose<z.infer<T>>;
  const part = structuredClone(value);
  for (const issue of parsed.error.issues) {
    const wrong = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [key]) : [[]];
    for (const end of wrong) if (!leaveOut(part, [...issue.path, ...end])) return null;
  }
  return part as Loose<z.infer<T>>;
}

function leaveOut(root: unknown, path: Path): boolean {
  const key = path.at(-1);
  if (key === undefined) return false;
  const around = valueAt(root, path.slice(0, -1));
  if (typeof around === 'object' && around !== null) Reflect.set(around, key, undefined);
  return true;
}
