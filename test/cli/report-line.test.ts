import { describe, expect, it } from 'vitest';
import { LineError, readReportLine } from '../../src/cli/report-line.js';

const defaults = {
  id: 'line-7',
  source: { kind: 'human', channel: 'other', user: '' },
  at: 1_700_000_000_000,
  utcOffset: 60,
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
    ['a bare string', '"checkout is down"', /the line: .*expected an object like/],
    ['no text', '{"id":"a"}', /"text"/],
    ['a number for a text', '{"text": 5}', /"text"/],
    ['an unknown kind of source', '{"text":"x","source":{"kind":"dog"}}', /"source.kind"/],
    ['a time that is none', '{"text":"x","ts":"yesterday"}', /"ts" is "yesterday", expected a time like/],
  ])('%s is refused with what was expected', (_, line, message) => {
    expect(() => readReportLine(line, defaults)).toThrow(LineError);
    expect(() => readReportLine(line, defaults)).toThrow(message);
  });
});
