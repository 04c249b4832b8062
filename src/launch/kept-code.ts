// The code that V8 made of a file, in a file beside it. V8 looks at no more of the source than how long it is, so that a
// checksum says of which source the code is, and another that it is whole.

const { readFileSync, writeFileSync } = process.getBuiltinModule('node:fs');
const { crc32 } = process.getBuiltinModule('node:zlib');

/** Two checksums, of the source and of the code. */
const HEAD = 8;

/** The code that was kept of a file with this source; null where there is none of it, or it is damaged. */
export function readKeptCode(path: string, source: Buffer): Buffer | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(besides(path));
  } catch {
    return null;
  }
  if (bytes.length <= HEAD) return null;
  const code = bytes.subarray(HEAD);
  return bytes.readUInt32LE(0) === crc32(source) && bytes.readUInt32LE(4) === crc32(code) ? code : null;
}

/** Keeps the code of a file. */
export function writeKeptCode(path: string, source: Buffer, code: Buffer): void {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(crc32(source), 0);
  head.writeUInt32LE(crc32(code), 4);
  writeFileSync(besides(path), Buffer.concat([head, code]));
}

function besides(path: string): string {
  return `${path}.code`;
}
