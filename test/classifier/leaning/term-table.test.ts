import { describe, expect, it } from 'vitest';
import { loadTable, rowOf } from '../../../src/classifier/leaning/term-table.js';

function tableOf(hashes: readonly number[]) {
  const stored = {
    hashes: Buffer.from(Uint32Array.from(hashes).buffer).toString('base64'),
    scores: Buffer.from(new Int8Array(hashes.length).buffer).toString('base64'),
    unit: 1,
  };
  return loadTable(stored, 1);
}

const largest = 2 ** 32 - 1;
const many = Array.from({ length: 5000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 0).sort((a, b) => a - b);

describe('a table by hash', () => {
  it.each([
    ['of nothing', []],
    ['of one', [7]],
    ['of the smallest and the largest', [0, largest]],
    ['of neighbours', [5, 6, 7, 8, 9]],
    ['of many', many],
  ])('%s finds the row of each, and of no other', (_, hashes) => {
    const table = tableOf(hashes);
    expect(hashes.map((hash) => rowOf(table, hash))).toEqual(hashes.map((_, row) => row));
    const others = [0, 1, 10, largest, ...hashes.map((hash) => (hash + 1) >>> 0)];
    for (const other of others.filter((hash) => !hashes.includes(hash))) expect(rowOf(table, other)).toBe(-1);
  });

  it('takes a hash with its sign for the same', () => {
    expect(rowOf(tableOf([7, 0xfffffff0]), -16)).toBe(1);
  });
});
