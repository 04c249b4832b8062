import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READ_LIMIT, scan, scanText } from '../../../src/classifier/reading/index.js';

const norms = (text: string): readonly string[] => scan(text).map((token) => token.norm);

describe('the scanner', () => {
  it.each([
    ["can't", ['cant']],
    ['cant', ['cant']],
    ['can´t', ['cant']],
    ['can’t', ['cant']],
    ['cannot', ['cant']],
    ['can not', ['cant']],
    ['does not work', ['doesnt', 'work']],
    ["the gallery's page", ['the', 'gallery', 'page']],
    ["l'ordine", ['l', 'ordine']],
    ["impossible d'accéder", ['impossible', 'd', 'acceder']],
    ['log-in', ['log', 'in']],
    ['re-index', ['reindex']],
    ['für Straße', ['fur', 'strasse']],
    ['ElasticsearchClusterRed', ['elasticsearch', 'cluster', 'red']],
    ['PayPal', ['paypal']],
    ['context_owner_id', ['context', 'owner', 'id']],
  ])('reads %j as the words %j', (text, words) => {
    expect(norms(text)).toEqual(words);
  });

  it.each([
    ['2,300', 'number', 2300],
    ['1.2k', 'number', 1200],
    ['60%', 'percent', 60],
    ['€850', 'money', 850],
    ['17:30', 'time', null],
    ['9am', 'time', null],
    ['18h30', 'time', null],
    ['2024-03-13', 'date', null],
    ['5xx', 'word', null],
    ['2FA', 'word', null],
    [':sob:', 'emoji', null],
    ['😡', 'emoji', null],
    ['<@U123>', 'mention', null],
    ['<!here>', 'mention', null],
    ['<#C1|incidents>', 'channel', null],
    ['https://example.org/a?b=c', 'link', null],
    ['ana@example.org', 'email', null],
  ])('takes %j for a %s of value %j', (text, kind, value) => {
    expect(scan(text)).toMatchObject([{ kind, value, start: 0 }]);
  });

  it('reads the label of a link and leaves its address out of the words', () => {
    const text = 'see <https://example.org/down|the cart> &amp; tell';
    expect(norms(text)).toEqual(['see', 'example.org', 'the', 'cart', 'tell']);
  });

  it('marks quoted lines, quotation marks and code', () => {
    const text = '&gt; quoted line\nown "marked" and `code`';
    const quoted = Object.fromEntries(scan(text).map((token) => [token.norm, token.quoted]));
    expect(quoted).toMatchObject({ quoted: 'line', own: null, marked: 'marks', code: 'code' });
  });

  it('tells sentences apart, but not at abbreviations, hosts, versions or wrapped lines', () => {
    const text = 'See api.example.org v2.1.3, e.g. the cart\nand more. Next one? Third';
    expect(scanText(text).sentences.map((sentence) => sentence.question)).toEqual([false, true, false]);
  });

  it('gives offsets into the text as given, in order, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        let last = 0;
        for (const token of scan(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          last = token.end;
        }
      }),
    );
  });

  it('survives markup, quotes and digits in any order', () => {
    const piece = fc.constantFrom(
      '<@',
      '>',
      '<https://',
      '|',
      '&gt;',
      '`',
      '```',
      '"',
      ':',
      '12',
      '.',
      ',',
      "'",
      '-',
      '\n',
      'a',
      '\ud83d',
      '\ude21',
      '日',
      'ش',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        for (const token of scan(text)) expect(token.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('reads 64 KiB and never half a surrogate pair', () => {
    const text = `${'a'.repeat(READ_LIMIT - 1)}😡 down`;
    const [token] = scan(text);
    expect(token).toMatchObject({ start: 0, end: READ_LIMIT - 1 });
    expect(scan(text)).toHaveLength(1);
  });
});
