import type { Store } from '../../src/desk/ports.js';
import type { Intake } from '../../src/desk/records.js';
import type { Outside } from './outside.js';

/** Everything that is not as it must be. */
export async function countFindings(
  store: Store,
  outside: Outside,
  intakes: readonly Intake[],
): Promise<readonly string[]> {
  const findings: string[] = [...outside.untruths];
  const kept = await store.reports(intakes.length * 2);
  if (kept.length !== intakes.length) findings.push(`${kept.length} reports kept of ${intakes.length}`);
  const expected = new Set<string>();
  for (const { report, state, event } of kept) {
    if (state !== 'decided') findings.push(`${event} is ${state}`);
    for (const effect of await store.effectsOfReport(report.id)) {
      const { key } = effect.effect;
      const made = outside.made.filter((each) => each.key === key && !each.withdrawn);
      if (effect.state === 'delivered') expected.add(key);
      if (effect.state !== 'delivered' && effect.state !== 'cancelled')
        findings.push(`${key} is ${effect.state}`);
      if (effect.state === 'delivered' && made.length !== 1)
        findings.push(`${key} was made ${made.length} times`);
      if (effect.state === 'delivered' && effect.desired !== effect.shown && effect.port === 'chat')
        findings.push(`${key} shows version ${effect.shown} of ${effect.desired}`);
    }
  }
  for (const { key, note, withdrawn } of outside.made) {
    // A note that is no effect of its own has the key of what it stands on, and one part more.
    const wanted = expected.has(key) || (note && expected.has(key.replace(/:[^:]*$/, '')));
    if (!withdrawn && !wanted) findings.push(`${key} was made and is not wanted`);
  }
  for (const { text } of outside.made.filter(({ key }) => key.endsWith(':reply')))
    if (text.includes('non-incident ticket=none')) findings.push(`"${text}" was never completed`);
  return findings;
}
