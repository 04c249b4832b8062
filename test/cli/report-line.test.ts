import { describe, expect, it } from 'vitest';
import { LineError, readReportLine } from '../../src/cli/report-line.js';

const defaults = {
  id: 'line-7',
  source: { kind: 'human', channel: 'other', user: '' },
  at: 1_700_000_000_000,
  zone: 'Africa/Algiers',
} as const;

describe('a report line', () => {
  it('needs a text and nothing else', () => {
    expect(readReportLine('{"text":"checkout is down"}', defaults)).toEqual({
      id: 'line-7',
      text: 'checkout is down',
      source: { kind: 'human', channel: 'other', user: '' },
      at: 1_700_000_000_000,
      utcOffset: 60,
    });
  });

  it('carries the time together with the zone it was written in', () => {
    const report = readReportLine('{"text":"x","ts":"2020-11-05T10:11:11-05:00"}', defaults);
    expect(report.at).toBe(Date.UTC(2020, 10, 5, 15, 11, 11));
    expect(report.utcOffset).toBe(-300);
  });

  it('takes a channel with or without its #', () => {
    expect(readReportLine('{"text":"x","source":{"channel":"#incidents"}}', defaults).source.channel).toBe(
      'incidents',
    );
  });

  it('lets the labels of a fixture through unread', () => {
    expect(readReportLine('{"text":"x","label":"incident","why":"because"}', defaults)).not.toHaveProperty(
      'label',
    );
  });

  it.each([
    ['not JSON', '{"text": ', /not valid JSON/],
    ['a bare string', '"checkout is down"', /^the line is "checkout is down", expected an object like/],
    ['no text', '{"id":"a"}', /^"text" is missing, expected a string/],
    ['a number for a text', '{"text": 5}', /^"text" is 5, expected a string/],
    [
      'an unknown kind of source',
      '{"text":"x","source":{"kind":"dog"}}',
      /^"source.kind" is "dog", expected "human" or/,
    ],
    ['a bare word for a source', '{"text":"x","source":"human"}', /^"source" is "human", expected an object/],
    ['an empty id', '{"text":"x","id":""}', /^"id" is "", expected a string that is not empty/],
    ['a time beyond all calendars', '{"text":"x","ts":9007199254740991}', /^"ts" is 9007199254740991, exp/],
    ['a year beyond all calendars', '{"text":"x","ts":"+275760-09-13T00:00:00Z"}', /^"ts" is "\+275760/],
    ['a fraction of no second', '{"text":"x","ts":1e300}', /^"ts" is 1e\+300, expected/],
    ['a time that is none', '{"text":"x","ts":"yesterday"}', /"ts" is "yesterday", expected a time like/],
  ])('%s is refused with what was expected', (_, line, message) => {
    expect(() => readReportLine(line, defaults)).toThrow(LineError);
    expect(() => readReportLine(line, defaults)).toThrow(message);
  });

  it('a megabyte in the wrong place is not repeated in the message', () => {
    const line = JSON.stringify({ text: 'x', ts: 'z'.repeat(1024 * 1024) });
    expect(() => readReportLine(line, defaults)).toThrow(/^"ts" is "z{58}…, expected/);
  });

  it.each([
    ['milliseconds', 1709640000000, 1709640000000],
    ['seconds', 1709640000, 1709640000000],
    ['seconds in a string', '1709640000', 1709640000000],
    ['the ts of a Slack message', '1709640000.000100', 1709640000000],
    ['a local time, in the zone of the policy', '2024-03-05T13:00:00', 1709640000000],
  ])('takes %s', (_, ts, at) => {
    expect(readReportLine(JSON.stringify({ text: 'x', ts }), defaults)).toMatchObject({ at, utcOffset: 60 });
  });
});
