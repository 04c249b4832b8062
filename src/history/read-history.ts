// Reads an export of the desk. One of an older version lacks columns and tables: what it has is read, and what it does
// not know is as if it never happened. A table of a later version is passed over.

import { z } from 'zod';
import { type Decision, REPORT_CLASSES } from '../classifier/index.js';
import { type Case, newCase } from '../router/index.js';
import type {
  History,
  HistoryCase,
  HistoryCorrection,
  HistoryDecision,
  HistoryEffect,
  HistoryReport,
} from './history.js';

/** The lines are no export of a desk; the message names the line. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

/** The history that the lines of `triage export` tell. Throws HistoryError. */
export async function readHistory(lines: AsyncIterable<string> | Iterable<string>): Promise<History> {
  const rows = new Map<string, unknown[]>();
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (number === 1) checkHead(line);
    else if (line.trim() !== '') {
      const { table, row } = rowIn(line, number);
      const known = shapes[table as keyof typeof shapes];
      if (known === undefined) continue;
      const read = known.safeParse(row);
      if (!read.success)
        throw new HistoryError(
          `line ${number}: a row of ${table} that cannot be read (${pathOf(read.error)})`,
        );
      const kept = rows.get(table);
      if (kept === undefined) rows.set(table, [read.data]);
      else kept.push(read.data);
    }
  }
  if (number === 0) throw new HistoryError('line 1: found nothing, expected what "triage export" wrote');
  const of = <Table extends keyof typeof shapes>(table: Table) =>
    (rows.get(table) ?? []) as readonly z.infer<(typeof shapes)[Table]>[];
  return assemble(of);
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});
const object = json.pipe(z.record(z.string(), z.unknown()));
const decisionClass = z.enum([...REPORT_CLASSES, 'undecided']);

const shapes = {
  reports: z.object({
    seq: z.int(),
    id: z.string(),
    document: json.pipe(
      z.object({
        text: z.string(),
        source: z.object({ kind: z.enum(['human', 'automated']), channel: z.string(), user: z.string() }),
        at: z.number(),
        utcOffset: z.number().default(0),
        partner: z.string().optional(),
        anchor: z.object({ url: z.string().nullish() }).optional(),
        private: z.boolean().default(false),
      }),
    ),
    synthetic: z.int().default(0),
    received_at: z.int(),
    state: z.string(),
  }),
  decisions: z.object({
    report: z.string(),
    revision: z.int(),
    cause: z.enum(['arrival', 'edit', 'correlation', 'correction']),
    at: z.int(),
    class: decisionClass,
    area: z.string().nullish(),
    rulebook: z.string(),
    document: object,
  }),
  cases: z.object({ id: z.string(), document: object }),
  case_reports: z.object({ report: z.string(), case_id: z.string() }),
  case_events: z.object({ case_id: z.string(), at: z.int(), what: z.string(), by: z.string() }),
  effects: z.object({
    key: z.string(),
    report: z.string(),
    case_id: z.string().nullish(),
    kind: z.string(),
    state: z.string(),
    ref_id: z.string().nullish(),
    ref_url: z.string().nullish(),
    created_at: z.int(),
    delivered_at: z.int().nullish(),
  }),
  corrections: z.object({
    report: z.string(),
    from_class: decisionClass,
    to_class: z.enum(REPORT_CLASSES),
    by: z.string(),
    at: z.int(),
    rulebook: z.string(),
    sample: z.string().nullish(),
  }),
  seen: z.object({
    report: z.string(),
    document: json.pipe(
      z.object({
        functions: z.array(z.string()).default([]),
        partners: z.array(z.string()).default([]),
      }),
    ),
  }),
  shadow_decisions: z.object({ report: z.string(), document: object }),
};

type Rows = <Table extends keyof typeof shapes>(table: Table) => readonly z.infer<(typeof shapes)[Table]>[];

