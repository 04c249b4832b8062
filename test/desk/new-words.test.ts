import { describe, expect, it } from 'vitest';
import { newWords } from '../../src/desk/new-words.js';

describe('what an edit has added', () => {
  it.each([
    ['a slip of the pen', 'Nobody can log inn, see below', 'Nobody can log in, see below', 'in'],
    ['more at the end', 'Nobody can log in', 'Nobody can log in. It is back', '. It is back'],
    ['nothing', 'Nobody can log in', 'Nobody can log in', ''],
    ['all of it, where most is new', 'Works again', 'Checkout fails again', 'Checkout fails again'],
  ])('is %s', (_, before, after, added) => expect(newWords(before, after)).toBe(added));
});
