/**
 * A value as far as it fits its shape: what does not fit, or is missing, holds undefined, so that the names in all the
 * rest can still be looked at.
 */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly (Loose<Item> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Loose<T[Key]> | undefined }
    : T;

/** Whether nothing in it is unknown. */
export function isWhole<T>(value: Loose<T> | undefined): value is Loose<T> & T {
  if (value === undefined) return false;
  return (
    typeof value !== 'object' || value === null || Object.values({ ...value }).every((part) => isWhole(part))
  );
}

/** The entries of a list that are known, with their places. */
export function known<T>(list: readonly (T | undefined)[] = []): readonly (readonly [number, T])[] {
  return list.flatMap((item, index) => (item === undefined ? [] : [[index, item] as const]));
}
