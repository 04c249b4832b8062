// What verbs and pages show of what is kept: plain JSON, made from the store.

import type { Decision } from '../classifier/index.js';
import type { Store } from '../desk/ports.js';
import type { StoredEffect, StoredReport } from '../desk/records.js';
import { type Case, type CaseEvent, maskSecrets } from '../router/index.js';

const mostReasons = 4;
const longestExcerpt = 200;

/** What has become of a report so far. */
export interface ReportWay {
  readonly id: string;
  readonly state: string;
  readonly class: string | null;
  readonly area: string | null;
  readonly because: readonly { readonly rule: string; readonly why: string }[];
  readonly case: string | null;
  readonly effects: readonly {
    readonly kind: string;
    readonly state: string;
    readonly ref: string | null;
    readonly text: string | null;
  }[];
}

/** A case as listed: what it is, how it stands, and the words of its first report. */
export interface ListedCase extends Case {
  readonly excerpt: string;
}

/** An effect as listed; `id` is what `triage effects retry` takes. Times are milliseconds since 1970, UTC. */
export interface ListedEffect {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  /** Where it goes: a channel, a person, the backlog, the board. */
  readonly to: string;
  readonly report: string;
  readonly case: string | null;
  readonly tries: number;
  readonly ref: string | null;
  readonly createdAt: number;
  readonly deliveredAt: number | null;
  readonly dueAt: number | null;
  /** Why the last try failed, in the adapter's words; null when it did not. */
  readonly error: string | null;
}

/** A case with all that has happened to it. */
export interface CaseTimeline {
  readonly case: Case;
  readonly events: readonly CaseEvent[];
  readonly reports: readonly {
    readonly id: string;
    readonly at: number;
    readonly channel: string;
    readonly user: string;
    readonly text: string;
    readonly decisions: readonly { readonly at: number; readonly class: string; readonly cause: string }[];
  }[];
  readonly effects: readonly ListedEffect[];
}

/** Null when there is no report of that id. */
export async function wayOf(store: Store, id: string): Promise<ReportWay | null> {
  const stored = await store.report(id);
  if (stored === null) return null;
  const decided = await store.decision(id);
  const effects = await store.effectsOfReport(id);
  const items = await Promise.all(effects.map(({ ref }) => (ref === null ? null : store.localByRef(ref.id))));
  return {
    id,
    state: stored.state,
    class: decided?.decision.class ?? null,
    area: decided?.decision.area ?? null,
    because: reasonsFor(decided?.decision ?? null),
    case: (await store.caseOf(id))?.id ?? null,
    effects: effects.map(({ effect, state, ref }, i) => ({
      kind: effect.kind,
      state,
      ref: ref?.id ?? null,
      text: textOf(items[i]?.body ?? null),
    })),
  };
}

/** The heaviest reasons for the class, as `triage classify` shows them. */
function reasonsFor(decision: Decision | null): ReportWay['because'] {
  if (decision === null) return [];
  return decision.firings
    .filter((firing) => firing.class === decision.bestGuess)
    .slice(0, mostReasons)
    .map(({ rule, why }) => ({ rule, why }));
}

/** Cases, newest first. */
export async function casesOf(store: Store, which: 'open' | 'all'): Promise<readonly ListedCase[]> {
  const cases = await store.cases(which, 200);
  return Promise.all(
    cases.map(async (one) => {
      const first = one.reports[0] === undefined ? null : await store.report(one.reports[0]);
      return {
        ...one,
        excerpt: first === null ? '' : wordsOf(first).slice(0, longestExcerpt).toWellFormed(),
      };
    }),
  );
}

/** On one line, without secrets; what was said in private is quoted nowhere else, not even to an operator. */
function wordsOf({ report, private: isPrivate, state }: StoredReport): string {
  if (isPrivate && state !== 'erased') return '(said in private)';
  return maskSecrets(report.text).replace(/\s+/g, ' ');
}

/** Null when there is no case of that id. */
export async function timelineOf(store: Store, caseId: string): Promise<CaseTimeline | null> {
  const record = await store.case(caseId);
  if (record === null) return null;
  const reports = await Promise.all(
    record.reports.map(async (id) => {
      const stored = await store.report(id);
      const decisions = (await store.decisions(id)).map(({ at, decision, cause }) => ({
        at,
        class: decision.class,
        cause,
      }));
      if (stored === null) return [];
      const { source, at } = stored.report;
      return [{ id, at, channel: source.channel, user: source.user, text: wordsOf(stored), decisions }];
    }),
  );
  return {
    case: record,
    events: await store.caseEvents(caseId),
    reports: reports.flat(),
    effects: (await store.effectsOfCase(caseId)).map(toListedEffect),
  };
}

/** What failed and waits for a person, or the latest effects, newest first. */
export async function effectsOf(store: Store, which: 'latest' | 'parked'): Promise<readonly ListedEffect[]> {
  const effects = which === 'parked' ? await store.parkedEffects() : await store.latestEffects(100);
  return effects.map(toListedEffect);
}

function toListedEffect(stored: StoredEffect): ListedEffect {
  const { effect, state, report, caseId, attempts, ref, createdAt, deliveredAt, dueAt, error } = stored;
  return {
    id: effect.key,
    kind: effect.kind,
    state,
    to: stored.lane.replace(/^chat /, ''),
    report,
    case: caseId,
    tries: attempts,
    ref: ref?.id ?? null,
    createdAt,
    deliveredAt,
    dueAt,
    error,
  };
}

function textOf(body: string | null): string | null {
  if (body === null) return null;
  const value = JSON.parse(body) as { readonly text?: string };
  return value.text ?? null;
}
