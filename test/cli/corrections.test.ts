import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify, type Report } from '../../src/classifier/index.js';
import { correctionsVerb } from '../../src/cli/corrections.js';
import { rulebookFor } from '../../src/cli/rulebook.js';
import { rulebookOf } from '../authoring/rulebook-of.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';
import { madeExport } from '../history/made-export.js';
import { smallRulebook } from '../rulebook/small-rulebook.js';

const at = Date.UTC(2026, 2, 10, 14);
const now = () => at + 86_400_000;
const source = { kind: 'human', channel: 'gallery-help', user: 'ana' } as const;
const reportOf = (id: string, text: string): Report => ({ id, text, source, at, utcOffset: -240 });

const wrong = reportOf('r-wrong', 'the checkout page is kaput for everyone');
const named = reportOf('r-named', 'Ludovica says the checkout page is kaput for everyone');
const said = reportOf('r-private', 'the checkout page is kaput for everybody');

describe('triage corrections', () => {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'corrections-'));
    for (const [file, text] of smallRulebook()) {
      mkdirSync(dirname(join(folder, 'rules', file)), { recursive: true });
      writeFileSync(join(folder, 'rules', file), text);
    }
    const words = [{ to: 'incident' }] as const;
    const lines = await madeExport(
      [
        { report: wrong, words },
        { report: named, words },
        { report: said, words, private: true },
      ],
      await rulebookOf(),
    );
    writeFileSync(join(folder, 'history.jsonl'), `${lines.join('\n')}\n`);
    const guard = [
      { id: 'g1', text: 'payments are failing for everyone, a page is blue', label: 'incident' },
      { id: 'g2', text: 'where is my invoice? it says kaput nowhere', label: 'non-incident' },
    ];
    writeFileSync(join(folder, 'guard.jsonl'), guard.map((line) => JSON.stringify(line)).join('\n'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes fixtures to be read and a patch that git applies, after which the report is decided rightly', async () => {
    const terminal = { ...fakeTerminal(), now };
    const path = (name: string) => join(folder, name);
    const options = {
      history: path('history.jsonl'),
      rules: path('rules'),
      reports: [path('guard.jsonl')],
      patch: path('learned.patch'),
      fixtures: path('learned.jsonl'),
    };
    await correctionsVerb(options, terminal);
    const fixtures = readFileSync(path('learned.jsonl'), 'utf8').trim().split('\n');
    expect(fixtures.map((line) => JSON.parse(line) as object)).toMatchObject([
      { id: 'c-wrong', label: 'incident', reviewed: null },
    ]);
    expect(terminal.results.join('')).toContain('it may name somebody: Ludovica');
    expect(terminal.results.join('')).toContain('it was said in private');
    execFileSync('git', ['apply', 'learned.patch'], { cwd: folder });
    const rulebook = await rulebookFor(path('rules'));
    expect((await classify(wrong, rulebook)).class).toBe('incident');
    // Once more: what the file has already is not written again.
    await correctionsVerb(options, { ...fakeTerminal(), now });
    expect(readFileSync(path('learned.jsonl'), 'utf8').trim().split('\n')).toEqual(fixtures);
  });

  it.each([
    ['on no list', null],
    ['listed already', { 'c-wrong': 'undecided' }],
    ['listed as wrong in another way', { 'c-wrong': 'non-incident' }],
  ])('puts the fixtures into the patch, and on a list what no change has mended: %s', async (_, listed) => {
    const path = (name: string) => join(folder, name);
    if (listed !== null) {
      mkdirSync(path('fixtures/corrections'), { recursive: true });
      writeFileSync(path('fixtures/corrections/known-wrong.json'), `${JSON.stringify(listed, null, 1)}\n`);
    }
    // In the very words of the correction, and something else.
    const contrary = JSON.stringify({ id: 'g3', text: wrong.text, label: 'non-incident' });
    writeFileSync(path('guard.jsonl'), `${readFileSync(path('guard.jsonl'), 'utf8')}\n${contrary}`);
    const terminal = { ...fakeTerminal(), now };
    await correctionsVerb(
      {
        history: path('history.jsonl'),
        rules: path('rules'),
        reports: [path('guard.jsonl')],
        patch: path('learned.patch'),
      },
      terminal,
    );
    expect(terminal.results.join('')).toContain(
      'to learn  no small change and no narrow rule sets c-wrong right',
    );
    execFileSync('git', ['apply', 'learned.patch'], { cwd: folder });
    const fixture = readFileSync(path('fixtures/corrections/learned.jsonl'), 'utf8').trim();
    expect(JSON.parse(fixture)).toMatchObject({ id: 'c-wrong', label: 'incident', reviewed: null });
    expect(JSON.parse(readFileSync(path('fixtures/corrections/known-wrong.json'), 'utf8'))).toEqual({
      'c-wrong': 'undecided',
    });
  });

  it.each([
    ['follows the correction where the same words came in again', 'proposed  add "', false],
    [
      'does not where somebody has said that they were decided rightly',
      'to learn  no small',
      { words: true },
    ],
  ])('%s', async (_, told, confirmed) => {
    const path = (name: string) => join(folder, name);
    const rulebook = await rulebookOf();
    const { class: today } = await classify(wrong, rulebook);
    const again = { report: { ...wrong, id: 'r-again' }, decided: 'none', confidence: 1 } as const;
    const lines = await madeExport(
      [
        { report: wrong, words: [{ to: 'incident' }] },
        { ...again, ...(confirmed && { words: [{ to: 'none', from: 'none' }] }) },
      ],
      rulebook,
    );
    expect(today).not.toBe('incident');
    writeFileSync(path('again.jsonl'), `${lines.join('\n')}\n`);
    const terminal = { ...fakeTerminal(), now };
    const options = { history: path('again.jsonl'), rules: path('rules'), reports: [path('guard.jsonl')] };
    await correctionsVerb({ ...options, propose: true }, terminal);
    expect(terminal.results.join('')).toContain(told);
  });

  it('writes no patch where there is nothing to propose', async () => {
    const terminal = { ...fakeTerminal(), now };
    const path = (name: string) => join(folder, name);
    const [head, ...rows] = readFileSync(path('history.jsonl'), 'utf8').trim().split('\n');
    const ofPrivate = rows.filter((row) => row.includes('r-private'));
    writeFileSync(path('private.jsonl'), `${[head, ...ofPrivate].join('\n')}\n`);
    await correctionsVerb(
      {
        history: path('private.jsonl'),
        rules: path('rules'),
        reports: [path('guard.jsonl')],
        patch: path('none.patch'),
      },
      terminal,
    );
    expect(existsSync(path('none.patch'))).toBe(false);
    expect(terminal.talked.join('')).toContain('there is no change to propose');
  });

  it('says at once that a patch could not be written', async () => {
    const options = { history: join(folder, 'history.jsonl'), patch: join(folder, 'nowhere', 'a.patch') };
    const told = correctionsVerb(options, { ...fakeTerminal(), now });
    await expect(told).rejects.toThrow('--patch: ');
    await expect(told).rejects.toThrow('cannot be written');
  });

  it.each([
    ['a file that is no export', 'guard.jsonl', 'line 1: this is no export of a desk'],
    ['a file that is not there', 'absent.jsonl', 'cannot be read (ENOENT)'],
  ])('names %s', async (_, file, problem) => {
    const options = { history: join(folder, file), rules: join(folder, 'rules') };
    await expect(correctionsVerb(options, fakeTerminal())).rejects.toThrow(problem);
  });
});
