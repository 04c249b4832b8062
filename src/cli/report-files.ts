// Reports on disk for trying rules on: labelled reports, groups that belong together, or plain report lines.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Given } from '../authoring/index.js';
import { REPORT_CLASSES } from '../classifier/index.js';
import { UsageError } from './exit.js';
import { LineError, readReportValue } from './report-line.js';
import { sayFound } from './say-found.js';
import { sayProblems } from './say-problems.js';

const groupSchema = z.object({ id: z.string().min(1), reports: z.array(z.unknown()).min(1) });
const labelSchema = z.object({ label: z.enum(REPORT_CLASSES).nullish() });

/**
 * The reports of some files and folders (JSON Lines), in order of path and line: one report per line, or one
 * group `{id, reports}` per line. Throws UsageError listing every bad line.
 */
export function readGiven(paths: readonly string[]): readonly Given[] {
  const problems: string[] = [];
  const ids = new Map<string, string>();
  const given = paths.flatMap(filesOf).flatMap((file) => {
    const own = givenIn(file, problems);
    for (const { report } of own) {
      const before = ids.get(report.id);
      if (before !== undefined)
        problems.push(
          `${file}: the id "${report.id}" stands twice${before === file ? '' : ` (in ${before} too)`}, expected it once`,
        );
      ids.set(report.id, file);
    }
    return own;
  });
  if (problems.length > 0) throw new UsageError(sayProblems(problems));
  if (given.length === 0) throw new UsageError(`${paths.join(', ')}: no reports, expected JSON Lines`);
  return given;
}

function filesOf(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch (cause) {
    throw new UsageError(`${path}: no such file or folder, expected reports as JSON Lines`, { cause });
  }
  return readdirSync(path)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(path, name));
}

function givenIn(file: string, problems: string[]): readonly Given[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return givenOf(JSON.parse(line), `line-${index + 1}`);
      } catch (error) {
        if (!(error instanceof LineError || error instanceof SyntaxError)) throw error;
        const problem =
          error instanceof SyntaxError
            ? 'not valid JSON, expected an object like {"text": "…"}'
            : error.message;
        problems.push(`${file}:${index + 1}: ${problem}`);
        return [];
      }
    });
}

function givenOf(value: unknown, id: string): readonly Given[] {
  const group = groupSchema.safeParse(value);
  if (!group.success) return [givenReport(value, id, null)];
  return group.data.reports.map((report, index) =>
    givenReport(report, `${group.data.id}-${index + 1}`, group.data.id),
  );
}

function givenReport(value: unknown, id: string, group: string | null): Given {
  const label = labelSchema.safeParse(value);
  if (!label.success) {
    const found = sayFound((value as { readonly label?: unknown } | null)?.label);
    throw new LineError(`"label" ${found}, expected one of ${REPORT_CLASSES.join(', ')}`);
  }
  const source = { kind: 'human', channel: 'other', user: '' } as const;
  const report = readReportValue(value, { id, source, at: 0, zone: 'UTC' });
  return { report, label: label.data.label ?? null, group };
}
