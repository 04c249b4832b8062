// Cases as the page shows them: a stretch of a column, or one case whole.

import type { Store } from '../../desk/ports.js';
import type { StoredEffect, StoredReport } from '../../desk/records.js';
import { type Case, type CaseStatus, maskSecrets } from '../../router/index.js';
import type {
  BoardCase,
  BoardColumn,
  BoardPage,
  CaseMessage,
  CaseReport,
  CaseView,
  UnfollowedReport,
} from '../../web/page/shapes.js';
import { pastReport } from '../workbench/past-report.js';

const statusesOf: Readonly<Record<BoardColumn, readonly CaseStatus[]>> = {
  open: ['open'],
  acknowledged: ['acknowledged'],
  over: ['resolved', 'reclassified', 'merged'],
};

const atOnce = 50;
const lookedThrough = 300;
const longestExcerpt = 220;
const saidInPrivate = 'Said in private.';

/** A stretch of a column; `after` is what the stretch before gave as `next`. */
export async function boardPage(store: Store, column: BoardColumn, after: string | null): Promise<BoardPage> {
  const statuses = statusesOf[column];
  const cases = await store.casesPage(statuses, atOnce + 1, placeOf(after));
  const shown = cases.slice(0, atOnce);
  const last = shown.at(-1);
  return {
    cases: await Promise.all(shown.map((one) => boardCase(store, one))),
    next: cases.length > atOnce && last !== undefined ? `${last.openedAt} ${last.id}` : null,
    total: await store.countCases(statuses),
  };
}

function placeOf(after: string | null): Pick<Case, 'id' | 'openedAt'> | null {
  const found = /^(\d{1,16}) (.{1,200})$/.exec(after ?? '');
  return found === null ? null : { openedAt: Number(found[1]), id: found[2] ?? '' };
}

async function boardCase(store: Store, one: Case): Promise<BoardCase> {
  const [first = ''] = one.reports;
  const stored = await store.report(first);
  return {
    id: one.id,
    status: one.status,
    class: one.class,
    area: one.area,
    severity: one.severity,
    openedAt: one.openedAt,
    acknowledged: one.acknowledged,
    resolved: one.resolved,
    reports: one.reports.length,
    ticket: one.ticket?.id ?? null,
    excerpt: stored === null ? saidInPrivate : excerptOf(stored),
  };
}

function excerptOf({ report: { text }, private: isPrivate }: StoredReport): string {
  if (isPrivate) return saidInPrivate;
  const words = maskSecrets(text).replace(/\s+/g, ' ').trim();
  return words.length > longestExcerpt ? `${words.slice(0, longestExcerpt).toWellFormed()}…` : words;
}

/** The latest reports that have no case; what is erased, or not decided yet, is nobody's to judge. */
export async function unfollowedReports(store: Store): Promise<readonly UnfollowedReport[]> {
  const found: UnfollowedReport[] = [];
  for (const stored of await store.reports(lookedThrough)) {
    const { id, at, source } = stored.report;
    const held = stored.state === 'erased' ? null : await store.decision(id);
    if (held === null || (await store.caseOf(id)) !== null) continue;
    found.push({ id, at, source, class: held.decision.class, excerpt: excerptOf(stored) });
    if (found.length === atOnce) break;
  }
  return found;
}

/** A case with all that has happened to it; null when there is none of that id. */
export async function caseView(store: Store, id: string): Promise<CaseView | null> {
  const record = await store.case(id);
  if (record === null) return null;
  const reports = await Promise.all(record.reports.map((report) => reportView(store, report)));
  const effects = await store.effectsOfCase(id);
  return {
    case: record,
    events: await store.caseEvents(id),
    reports: reports.flat(),
    messages: await Promise.all(effects.map((effect) => messageView(store, effect))),
  };
}

async function reportView(store: Store, id: string): Promise<readonly CaseReport[]> {
  const stored = await store.report(id);
  if (stored === null) return [];
  const { text, ...told } = pastReport(stored.report);
  const decisions = await store.decisions(id);
  const gone = stored.private || stored.state === 'erased';
  return [
    {
      ...told,
      text: gone ? null : maskSecrets(text),
      decisions: decisions.map(({ at: when, decision, cause }) => ({
        at: when,
        class: decision.class,
        cause,
      })),
      why: (decisions.at(-1)?.decision.firings ?? []).map((firing) =>
        gone ? { ...firing, evidence: [] } : firing,
      ),
    },
  ];
}

async function messageView(store: Store, stored: StoredEffect): Promise<CaseMessage> {
  const { effect, state, attempts, ref, createdAt, deliveredAt, error, lane } = stored;
  const item = ref === null ? null : await store.localByRef(ref.id);
  const address = ref?.url ?? null;
  return {
    key: effect.key,
    kind: effect.kind,
    state,
    to: lane.replace(/^chat /, ''),
    at: createdAt,
    deliveredAt,
    tries: attempts,
    error,
    ref: ref?.id ?? null,
    url: address?.startsWith('https://') ? address : null,
    text: textOf(item?.body ?? null),
  };
}

function textOf(body: string | null): string | null {
  if (body === null) return null;
  const said = JSON.parse(body) as { readonly text?: string; readonly description?: string };
  return said.text ?? said.description ?? null;
}
