import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/classifier/index.js';
import { UsageError } from '../../src/cli/exit.js';
import { type ReplayOptions, replayVerb } from '../../src/cli/replay.js';
import { rulebookFor } from '../../src/cli/rulebook.js';
import { fakeTerminal } from '../helpers/fake-terminal.js';
import { madeExport } from '../history/made-export.js';

// A Tuesday, 10:00 in New York.
const morning = Date.UTC(2026, 2, 10, 14);
const dayMs = 86_400_000;
const outage = 'Checkout is broken for all collectors, nobody can pay';
const rename = 'Could you rename the partner page of Moss Gallery?';

function said(id: string, text: string, at: number): Report {
  return { id, text, source: { kind: 'human', channel: 'gallery-help', user: 'ana' }, at, utcOffset: -240 };
}

describe('triage replay', () => {
  let folder: string;
  let recorded: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
    recorded = join(folder, 'export.jsonl');
    const lines = await madeExport(
      [
        { report: said('r-outage', outage, morning) },
        // Monday just before midnight in New York, which is Tuesday in Greenwich.
        { report: said('r-before', rename, Date.UTC(2026, 2, 10, 3, 59)) },
        { report: said('r-after', rename, morning + dayMs) },
      ],
      await rulebookFor(undefined),
    );
    writeFileSync(recorded, `${lines.join('\n')}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const replayed = async (what: string, options: ReplayOptions = {}) => {
    const terminal = { ...fakeTerminal(), env: { TRIAGE_DATA: join(folder, 'none') } };
    const code = await replayVerb(what, options, terminal);
    return { code, text: terminal.results.join(''), talked: terminal.talked.join('') };
  };

  it('plays the reports of one day, and the reminders that nobody answers, in the time of that day', async () => {
    const { code, text, talked } = await replayed('2026-03-10', { history: recorded });
    expect(code).toBe(0);
    expect(text).toMatch(/^Tue 10 Mar 10:00\S* +said #incidents \(calls .*Checkout is broken/m);
    expect(text).toMatch(/^Tue 10 Mar 10:30\S* +said #incidents \(calls .*waited 30 minutes/m);
    expect(text).not.toContain('rename');
    expect(talked).toContain('1 report played; nothing left this machine');
    expect(readdirSync(folder)).toEqual(['export.jsonl']);
  });

  it('plays an export as a whole, and says the same each time', async () => {
    const first = await replayed(recorded, { json: true });
    const { reports, seen } = JSON.parse(first.text) as { reports: number; seen: { at: number }[] };
    expect(reports).toBe(3);
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted((a, b) => a - b));
    expect((await replayed(recorded, { json: true })).text).toBe(first.text);
  });

  it('plays a file of reports by their times, whatever their order there', async () => {
    const file = join(folder, 'reports.jsonl');
    const line = (id: string, text: string, ts: string) => `${JSON.stringify({ id, text, ts })}\n`;
    writeFileSync(
      file,
      line('late', rename, '2026-03-10T12:00-04:00') + line('early', outage, '2026-03-10T11:00-04:00'),
    );
    const { text } = await replayed(file);
    rmSync(file);
    expect(text.indexOf('Checkout is broken')).toBeLessThan(text.indexOf('rename'));
    expect(text).toMatch(/^Tue 10 Mar 12:00\S* +ticket backlog/m);
  });

  it('says which line of a file is no report', async () => {
    const file = join(folder, 'mistyped.jsonl');
    writeFileSync(file, `${JSON.stringify({ id: 'whole', text: outage })}\n{"text": 7}\nnot JSON\n`);
    const told = replayed(file);
    await expect(told).rejects.toThrow(UsageError);
    await expect(told).rejects.toThrow(`${file}:2: "text" is 7, expected a string`);
    await expect(told).rejects.toThrow(`${file}:3: not valid JSON`);
    rmSync(file);
  });

  it('says which id stands twice in a file, since a report has one', async () => {
    const file = join(folder, 'twice.jsonl');
    const line = JSON.stringify({ id: 'same', text: outage });
    writeFileSync(file, `${line}\n${line}\n`);
    await expect(replayed(file)).rejects.toThrow(`${file}: the id "same" stands twice, expected it once`);
    rmSync(file);
  });

  it('plays a report that was edited by its last words', async () => {
    const edited = join(folder, 'edited.jsonl');
    const [head, ...rows] = await madeExport(
      [{ report: said('r-edited', outage, morning) }],
      await rulebookFor(undefined),
    );
    const second = rows
      .filter((row) => row.includes('"decisions"'))
      .map((row) => row.replace('"revision":1', '"revision":2').replace('"arrival"', '"edit"'));
    const after = rows.map((row) =>
      row.startsWith('{"table":"reports"') ? row.replace(outage, rename) : row,
    );
    writeFileSync(edited, `${[head, ...after, ...second].join('\n')}\n`);
    const { text, talked } = await replayed('2026-03-10', { history: edited });
    rmSync(edited);
    expect(talked).toContain('1 report played');
    expect(text).toMatch(/ticket backlog: .*rename the partner page/);
    expect(text).not.toContain('Checkout');
  });

  it.each([
    ['a file that is not there', 'absent.jsonl', 'there is no such file, and it is no day like 2026-03-10'],
    ['a day that there never was', '2026-13-45', 'is no day, expected one like 2026-03-10'],
    ['a day on which nothing came in', '2026-01-01', 'there are no reports to play'],
  ])('says what is wrong with %s', async (_, what, problem) => {
    await expect(replayed(what, { history: recorded })).rejects.toThrow(problem);
  });
});
