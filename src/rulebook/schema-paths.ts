// What a zod schema says about one place of a file: the keys it knows there, and its advice.

import { z } from 'zod';
import { type Advice, advice } from './advice.js';
import type { Path } from './yaml-file.js';

/** The keys that the schema knows of the mapping at a path. */
export function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  return [...new Set(reach(schema, path).flatMap(keysOf))];
}

function keysOf(schema: z.core.$ZodType): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  const named = schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum ? schema.keyType : null;
  return named === null ? [] : named.options.map(String);
}

/** Whether the value at a path may be a text. */
export function takesText(schema: z.ZodType, path: Path): boolean {
  return reach(schema, path).some((one) => one instanceof z.ZodString);
}

/** What the schema advises for the value at a path; of several alternatives the first that says anything. */
export function adviceAt(schema: z.ZodType, path: Path): Advice {
  return Object.assign(
    {},
    ...reach(schema, path)
      .toReversed()
      .map((one) => advice.get(one)),
  );
}

/** The schemas of the value at a path, unions before their alternatives. */
function reach(schema: z.ZodType, path: Path): readonly z.core.$ZodType[] {
  return path.reduce<readonly z.core.$ZodType[]>(
    (reached, key) => reached.flatMap((one) => step(one, key)).flatMap(unfold),
    unfold(schema),
  );
}

function step(schema: z.core.$ZodType, key: PropertyKey): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodObject)
    return [schema.shape[String(key)]].filter((inner) => inner !== undefined);
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return [];
}

function unfold(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodNullable
  )
    return [schema, ...unfold(schema.unwrap())];
  if (schema instanceof z.ZodUnion) return [schema, ...schema.options.flatMap(unfold)];
  return [schema];
}
