/** The keys of the mapping that stands under `key` in a file's value; null where there is no such mapping. */
export function mappingKeys(value: unknown, key: string): readonly string[] | null {
  const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : null;
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.keys(inner) : null;
}
