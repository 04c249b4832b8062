import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marker } from '../../src/classifier/rules/marker.js';

describe('marked positions', () => {
  it.each([50, 5000])('come in order, each once, among %i', (count) => {
    fc.assert(
      fc.property(fc.array(fc.nat(count - 1)), (positions) => {
        const { mark, takeInOrder } = marker(count);
        for (const position of positions) mark(position);
        expect(takeInOrder()).toEqual([...new Set(positions)].sort((a, b) => a - b));
        expect(takeInOrder()).toEqual([]);
      }),
    );
  });
});
