import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runVerb } from '../../src/main.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'triage-fixtures-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['an empty file', '\n', /reports\.jsonl: no reports, expected labelled ones as JSON Lines/],
  [
    'a line without a label',
    '{"text":"x"}',
    /reports\.jsonl:1: "label" is missing, expected one of incident/,
  ],
  ['an unknown label', '{"text":"x","label":"bug"}', /:1: "label" is "bug", expected one of incident/],
  ['an area that is a number', '{"text":"x","label":"none","area":5}', /:1: "area" is 5, expected a string/],
  ['a line that is a list', '[]', /:1: the line is \[\], expected an object/],
])('%s is told by triage test, with exit 2', async (_, content, message) => {
  const file = join(folder, 'reports.jsonl');
  writeFileSync(file, content);
  const terminal = fakeTerminal();
  expect(await runVerb(['test', file], terminal)).toBe(2);
  expect(terminal.talked.join('')).toMatch(message);
});

it('a folder without reports is told by triage test, with exit 2', async () => {
  const terminal = fakeTerminal();
  expect(await runVerb(['test', folder], terminal)).toBe(2);
  expect(terminal.talked.join('')).toMatch(/: no reports/);
});
