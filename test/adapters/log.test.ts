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
  ['the words of an error', { error: 'duplicate key (Anna cannot pay)' }, 'Anna'],
  ['a Trello token', { problem: 'used ATTAabc123 there' }, 'abc123'],
  ['basic credentials', { problem: 'sent Basic dXNlcjpwYXNz' }, 'dXNlcjpwYXNz'],
  ['a password beside its name', { problem: 'opened with password=hunter2' }, 'hunter2'],
  ['a JSON web token', { problem: 'got eyJhbGciOiJI.eyJzdWIiOiIx.c2ln' }, 'eyJ'],
  ['an AWS key', { problem: 'AKIAIOSFODNN7EXAMPLE is wrong' }, 'IOSFODNN'],
  ['a password with slashes in an address', { url: 'https://me:hunt/er2@x.example/' }, 'er2'],
])('hides %s', (_, fields, secret) => {
  expect(logged(fields)).not.toContain(secret);
});

it('writes the name of an error, and its code', () => {
  expect(logged({ error: 'DeliveryError', cause: 'ECONNREFUSED' })).toMatch(/DeliveryError.*ECONNREFUSED/);
});
