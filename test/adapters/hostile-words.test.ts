import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adfFrom, textOfAdf } from '../../src/adapters/jira/adf.js';
import { keyMark } from '../../src/adapters/key-mark.js';
import { cleanText, cutText, oneLine } from '../../src/adapters/plain-text.js';
import { markdownFrom } from '../../src/adapters/trello/trello-markdown.js';
import { contractJson, withContracts } from '../support/contracts.js';
import { adfComplaint } from '../support/fake-jira.js';
import { openApiCheck } from '../support/openapi.js';

/** Pieces that mean something to somebody, in any order, among any characters. */
const words = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '\n',
        '\n\n',
        '- ',
        '* ',
        '  ',
        'https://example.com/a_b?c=[d](e)',
        'https://',
        '@board',
        '<!channel>',
        '{"type":"doc"}',
        '\u0000',
        '\ud800',
        '\u202e',
        '[x](javascript:alert(1))',
        '# ',
        '> ',
        '```',
        '1. ',
        '---',
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('words of strangers', () => {
  it('always make a document that Jira takes, with nothing but text in it', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(adfComplaint(adfFrom(text))).toBeNull();
        for (const [, href = ''] of JSON.stringify(adfFrom(text)).matchAll(/"href":"([^"]*)"/g))
          expect(href).toMatch(/^https?:\/\//);
      }),
    );
  });

  it('are all there in the document', () => {
    fc.assert(
      fc.property(words, (text) => {
        const letters = (value: string) => value.replace(/[\s*-]/g, '');
        const kept = letters(cleanText(text));
        if (kept !== '') expect(letters(textOfAdf(adfFrom(text)))).toBe(kept);
      }),
    );
  });

  it('never make Markdown, and mention nobody', () => {
    fc.assert(
      fc.property(words, (text) => {
        const plain = markdownFrom(text, '\n\nmark').replace(/https?:\/\/[A-Za-z0-9/:.?=&%#+,;_-]+/g, '');
        expect(plain).not.toMatch(/@\w/);
        expect(plain.replace(/\\[\s\S]/g, '')).not.toMatch(/[`*_[\]<>#|]/);
        expect(plain.endsWith('mark')).toBe(true);
      }),
    );
  });

  it('fit in one line and into any length, without half characters', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 40, max: 200 }), (text, longest) => {
        const line = oneLine(text, longest, 'none');
        expect(line).not.toMatch(/[\r\n\u0000]/);
        expect(line.length).toBeGreaterThan(0);
        expect(line.length).toBeLessThanOrEqual(longest);
        expect(line.isWellFormed()).toBe(true);
        expect(cutText(cleanText(text), longest).length).toBeLessThanOrEqual(longest);
      }),
    );
  });

  it('in a key make a mark that means nothing in any query', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(keyMark(key)).toMatch(/^triage-[0-9a-f]{20}$/);
      }),
    );
  });
});

describe('the check by the official specifications', () => {
  withContracts('the specifications of Jira and Trello', () => {
    const jira = openApiCheck(contractJson('jira', 'platform-rest-v3.openapi.json'));
    const trello = openApiCheck(contractJson('trello', 'rest-v1.openapi.json'), '/1');
    const request = (method: string, path: string, body?: unknown, query = '') => ({
      method,
      path,
      body,
      query: new URLSearchParams(query),
    });

    it('notices what does not fit', () => {
      expect(jira(request('POST', '/rest/api/3/issue', { fields: 'none' }))).toEqual([
        expect.stringContaining('/fields must be object'),
      ]);
      expect(jira(request('GET', '/rest/api/3/myself', undefined, 'odd=1'))).toEqual([
        expect.stringContaining('unknown parameter odd'),
      ]);
      expect(jira(request('POST', '/rest/api/3/nothing', {}))).toEqual([
        expect.stringContaining('no such operation'),
      ]);
      expect(trello(request('POST', '/1/cards', undefined, 'name=x'))).toEqual([
        expect.stringContaining('idList is missing'),
      ]);
    });
  });
});
