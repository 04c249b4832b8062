import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layNames, symbolNumber } from '../../../src/classifier/reading/symbol-table.js';

const names = fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 60 });

describe('the table of symbols', () => {
  it('knows each name by its number, and no other', () => {
    fc.assert(
      fc.property(names, fc.string({ unit: 'grapheme', maxLength: 6 }), (known, other) => {
        const table = layNames(known);
        for (const [number, name] of known.entries()) expect(symbolNumber(table, name)).toBe(number);
        expect(symbolNumber(table, other)).toBe(known.indexOf(other));
      }),
    );
  });
});
