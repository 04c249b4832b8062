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

/**
 * A table by hash, with open addressing: the place of each hash among the given ones plus one, 0 where there is none. At
 * most half of the slots are taken, so that a look-up ends soon.
 */
export function slotsOf(hashes: Uint32Array): Uint32Array {
  let length = 8;
  while (length < 2 * hashes.length) length *= 2;
  const slots = new Uint32Array(length);
  for (let place = 0; place < hashes.length; place++) {
    let at = spread(hashes[place] ?? 0) & (length - 1);
    while (slots[at] !== 0) at = (at + 1) & (length - 1);
    slots[at] = place + 1;
  }
  return slots;
}
