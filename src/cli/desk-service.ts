// The running desk as its HTTP address offers it.

import { DateTime } from 'luxon';
import type { Store } from '../desk/ports.js';
import type { Desk } from '../desk/start-desk.js';
import type { Case } from '../router/index.js';
import type { DeskService } from '../web/desk-api.js';
import { localIntake } from './intake.js';

/** Answers from the store; `now` and `utcOffset` stand in where a report names no time. */
export function deskService(
  desk: Desk,
  store: Store,
  clock: { now(): number; utcOffset(at: number): number },
): DeskService {
  return {
    accept({ ts, id, partner, ...rest }) {
      const time = ts === undefined ? null : DateTime.fromISO(ts, { setZone: true });
      const at = time?.toMillis() ?? clock.now();
      const utcOffset = time?.offset ?? clock.utcOffset(at);
      return desk.accept(
        localIntake({
          ...rest,
          at,
          utcOffset,
          ...(id !== undefined && { id }),
          ...(partner !== undefined && { partner }),
        }),
      );
    },
    way: (id) => wayOf(store, id),
    cases: (which) => casesOf(store, which),
  };
}

/** What has become of a report so far, as plain JSON; null when there is none of that id. */
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
    because: decided?.decision.firings.map(({ rule, why }) => ({ rule, why })) ?? [],
    case: (await store.caseOf(id))?.id ?? null,
    effects: effects.map(({ effect, state, ref }, i) => ({
      kind: effect.kind,
      state,
      ref: ref?.id ?? null,
      text: textOf(items[i]?.body ?? null),
    })),
  };
}

/** What `wayOf` gives. */
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

/** Cases, newest first. */
export async function casesOf(store: Store, which: 'open' | 'all'): Promise<readonly ListedCase[]> {
  const cases = await store.cases(which, 200);
  return Promise.all(
    cases.map(async (one) => {
      const first = one.reports[0] === undefined ? null : await store.report(one.reports[0]);
      return { ...one, excerpt: first?.report.text.replace(/\s+/g, ' ').slice(0, 200) ?? '' };
    }),
  );
}

function textOf(body: string | null): string | null {
  if (body === null) return null;
  const value = JSON.parse(body) as { readonly text?: string };
  return value.text ?? null;
}
