import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scan } from '../../../src/classifier/index.js';
import { spellingTable } from '../../../src/classifier/reading/spelling-table.js';
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
  it('finds every piece that was added, and no other', () => {
    const piece = fc.string({ minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.uniqueArray(piece, { maxLength: 60 }), piece, (pieces, other) => {
        const table = spellingTable<{ readonly written: string }>();
        const entries = pieces.map((written) => table.add({ written }));
        const text = pieces.join('');
        let start = 0;
        for (const entry of entries) {
          expect(table.find(text, start, start + entry.written.length)).toBe(entry);
          start += entry.written.length;
        }
        expect(table.find(`-${other}-`, 1, 1 + other.length)?.written).toBe(
          pieces.includes(other) ? other : undefined,
        );
      }),
    );
  });

  it('keeps what it has when it grows', () => {
    const table = spellingTable<{ readonly written: string }>();
    const words = Array.from({ length: 20_000 }, (_, i) => i.toString(36));
    for (const written of words) table.add({ written });
    expect(table.size()).toBe(20_000);
    for (const word of words) expect(table.find(word, 0, word.length)?.written).toBe(word);
  });
});
