// One hash for all tables that are looked up by the letters of a text.

/** A hash of a text, or of a part of one: FNV-1a over UTF-16 units, 32 bits. */
export function hashOf(text: string, from = 0, to = text.length): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The same hash with its high bits mixed into the low ones, which FNV-1a leaves poorly mixed: for tables by mask. */
export function spread(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}
