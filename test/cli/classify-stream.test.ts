import { expect, it } from 'vitest';
import { answerSchema } from '../../src/cli/answer-schema.js';
import { runVerb } from '../../src/main.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';

async function classify(lines: readonly string[], ...options: readonly string[]) {
  const terminal = fakeTerminal(null, lines.map((line) => `${line}\n`).join(''));
  const code = await runVerb(['classify', '--jsonl', '--json', ...options], terminal);
  const ids = terminal.results.map((result) => (JSON.parse(result) as { id: string }).id);
  return { code, ids, talked: terminal.talked.join('') };
}

it('a time beyond all calendars ends its own line and not the stream', async () => {
  const far = '{"id":"far","text":"checkout is down, fix by tomorrow","ts":9007199254740991}';
  const { code, ids, talked } = await classify([far, '{"id":"b","text":"checkout is down"}']);
  expect({ code, ids }).toEqual({ code: 1, ids: ['b'] });
  expect(talked).toMatch(/^line 1: "ts" is 9007199254740991, expected a time/);
});

it('the furthest time that is taken has room for its deadline', async () => {
  const ts = 8_600_000_000_000_000;
  const lines = [ts, -ts].map((one) =>
    JSON.stringify({ text: 'login fails, please fix by Friday', ts: one }),
  );
  expect(await classify(lines)).toMatchObject({ code: 0, talked: '' });
});

it('a line of more than 8 MiB is told with its number, and skipped', async () => {
  const long = JSON.stringify({ text: 'a'.repeat(8 * 1024 * 1024) });
  const { code, ids, talked } = await classify([long, '{"id":"b","text":"hello"}']);
  expect({ code, ids }).toEqual({ code: 1, ids: ['b'] });
  expect(talked).toMatch(/^line 1: longer than 8 MiB/);
});

it('of what is said a thousand times the first twenty pieces are published', async () => {
  const terminal = fakeTerminal();
  await runVerb(['classify', '--json', 'checkout is down '.repeat(1_000)], terminal);
  const { because } = answerSchema.parse(JSON.parse(terminal.results.join('')));
  expect(Math.max(...because.map(({ evidence }) => evidence.length))).toBe(20);
});

it('in one stream the second report of an id is a repetition', async () => {
  const lines = ['{"id":"a","text":"checkout is down"}', '', '{"id":"a","text":"login fails"}'];
  const { code, ids, talked } = await classify(lines, '--together');
  expect({ code, ids }).toEqual({ code: 1, ids: ['a'] });
  expect(talked).toBe('line 3: "id" is "a" as in line 1: a repetition, it was skipped\n');
});
