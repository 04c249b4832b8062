// How the pair on call has split its off hours: kept in the store, chosen by one of the two, and void once the rota
// names others.

import { isFor, type OnCall, type PersonId, type Split, type SplitKind } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { splitOf, splitSetting } from './kept-split.js';
import { whoIsOnCall } from './on-call.js';

const hour = 3_600_000;
/** A shift is looked for that far back and ahead. */
const longestShift = 10 * 24 * hour;

/** Who is on call, and how they share the off hours. */
export interface Duty extends OnCall {
  /** Null where they share all of it. */
  readonly split: Split | null;
  /** When the off hours next pass to the other, in milliseconds since 1970, UTC; null when they do not. */
  readonly until: number | null;
}

/** What came of choosing; `why` is a sentence for whoever tried it. */
export type SplitChange =
  | { readonly outcome: 'changed'; readonly duty: Duty }
  | { readonly outcome: 'refused'; readonly why: string };

type SplitDeps = Pick<RunningDeps, 'rota' | 'log' | 'store' | 'judge' | 'settings'>;

/** Who is on call at a moment, the split of the two included. */
export async function dutyNow(deps: SplitDeps, now: number): Promise<Duty> {
  const onCall = await whoIsOnCall(deps, now);
  const kept = await splitOf(deps.store);
  const split = kept !== null && isFor(kept, onCall.people) ? kept : null;
  return { ...onCall, split, until: split === null ? null : deps.judge.dutyUntil(split, now) };
}

/** Splits the off hours of the two who are on call now, or ends that with `none`. One of the two decides. */
export async function chooseSplit(
  deps: SplitDeps,
  kind: SplitKind | 'none',
  first: PersonId | null,
  person: PersonId,
): Promise<SplitChange> {
  const { store, settings } = deps;
  const now = await store.now();
  const { people } = await whoIsOnCall(deps, now);
  const [one, two] = people;
  if (!people.includes(person) && person !== settings.operator)
    return refused('The off hours are split by the two who are on call.');
  if (kind !== 'none' && (one === undefined || two === undefined || people.length > 2))
    return refused(`It takes two to split the off hours, and the rota names ${people.length}.`);
  const begins = first ?? (people.includes(person) ? person : (one ?? ''));
  if (kind !== 'none' && !people.includes(begins))
    return refused(`"${begins}" is not on call; it is ${people.join(' or ')} who begins.`);
  const other = people.find((id) => id !== begins) ?? '';
  const chosen =
    kind === 'none'
      ? ''
      : JSON.stringify({ kind, pair: [begins, other], ...(await shared(deps, people, now)) });
  await store.transaction(async (records) => {
    await records.setSetting(splitSetting, chosen);
    const what =
      kind === 'none' ? 'off hours no longer split' : `off hours split by ${kind}, ${begins} begins`;
    await records.addAudit({ at: now, actor: person, what, subject: 'on call' });
  });
  return { outcome: 'changed', duty: await dutyNow(deps, now) };
}

function refused(why: string): SplitChange {
  return { outcome: 'refused', why };
}

/** From when to when the rota names just these two, to the hour. */
async function shared(
  { rota }: SplitDeps,
  people: readonly PersonId[],
  now: number,
): Promise<Pick<Split, 'from' | 'until'>> {
  const both = async (time: number): Promise<boolean> => {
    const named = await rota.at(time);
    return named.length === people.length && people.every((person) => named.includes(person));
  };
  let from = Math.floor(now / hour) * hour;
  let until = from + hour;
  while (now - from < longestShift && (await both(from - hour))) from -= hour;
  while (until - now < longestShift && (await both(until))) until += hour;
  return { from, until };
}
