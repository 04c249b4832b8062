import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { answerSchema } from '../../src/cli/answer-schema.js';
import { triage } from '../support/triage.js';

const jsonLines = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => answerSchema.parse(JSON.parse(line)));

describe('triage classify', () => {
  it('reads a report from the argument and says class, why, route and reply', async () => {
    const { code, stdout, stderr } = await triage([
      'classify',
      'The charge details of Galería Sur need updating',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('non-incident');
    expect(stdout).toMatch(/because .+/);
    expect(stdout).toContain('route   non-incident');
    expect(stdout).toContain('This falls outside the scope of immediate support');
    expect(stderr).toBe('');
  });

  it('reads a report from standard input', async () => {
    const { code, stdout } = await triage(['classify', '--json'], {
      input: 'the whole site is down for everyone',
    });
    expect(code).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([{ class: 'incident' }]);
  });

  it('answers each JSON line with one JSON object of the published schema, in order', async () => {
    const input = [
      { id: 'a', text: 'thanks everybody, have a nice weekend' },
      { id: 'b', text: '[Triggered] 5xx on web', source: { kind: 'automated', channel: 'incidents' } },
    ];
    const { code, stdout, stderr } = await triage(['classify', '--jsonl', '--json'], {
      input: input.map((line) => JSON.stringify(line)).join('\n'),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(jsonLines(stdout)).toMatchObject([
      { id: 'a', class: 'none', route: 'silence', reply: null },
      { id: 'b', class: 'incident' },
    ]);
  });

  it('gives evidence that stands in the text where it says, Slack markup and emoji included', async () => {
    const text =
      '🔥 <@U123> checkout is *down* for all buyers &amp; payments fail, see <https://x.example|log> 🔥';
    const { stdout } = await triage(['classify', '--jsonl', '--json'], { input: JSON.stringify({ text }) });
    const [answer] = jsonLines(stdout);
    const evidence = answer?.because.flatMap((one) => one.evidence) ?? [];
    expect(evidence.length).toBeGreaterThan(0);
    for (const { text: words, start, end } of evidence) expect(text.slice(start, end)).toBe(words);
  });

  it('tells a bad line with its number, answers the rest, and exits 1', async () => {
    const input = '{"id":"a","text":"hello"}\n{"text":\n\n{"id":"c","txt":"x"}\n{"id":"d","text":"bye"}\n';
    const { code, stdout, stderr } = await triage(['classify', '--jsonl', '--json'], { input });
    expect(code).toBe(1);
    expect(jsonLines(stdout).map(({ id }) => id)).toEqual(['a', 'd']);
    expect(stderr).toMatch(/^line 2: not valid JSON.*\nline 4: "text".*expected/);
  });

  it.each([
    ['an empty text', ''],
    ['white space', ' \n\t '],
    ['a lone surrogate', 'checkout \ud83d is down'],
    ['control characters', 'checkout\u0000\u0007\u001b[31m is down\u0085'],
    ['a megabyte of one letter', 'a'.repeat(1024 * 1024)],
    ['a megabyte of words', 'checkout is down '.repeat(62_000)],
    ['emoji alone', '🔥🔥🔥'],
    ['another script', 'サイトが落ちています。誰もログインできません。'],
  ])('answers %s', async (_, text) => {
    const { code, stdout } = await triage(['classify', '--jsonl', '--json'], {
      input: JSON.stringify({ id: 'x', text }),
    });
    expect(code).toBe(0);
    const [answer] = jsonLines(stdout);
    expect(answer?.id).toBe('x');
    expect(answer?.truncated).toBe(text.length > 65_536);
  });

  it('never lets control characters of a report reach the terminal', async () => {
    const { stdout } = await triage(['classify', 'down \u001b]0;owned\u0007 for all']);
    expect(stdout).not.toContain('\u001b]0;');
  });

  it('sees simultaneous reports with --together, and promotes the earlier ones', async () => {
    const line = (id: string, minute: number, partner: string) =>
      JSON.stringify({
        id,
        text: `${partner} cannot log in to CMS, the password is right she says`,
        ts: `2026-03-04T10:${String(minute).padStart(2, '0')}:00-05:00`,
        source: { channel: 'gallery-help', user: `U${id}` },
        partner,
      });
    const input = [
      line('a', 2, 'Kestrel Editions'),
      line('b', 9, 'Maison Dufresne'),
      line('c', 14, 'Atelier Nord'),
    ].join('\n');
    const alone = jsonLines((await triage(['classify', '--jsonl', '--json'], { input })).stdout);
    const together = jsonLines(
      (await triage(['classify', '--jsonl', '--json', '--together'], { input })).stdout,
    );
    expect(alone.map((one) => one.class)).not.toContain('incident');
    expect(together.map((one) => one.class)).toEqual(['incident', 'incident', 'incident']);
    expect(together[0]?.firstClass).not.toBe('incident');
    expect(together[2]?.correlation?.with).toEqual(expect.arrayContaining(['a', 'b']));
  });

  it.each([
    ['an unknown option', ['classify', '--jsno', 'x'], /unknown option '--jsno'/],
    ['an unknown verb', ['clasify', 'x'], /unknown command 'clasify'/],
    ['a stream without lines', ['classify', '--together', 'x'], /--together needs a stream/],
    ['a text beside --jsonl', ['classify', '--jsonl', 'x'], /--jsonl reads standard input/],
    [
      'a rules folder that is not there',
      ['classify', '--rules', '/nowhere', 'x'],
      /\/nowhere: there is no such folder/,
    ],
  ])('exits 2 for %s and says what to do', async (_, args, message) => {
    const { code, stdout, stderr } = await triage(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
  });

  it('refuses broken rules with the file, line and column of every problem', async () => {
    const rules = mkdtempSync(join(tmpdir(), 'triage-rules-'));
    try {
      writeFileSync(join(rules, 'incident.yaml'), 'rules:\n  - id: a\n    wen: { all: [] }\n');
      const { code, stderr } = await triage(['classify', '--rules', rules, 'x']);
      expect(code).toBe(2);
      expect(stderr).toMatch(/incident\.yaml:3:5: error: .*"wen".*Did you mean "when"\?/);
      expect(stderr).toContain('none.yaml');
    } finally {
      rmSync(rules, { recursive: true });
    }
  });
});

describe('triage', () => {
  it('lists every verb and the exit codes in its help', async () => {
    const { code, stdout } = await triage(['--help']);
    expect(code).toBe(0);
    for (const verb of ['classify', 'check', 'test', 'start', 'report', 'cases'])
      expect(stdout).toContain(`  ${verb}`);
    expect(stdout).toContain('Exit codes: 0 fine, 1 the answer is no, 2 wrong usage or broken files.');
  });

  it('prints the version of the package, and nothing else', async () => {
    const { code, stdout, stderr } = await triage(['--version']);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it.each(['classify', 'check', 'test', 'start', 'report', 'cases'])(
    '%s --help ends with a command to paste',
    async (verb) => {
      const { stdout } = await triage([verb, '--help']);
      expect(stdout).toMatch(new RegExp(`Example:\\n  triage ${verb}.*\\n$`));
    },
  );
});
