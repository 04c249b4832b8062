import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifyTogether } from '../src/classifier/index.js';
import { readFixtures } from '../src/cli/fixtures.js';
import { compareWithKnown, type Differences, readKnownWrong } from '../src/cli/known-wrong.js';
import { readReportValue } from '../src/cli/report-line.js';
import { rulebookFor } from '../src/cli/rulebook.js';
import { judge } from '../src/cli/test.js';

const fixtures = resolve(import.meta.dirname, '../fixtures');

describe('the labelled reports', () => {
  let differences: Differences;
  let reports: number;

  beforeAll(async () => {
    const judged = await judge(readFixtures([resolve(fixtures, 'reports')]), undefined);
    const known = readKnownWrong(resolve(fixtures, 'reports/known-wrong.json')) ?? new Map();
    differences = compareWithKnown(judged, known);
    reports = judged.length;
    console.log(`${reports} labelled reports, ${known.size} known wrong (fixtures/reports/known-wrong.json)`);
  });

  it('are at least 300', () => {
    expect(reports).toBeGreaterThanOrEqual(300);
  });

  it('are decided as before: nothing that was right is wrong now', () => {
    expect(differences.regressed).toEqual([]);
  });

  it('leave the list of what is known to be wrong when they turn right (triage test --update)', () => {
    expect(differences.mended).toEqual([]);
  });

  it('that are wrong are wrong in the way that is listed', () => {
    expect(differences.changed).toEqual([]);
  });
});

describe('the reports that people corrected', () => {
  const folder = resolve(fixtures, 'corrections');
  const lines = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(resolve(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { readonly id: string; readonly reviewed?: unknown });

  it('were read by somebody before they landed', () => {
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter(({ reviewed }) => typeof reviewed !== 'string' || reviewed === '')).toEqual([]);
  });

  it('never become wrong again (fixtures/corrections/known-wrong.json lists those that are not mended yet)', async () => {
    const judged = await judge(readFixtures([folder]), undefined);
    const known = readKnownWrong(resolve(folder, 'known-wrong.json')) ?? new Map();
    const { regressed, mended } = compareWithKnown(judged, known);
    expect({ regressed, mended }).toEqual({ regressed: [], mended: [] });
  });
});

interface Group {
  readonly id: string;
  readonly incident: boolean;
  readonly reports: readonly Record<string, unknown>[];
}

describe('groups of reports', () => {
  const groups = ['corpus.jsonl', 'written.jsonl'].flatMap((file) =>
    readFileSync(resolve(fixtures, 'groups', file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Group),
  );
  const knownWrong = new Set<string>(
    JSON.parse(readFileSync(resolve(fixtures, 'groups/known-wrong.json'), 'utf8')) as string[],
  );

  it('show an incident where different partners report one failure, and only there', async () => {
    const rulebook = await rulebookFor(undefined);
    const wrong: string[] = [];
    for (const group of groups) {
      const reports = group.reports.map((report, i) => readGroupReport(report, `${group.id}-${i}`));
      const decided = await classifyTogether(reports, rulebook);
      const incident = decided.some(({ final }) => final.class === 'incident');
      if (incident !== group.incident) wrong.push(group.id);
    }
    console.log(`${groups.length} groups, ${knownWrong.size} known wrong (fixtures/groups/known-wrong.json)`);
    expect(wrong.sort()).toEqual([...knownWrong].sort());
  });
});

function readGroupReport(value: Record<string, unknown>, id: string) {
  const { user, ...rest } = value;
  const source = { kind: 'human', channel: 'gallery-help', user: String(user ?? '') } as const;
  return readReportValue(rest, { id, source, at: 0, zone: 'UTC' });
}
