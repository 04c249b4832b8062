import { expect, it } from 'vitest';
import { pinoLog } from '../../src/adapters/log.js';
import type { LogFields } from '../../src/desk/ports.js';

const logged = (fields: LogFields): string => {
  const lines: string[] = [];
  pinoLog('info', { write: (line) => void lines.push(line) }).info(fields, 'a report was accepted');
  return lines.join('');
};

it('writes ids of report, case and effect', () => {
  const line = JSON.parse(logged({ report: 'r-abc', case: 'case-abc', effect: 'r-abc:reply:thread' }));
  expect(line).toMatchObject({ report: 'r-abc', case: 'case-abc', effect: 'r-abc:reply:thread' });
});

it.each([
  ['the text of a report', { text: 'Anna cannot pay with her card' }, 'Anna'],
  ['a token in a field of its own', { token: 'abc' }, 'abc'],
  ['a Slack token inside an error', { error: 'call with xoxb-1234-abcd failed' }, 'xoxb'],
  ['the password of a database address', { error: 'postgres://desk:hunter2@db/desk refused' }, 'hunter2'],
])('hides %s', (_, fields, secret) => {
  expect(logged(fields)).not.toContain(secret);
});
