import { describe, expect, it } from 'vitest';
import { signOf } from '../../../src/classifier/reading/expressions.js';
import {
  type Concept,
  compileVocabulary,
  readReport,
  vocabularyData,
  vocabularyFrom,
  vocabularyProblems,
} from '../../../src/classifier/reading/index.js';
import { concept, report, speech } from './reading.js';

function found(concepts: readonly Concept[], text: string): readonly string[] {
  const { hits } = readReport(report(text), compileVocabulary(concepts));
  return hits.map((hit) => text.slice(hit.start, hit.end));
}

describe('a phrase', () => {
  it.each([
    ['by stem and in any case', 'charge card', 'Charging CARDS now', ['Charging CARDS']],
    ['side by side only', 'credit card', 'credit on the card', []],
    [
      'with a gap of three words',
      'card ... declined',
      'card was once again declined',
      ['card was once again declined'],
    ],
    ['not with a gap of four', 'card ... declined', 'card was once again then declined', []],
    ['not across sentences', 'card ... declined', 'No card. It was declined', []],
    ['exactly, when marked so', '=down', 'down and downs', ['down']],
    ['as one word or two', 'check out', 'checkout, check-out', ['checkout', 'check-out']],
    ['as two words or one', 'login', 'log in and login', ['log in', 'login']],
    ['with a letter swapped', 'receive', 'we recieved it', ['recieved']],
    ['with doubled letters astray', 'disappear', 'it dissapeared', ['dissapeared']],
    ['with a letter missing', 'checkout', 'the chekout', ['chekout']],
    ['but short words as written', 'card', 'the cart', []],
    [
      '"not" in any auxiliary',
      'not work',
      "doesn't work, won't work, not working",
      ["doesn't work", "won't work", 'not working'],
    ],
    ['as a regular expression', '/\\bERR-\\d+/', 'got err-42 and ERR-7', ['err-42', 'ERR-7']],
    ['as an emoji', ':fire:', 'prod :fire:', [':fire:']],
  ])('is found %s', (_, phrase, text, expected) => {
    expect(found([concept('it', [phrase])], text)).toEqual(expected);
  });

  it('gives way to a longer one of its concept, and not to one of another', () => {
    const concepts = [concept('card', ['card', 'credit card']), concept('credit', ['credit'])];
    expect(found(concepts, 'credit card')).toEqual(['credit card', 'credit']);
  });

  it('is taken away where a look-alike overlaps it, and only there', () => {
    const concepts = [concept('lot', ['lot'], { not: ['thanks a lot'] })];
    expect(found(concepts, 'thanks a lot for lot 7')).toEqual(['lot']);
  });

  it('of another language counts only where that language is spoken', () => {
    const foreign = {
      name: 'panne',
      roles: [],
      deniable: true,
      not: [],
      phrases: [{ text: 'panne', language: 'fr' }],
    };
    expect(found([foreign], 'le site est en panne depuis ce matin')).toEqual(['panne']);
    expect(found([foreign], 'the panne cotta was not on the table')).toEqual([]);
  });
});

describe('a compiled vocabulary', () => {
  it('reads the same when it is made anew of its data', () => {
    const compiled = compileVocabulary(speech());
    const restored = vocabularyFrom(structuredClone(vocabularyData(compiled)));
    const text = 'Nobody can log in since 9:40, 502s everywhere; not the staging site. Fehlt das Bild?';
    expect(readReport(report(text), restored)).toEqual(readReport(report(text), compiled));
  });
});

describe('what an expression cannot match without', () => {
  it.each([
    ['\\bnot one of\\b', 'not one of'],
    ['\\b(?:none|all) of (?:the |our )?\\d[\\d,.]*', '(?:none|all) of (?:the |our )?\\d'],
    ['\\bevery (?:single )?one\\b', 'every (?:single )?one'],
    ['All \\d+', 'all '],
    ['All \\D', 'all '],
    ['colou?r scheme', 'r scheme'],
    ['5[0-9]{2} errors?', ' error'],
    ["(it|that)['’]s back", 's back'],
    ['failed|broken', 'failed|broken'],
    ['\\A\\W*(ya )?(ha vuelto|volvió)\\W*\\z', 'ha vuelto|volvi'],
    ['ab.cd*', 'ab'],
    ['ERR-\\d', 'err-\\d'],
    ['a\\.b+', 'a\\.b'],
    ['(?i)err', 'err'],
    ['\\x41bc', 'bc'],
    ['\\d+', null],
  ])('of /%s/ is %j', (source, sign) => {
    expect(signOf(source)?.source ?? null).toBe(sign);
  });

  it('is looked for once for all, and an expression of which nothing is known runs anyway', () => {
    const concepts = [
      concept('code', ['/\\bERR-\\d+/']),
      concept('all', ['/all \\d+/']),
      concept('digits', ['/\\d\\d\\d/']),
    ];
    expect(found(concepts, 'All 70 got ERR-7')).toEqual(['All 70', 'ERR-7']);
    expect(found(concepts, 'it was 502')).toEqual(['502']);
  });
});

describe('the check of a vocabulary', () => {
  const problem = (found: string): object =>
    expect.objectContaining({ found: expect.stringContaining(found) });

  it('has nothing to say about the shipped words of any company', () => {
    expect(vocabularyProblems(speech())).toEqual([]);
  });

  it.each([
    ['an empty phrase', [concept('a', [' '])], 'an empty phrase'],
    ['a concept without words', [concept('a', [])], 'no words'],
    ['a phrase of punctuation', [concept('a', ['...'])], 'no word to look for'],
    ['an expression that re2 refuses', [concept('a', ['/(?=x)y/'])], 'looks around'],
    ['a name used twice', [concept('a', ['x']), concept('a', ['y'])], 'a second concept'],
    ['a look-alike inside a phrase', [concept('a', ['issue'], { not: ['issued'] })], 'inside every phrase'],
    [
      'a stem shared by two areas',
      [concept('a', ['paying'], { area: 'x' }), concept('b', ['pays'], { area: 'y' })],
      'has the same stem',
    ],
  ])('names %s', (_, concepts, text) => {
    expect(vocabularyProblems(concepts)).toContainEqual(problem(text));
  });
});