function assemble(of: Rows): History {
  const decisions = Map.groupBy(of('decisions'), ({ report }) => report);
  const corrections = Map.groupBy(of('corrections'), ({ report }) => report);
  const cases = new Map(of('case_reports').map(({ report, case_id }) => [report, case_id]));
  const shadows = new Map(of('shadow_decisions').map(({ report, document }) => [report, document]));
  const seen = new Map(of('seen').map(({ report, document }) => [report, document]));
  const events = Map.groupBy(of('case_events'), ({ case_id }) => case_id);
  const reports = of('reports')
    .filter(({ synthetic, document }) => synthetic === 0 && document.source.channel !== '')
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ id, document, received_at, state }): HistoryReport => {
      const { anchor, private: isPrivate, partner, ...said } = document;
      const shadow = shadows.get(id);
      return {
        report: { id, ...said, ...(partner !== undefined && { partner }) },
        link: anchor?.url ?? null,
        private: isPrivate,
        receivedAt: received_at,
        erased: state === 'erased',
        decisions: (decisions.get(id) ?? []).toSorted((a, b) => a.revision - b.revision).map(decisionOf),
        // In the order in which they came in: of two at one moment the later one holds.
        corrections: (corrections.get(id) ?? []).map(correctionOf).filter(isNoEcho),
        caseId: cases.get(id) ?? null,
        functions: seen.get(id)?.functions ?? [],
        partners: seen.get(id)?.partners ?? (partner === undefined ? [] : [partner.toLowerCase()]),
        shadow: shadow === undefined ? null : complete(shadow, id),
      };
    });
  const known = new Set(reports.map(({ report }) => report.id));
  return {
    reports,
    cases: of('cases').map(
      ({ id, document }): HistoryCase => ({
        record: { ...noCase, ...document } as Case,
        events: (events.get(id) ?? []).map(({ at, what, by }) => ({ at, what, by })),
      }),
    ),
    effects: of('effects')
      .filter(({ report }) => known.has(report))
      .map(
        (row): HistoryEffect => ({
          key: row.key,
          report: row.report,
          caseId: row.case_id ?? null,
          kind: row.kind,
          state: row.state,
          ref: row.ref_id ?? null,
          url: row.ref_url ?? null,
          createdAt: row.created_at,
          deliveredAt: row.delivered_at ?? null,
        }),
      ),
  };
}

function decisionOf(row: z.infer<typeof shapes.decisions>): HistoryDecision {
  const { revision, cause, at, document } = row;
  const held = { class: row.class, area: row.area ?? null, rulebook: row.rulebook };
  return { revision, cause, at, decision: complete({ ...document, ...held }, row.report) };
}

function correctionOf(row: z.infer<typeof shapes.corrections>): HistoryCorrection {
  const { report, from_class: from, to_class: to, by, at, rulebook } = row;
  return { report, from, to, by, at, rulebook, sample: row.sample ?? null };
}

/** A no to the weekly sample is kept as a correction and as an answer, one after the other: one word of one person. */
function isNoEcho(one: HistoryCorrection, index: number, all: readonly HistoryCorrection[]): boolean {
  const next = all[index + 1];
  return !(one.sample === null && next?.sample != null && next.by === one.by && next.to === one.to);
}

/** What an older version did not write down yet is taken as empty. */
function complete(document: Readonly<Record<string, unknown>>, report: string): Decision {
  return { ...noDecision, report, ...document } as Decision;
}

const noDecision: Omit<Decision, 'report'> = {
  class: 'undecided',
  bestGuess: 'none',
  area: null,
  areaEvidence: [],
  scope: 'unknown',
  severity: null,
  wakes: false,
  deadline: null,
  confidence: 0,
  scores: { incident: 0, 'urgent-non-incident': 0, 'non-incident': 0, none: 0 },
  firings: [],
  nearest: null,
  correlation: null,
  truncated: false,
  rulebook: '',
};

const noCase: Case = newCase({
  id: '',
  class: 'undecided',
  area: null,
  severity: null,
  reports: [],
  openedAt: 0,
});

function checkHead(line: string): void {
  const head = z.object({ format: z.literal('triage-desk') }).safeParse(parsed(line));
  if (!head.success)
    throw new HistoryError('line 1: this is no export of a desk; expected {"format":"triage-desk",…}');
}

function rowIn(line: string, number: number): { readonly table: string; readonly row: unknown } {
  const read = z.object({ table: z.string(), row: z.unknown() }).safeParse(parsed(line));
  if (!read.success)
    throw new HistoryError(`line ${number}: this is no row of an export; expected {"table":…,"row":…}`);
  return read.data;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function pathOf({ issues }: z.ZodError): string {
  const [issue] = issues;
  return issue === undefined ? 'unknown' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}
