// What is left of a value of a wrong shape when the parts that do not fit are taken out: the names in it can still
// be looked at.

import type { z } from 'zod';
import { valueAt } from './value-at.js';
import type { Path } from './yaml-file.js';

/** The part of a value that fits the schema; null when that is nothing. Lists keep their places or go as a whole. */
export function soundPart<T>(schema: z.ZodType<T>, value: unknown): T | null {
  if (typeof value !== 'object' || value === null) return null;
  const part = structuredClone(value);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const parsed = schema.safeParse(part);
    if (parsed.success) return parsed.data;
    if (!parsed.error.issues.every((issue) => takeOut(part, issue))) return null;
  }
  return null;
}

const MOST_TRIES = 20;

function takeOut(root: object, issue: z.core.$ZodIssue): boolean {
  if (issue.code !== 'unrecognized_keys') return removeKey(root, issue.path);
  return issue.keys.every((key) => removeKey(root, [...issue.path, key]));
}

/** Removes the innermost key of a mapping on the path; where that is absent already, the one around it. */
function removeKey(root: object, path: Path): boolean {
  for (let length = path.length; length > 0; length--) {
    const key = path[length - 1];
    const around = valueAt(root, path.slice(0, length - 1));
    if (typeof key !== 'string' || typeof around !== 'object' || around === null) continue;
    if (Reflect.has(around, key)) return Reflect.deleteProperty(around, key);
  }
  return false;
}
