import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/rulebook/packed.js';

const data = {
  text: 'Überblick 📈 "\\u00e9"',
  none: null,
  deep: [{ odd: Int8Array.of(-1, 2, -3) }, { many: Int32Array.of(-70_000, 1), empty: new Uint32Array() }],
  hashes: Uint32Array.of(4_000_000_000, 7),
  starts: Float64Array.of(0.1, -1e300),
};

describe('packed data', () => {
  it('comes out as it went in, numbers in typed arrays', () => {
    expect(unpack(Buffer.from(pack(data)))).toEqual(data);
  });

  it('comes out wherever its bytes begin', () => {
    const moved = Buffer.concat([Buffer.from('abc'), pack(data)]);
    expect(unpack(moved.subarray(3))).toEqual(data);
  });

  it('holds no kind of array that it would lose', () => {
    expect(() => pack({ small: Float32Array.of(1) })).toThrow('Float32Array');
  });

  it('is used as it lies there, not copied', () => {
    const bytes = Buffer.concat([pack(data)]);
    const { hashes } = unpack(bytes) as typeof data;
    expect(hashes.buffer).toBe(bytes.buffer);
  });
});
