/** A structure out of a JSON column: this program wrote it itself, in the same version or through a migration. */
export function readJson<T>(text: string): T {
  return JSON.parse(text);
}

/** The number out of `select count(*) as count`. */
export function countOf(row: { readonly count: number | string | bigint } | undefined): number {
  return Number(row?.count ?? 0);
}
