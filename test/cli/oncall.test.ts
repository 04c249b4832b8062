import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ExitCode } from '../../src/cli/exit.js';
import { type OncallOptions, oncallCheckVerb, oncallVerb } from '../../src/cli/oncall.js';
import type { Terminal } from '../../src/cli/terminal.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const calendar = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//test//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20260101T000000Z
SUMMARY:Piet Example
DTSTART;TZID=America/New_York:20260302T110000
DTEND;TZID=America/New_York:20260309T110000
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20260101T000000Z
SUMMARY:On call
ATTENDEE:mailto:former-engineer@example.com
DTSTART;TZID=America/New_York:20260304T110000
DTEND;TZID=America/New_York:20260311T110000
END:VEVENT
END:VCALENDAR
`;

describe('triage oncall', () => {
  it('without a calendar tells the turns of local mode', async () => {
    const { code, out, talk } = await run(oncallVerb, {}, null);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^On call Thu 5 Mar 2026 10:00 \(America\/New_York\):\n {2}.*\n {2}.*\nNext change: Mon 9 Mar 2026 1[12]:00\n$/,
    );
    expect(talk).toBe('from the turns of local mode (no calendar is configured)\n');
  });

  it('names who is on call, until when, and who covers for somebody who left', async () => {
    const { code, out } = await run(oncallVerb, {}, calendar);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'On call Thu 5 Mar 2026 10:00 (America/New_York):',
        '  Piet Example (engineer payments), until Mon 9 Mar 2026 11:00',
        '  Fred Example (has left), until Wed 11 Mar 2026 11:00; has left, Hedy Example (head of engineering) covers',
        'Next change: Mon 9 Mar 2026 11:00',
        '',
      ].join('\n'),
    );
  });

  it('at another time, in the zone of the policy or in one of its own', async () => {
    const local = await run(oncallVerb, { at: '2026-03-09 10:59', json: true }, calendar);
    expect(JSON.parse(local.out)).toMatchObject({
      at: '2026-03-09T14:59:00.000Z',
      people: [{ id: 'engineer-payments' }, { id: 'former-engineer' }],
    });
    const utc = await run(oncallVerb, { at: '2026-03-09T15:00:00Z', json: true }, calendar);
    expect(JSON.parse(utc.out).people).toHaveLength(1);
  });

  it('nobody is exit 1, an unreadable calendar and a wrong time are exit 2', async () => {
    expect((await run(oncallVerb, { at: '2026-04-01' }, calendar)).code).toBe(1);
    await expect(run(oncallVerb, {}, '<html>sign in</html>')).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('web page'),
    });
    await expect(run(oncallVerb, { at: 'tomorrow' }, calendar)).rejects.toMatchObject({ name: 'UsageError' });
  });
});

describe('triage oncall check', () => {
  it('lists what is to be mended, and is exit 1', async () => {
    const { code, out } = await run(oncallCheckVerb, {}, calendar);
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toEqual([
      expect.stringMatching(/Fred Example \(has left\) has left; their previous manager Hedy Example/),
      expect.stringMatching(/^Mon 9 Mar 2026 11:00 to Wed 11 Mar 2026 11:00: only Hedy Example/),
      expect.stringMatching(
        /^the rota is planned until Wed 11 Mar 2026 11:00; at least a month ahead is expected/,
      ),
    ]);
  });

  it('as JSON for machines', async () => {
    const { out } = await run(oncallCheckVerb, { json: true }, calendar);
    expect(JSON.parse(out).problems.map(({ kind }: { kind: string }) => kind)).toEqual([
      'left',
      'one-person',
      'not-planned',
    ]);
  });

  it('has nothing to say of the turns of local mode', async () => {
    expect(await run(oncallCheckVerb, {}, null)).toMatchObject({ code: 0, out: '' });
  });
});

async function run(
  verb: (options: OncallOptions, terminal: Terminal) => Promise<ExitCode>,
  options: OncallOptions,
  rota: string | null,
): Promise<{ readonly code: ExitCode; readonly out: string; readonly talk: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'triage-oncall-'));
  folders.push(folder);
  writeFileSync(join(folder, 'triage.yaml'), rota === null ? '{}' : 'calendar: { file: rota.ics }');
  if (rota !== null) writeFileSync(join(folder, 'rota.ics'), rota);
  const said = { out: '', talk: '' };
  const terminal: Terminal = {
    out: async (text) => {
      said.out += text;
    },
    talk: (text) => {
      said.talk += text;
    },
    input: (async function* () {})(),
    interactive: false,
    colour: false,
    width: 80,
    env: { TRIAGE_CONFIG: join(folder, 'triage.yaml'), TRIAGE_DATA: join(folder, 'data') },
    now: () => Date.UTC(2026, 2, 5, 15),
  };
  const code = await verb(options, terminal);
  return { code, ...said };
}
