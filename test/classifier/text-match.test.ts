import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { firstMatch } from '../../src/classifier/rules/text-match.js';

const word = fc.constantFrom('50', '500', 'error', 'Bad', 'ask', 'a.b', 'x');

const part: fc.Arbitrary<string> = fc.oneof(
  word.map((literal) => literal.replaceAll('.', '\\.')),
  fc.constantFrom('\\b', '\\d', '.', ' ', '[345]', '(an? )?', '(x|50)+', '.{0,4}', '(?:bad|\\d) '),
);

const pattern = fc
  .array(
    fc.array(
      fc.oneof(
        part,
        fc.tuple(part, part).map(([one, other]) => `(${one}|${other})`),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((branches) => branches.map((parts) => parts.join('')).join('|'));

const text = fc
  .array(fc.oneof(word, fc.constantFrom(' ', 'an ', 'aſk', 'BAD', '\n', '[', '504')), { maxLength: 8 })
  .map((words) => words.join(''));

describe('a pattern', () => {
  it('is found where re2 finds it, whatever is looked for before re2 is asked', () => {
    fc.assert(
      fc.property(pattern, text, (source, read) => {
        const plain = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE).matcher(read);
        expect(firstMatch(read, `/${source}/`)).toEqual(
          plain.find() ? { start: plain.start(), end: plain.end() } : null,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
