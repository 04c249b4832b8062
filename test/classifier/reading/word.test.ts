import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scan } from '../../../src/classifier/index.js';
import { spellingTable } from '../../../src/classifier/reading/spelling-table.js';
import { layOut } from '../../../src/classifier/reading/units.js';
import { perWord, wordFor, wordsKnown } from '../../../src/classifier/reading/word.js';

describe('the words of a text', () => {
  it('are the same object wherever they stand, whatever their capitals', () => {
    const [first, second, third] = scan('Checkout checkout CHECKOUT');
    expect(second?.word).toBe(first?.word);
    expect(third?.word).toBe(first?.word);
  });

  it('are different for different kinds of one spelling', () => {
    expect(wordFor('number', '5')).not.toBe(wordFor('word', '5'));
  });

  it('are asked about once', () => {
    let asked = 0;
    const lengthOf = perWord(({ norm }) => {
      asked++;
      return norm.length;
    });
    expect([lengthOf(wordFor('word', 'down')), lengthOf(wordFor('word', 'down'))]).toEqual([4, 4]);
    expect(asked).toBe(1);
  });

  it('are forgotten when they are many, and those still in use keep what was found of them', () => {
    const spelling = perWord(({ norm }) => norm);
    const before = wordsKnown();
    const old = scan('payments fail').map((token) => token.word);
    expect(old.map(spelling)).toEqual(['payments', 'fail']);
    for (let text = 0; text < 12; text++)
      scan(Array.from({ length: 9000 }, (_, i) => `w${(text * 9000 + i).toString(36)}`).join(' '));
    expect(wordsKnown()).not.toBe(before);
    const fresh = scan('refunds stuck').map((token) => token.word);
    expect([...fresh, ...old].map(spelling)).toEqual(['refunds', 'stuck', 'payments', 'fail']);
  });
});

describe('the table of spellings', () => {
  const lay = (text: string): string => {
    layOut(text, text.length);
    return text;
  };

  it.each([
    ['of letters', fc.string({ minLength: 1, maxLength: 10 })],
    ['of any units', fc.string({ unit: 'binary', minLength: 1, maxLength: 10 })],
  ])('finds every piece %s that was added, and no other', (_, piece) => {
    fc.assert(
      fc.property(fc.uniqueArray(piece, { maxLength: 60 }), piece, (pieces, other) => {
        const table = spellingTable<{ readonly written: string }>();
        lay(pieces.join(''));
        const starts = pieces.map((_, i) => pieces.slice(0, i).join('').length);
        const entries = pieces.map((written, i) =>
          table.add(starts[i] ?? 0, (starts[i] ?? 0) + written.length, { written }),
        );
        for (const [i, entry] of entries.entries())
          expect(table.find(starts[i] ?? 0, (starts[i] ?? 0) + entry.written.length)).toBe(entry);
        lay(`-${other}-`);
        expect(table.find(1, 1 + other.length)?.written).toBe(pieces.includes(other) ? other : undefined);
      }),
    );
  });

  it('keeps what it has when it grows', () => {
    const table = spellingTable<{ readonly written: string }>();
    const words = Array.from({ length: 20_000 }, (_, i) => i.toString(36));
    for (const written of words) table.add(0, lay(written).length, { written });
    expect(table.size()).toBe(20_000);
    for (const word of words) expect(table.find(0, lay(word).length)?.written).toBe(word);
  });
});
