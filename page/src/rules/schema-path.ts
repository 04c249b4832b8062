// What a JSON Schema says of a place in a YAML file: the keys that may stand there, and the values. Knows block YAML
// and its lists by their indentation, as rule files are written.

/** A JSON Schema, as far as completion reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** One thing that may stand at a place. */
export interface Proposal {
  readonly text: string;
  readonly kind: 'key' | 'value';
  readonly about: string;
}

/** Keys above a place, outermost first; `null` stands for an item of a list. */
export type Path = readonly (string | null)[];

/** Where a line of YAML stands: the path above it, and whether a key or the value of one is being written. */
export function placeIn(
  lines: readonly string[],
  row: number,
  column: number,
): { path: Path; key: string | null } {
  const line = (lines[row] ?? '').slice(0, column);
  const { indent, dashes, rest } = partsOf(line);
  const key = /^("?)([^"#:[\]{},]+)\1:(?:\s+|$)/.exec(rest)?.[2]?.trim() ?? null;
  const inList = /^[^[\]]*\[[^\]]*$/.test(rest);
  const own = indent + dashes.length;
  const above = pathAbove(lines, row, dashes.length > 0 ? indent : own);
  const path: Path = dashes.length > 0 ? [...above, null] : above;
  return {
    path: inList && key !== null ? [...path, key, null] : path,
    key: inList && key !== null ? '' : key,
  };
}

/** What may stand there, that fits the beginning of a word. */
export function proposals(schema: Schema, path: Path, key: string | null): readonly Proposal[] {
  const here = path.reduce<readonly Schema[]>(
    (schemas, part) => schemas.flatMap((one) => inside(one, part, schema)),
    alternatives(schema, schema),
  );
  const values = (schemas: readonly Schema[]): readonly Proposal[] =>
    schemas.flatMap((one) => [
      ...[...(one.enum ?? []), ...(one.const === undefined ? [] : [one.const])].map(
        (value): Proposal => ({ text: String(value), kind: 'value', about: one.description ?? '' }),
      ),
      ...(one.type === 'boolean'
        ? ['true', 'false'].map((text): Proposal => ({ text, kind: 'value', about: '' }))
        : []),
    ]);
  if (key === '') return unique(values(here));
  if (key !== null) return unique(values(here.flatMap((one) => inside(one, key, schema))));
  const keys = here.flatMap((one) =>
    Object.entries(one.properties ?? {}).map(
      ([text, { description }]): Proposal => ({ text, kind: 'key', about: description ?? '' }),
    ),
  );
  return unique([...keys, ...values(here)]);
}

function unique(found: readonly Proposal[]): readonly Proposal[] {
  return [...new Map(found.map((one) => [one.text, one])).values()];
}

function inside(schema: Schema, part: string | null, root: Schema): readonly Schema[] {
  if (part === null) return schema.items === undefined ? [] : alternatives(schema.items, root);
  const known = schema.properties?.[part];
  if (known !== undefined) return alternatives(known, root);
  const { additionalProperties: other } = schema;
  return typeof other === 'object' ? alternatives(other, root) : [];
}

/** A schema and what it may also be, references followed. */
function alternatives(schema: Schema, root: Schema, depth = 0): readonly Schema[] {
  if (depth > 12) return [];
  const name = /^#\/(?:definitions|\$defs)\/(.+)$/.exec(schema.$ref ?? '')?.[1];
  const referred = name === undefined ? undefined : (root.definitions?.[name] ?? root.$defs?.[name]);
  const parts = [
    ...(referred === undefined ? [] : [referred]),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    ...(schema.allOf ?? []),
  ];
  return [schema, ...parts.flatMap((one) => alternatives(one, root, depth + 1))];
}

function partsOf(line: string): { indent: number; dashes: string; rest: string } {
  const found = /^(\s*)((?:-\s+)*)(.*)$/.exec(line);
  return { indent: found?.[1]?.length ?? 0, dashes: found?.[2] ?? '', rest: found?.[3] ?? '' };
}

/** The keys and list items that a line of that indentation stands in. */
function pathAbove(lines: readonly string[], row: number, indent: number): Path {
  const path: (string | null)[] = [];
  let within = indent;
  for (let at = row - 1; at >= 0 && within >= 0; at--) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const { indent: own, dashes, rest } = partsOf(line);
    const inner = own + dashes.length;
    const key = /^("?)([^"#:]+)\1:(?:\s|$)/.exec(rest)?.[2]?.trim();
    if (inner < within && key !== undefined) {
      path.unshift(key);
      within = inner;
    }
    if (dashes.length > 0 && own < within && inner <= within) {
      path.unshift(null);
      within = own;
    }
    if (within === 0 && dashes.length === 0 && own === 0) break;
  }
  return path;
}
