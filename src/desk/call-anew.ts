import type { Case } from '../router/index.js';
import type { AdoptDeps, Adoption } from './adoption.js';
import { callAtOnce } from './call-at-once.js';
import { caseSituation } from './case-situation.js';
import type { Records } from './records.js';

/** Those who were called, and have read since that its author called it off: an edit of that notifies nobody. */
export async function callAnew(
  deps: AdoptDeps,
  records: Records,
  record: Case,
  { stored, onCall }: Adoption,
  now: number,
): Promise<void> {
  const { id, source } = stored.report;
  const [previous, ...before] = (await records.decisions(id)).slice(0, -1).toReversed();
  if (previous?.decision.class !== 'none') return;
  if (!before.some(({ decision }) => decision.class === record.class)) return;
  const wereCalled = (await records.effectsOfCase(record.id)).some(
    ({ effect, deliveredAt }) => deliveredAt !== null && effect.mentions.length > 0,
  );
  if (!wereCalled) return;
  await callAtOnce(deps, records, await caseSituation(records, record, onCall, now), 'reopen', source.user);
}
