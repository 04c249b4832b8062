// Labelled reports on disk: JSON Lines files, or folders of them. They are written by people, so each
// line is checked and a bad one is told with its file and number.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { REPORT_CLASSES, type Report, type ReportClass } from '../classifier/index.js';
import { UsageError } from './exit.js';
import { LineError, readReportValue } from './report-line.js';
import { sayFound } from './say-found.js';
import { sayProblems } from './say-problems.js';

/** A report with the class people gave it. */
export interface Fixture {
  readonly report: Report;
  readonly label: ReportClass;
  readonly area: string | null;
  readonly why: string;
  /** The set it was written in, where it is one of several; reports of one set are never judged by the others. */
  readonly set: string | null;
  readonly file: string;
}

const labelSchema = z.object({
  label: z.enum(REPORT_CLASSES),
  area: z.string().nullish(),
  why: z.string().nullish(),
  set: z.string().nullish(),
});

/** All fixtures of some files and folders, in order of path and line; throws UsageError listing every bad line. */
export function readFixtures(paths: readonly string[]): readonly Fixture[] {
  const problems: string[] = [];
  const fixtures = paths.flatMap(filesOf).flatMap((file) => readFile(file, problems));
  const ids = new Set<string>();
  for (const { file, report } of fixtures) {
    if (ids.has(report.id)) problems.push(`${file}: the id "${report.id}" stands twice, expected it once`);
    ids.add(report.id);
  }
  if (problems.length > 0) throw new UsageError(sayProblems(problems));
  if (fixtures.length === 0) {
    throw new UsageError(
      `${paths.join(', ')}: no reports, expected labelled ones as JSON Lines (in a folder: files named *.jsonl)`,
    );
  }
  return fixtures;
}

function filesOf(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (cause) {
    throw new UsageError(`${path}: no such file or folder, expected labelled reports as JSON Lines`, {
      cause,
    });
  }
  return readdirSync(path)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(path, name));
}

function readFile(file: string, problems: string[]): readonly Fixture[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return [];
      try {
        return [readFixture(line, file, i + 1)];
      } catch (error) {
        if (!(error instanceof LineError)) throw error;
        problems.push(`${file}:${i + 1}: ${error.message}`);
        return [];
      }
    });
}

function readFixture(line: string, file: string, number: number): Fixture {
  const value = parse(line);
  const labels = labelSchema.safeParse(value);
  if (!labels.success) throw new LineError(labelProblem(value, labels.error));
  const source = { kind: 'human', channel: 'other', user: '' } as const;
  const report = readReportValue(value, { id: `line-${number}`, source, at: 0, zone: 'UTC' });
  return {
    report,
    label: labels.data.label,
    area: labels.data.area ?? null,
    why: labels.data.why ?? '',
    set: labels.data.set ?? null,
    file,
  };
}

function labelProblem(value: unknown, { issues }: z.ZodError): string {
  const field = String(issues[0]?.path[0] ?? '');
  if (field === '')
    return `the line ${sayFound(value)}, expected an object like {"text": "…", "label": "none"}`;
  const found = sayFound((value as Readonly<Record<string, unknown>>)[field]);
  return `"${field}" ${found}, expected ${field === 'label' ? `one of ${REPORT_CLASSES.join(', ')}` : 'a string'}`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new LineError('not valid JSON, expected an object like {"text": "…", "label": "none"}', { cause });
  }
}
