import { decideNext } from './decide-next.js';
import type { RunningDeps } from './deps.js';
import type { StoredReport } from './records.js';

const lookEveryMs = 50;

/**
 * The report, once it is decided: what is answered below it, or edited, while a desk was away comes at once when it is
 * back. As it is where that takes longer than a call may.
 */
export async function decidedFirst(
  deps: RunningDeps,
  { report: { id } }: StoredReport,
): Promise<StoredReport | null> {
  const { store, clock, settings } = deps;
  for (let waited = 0; ; ) {
    const stored = await store.report(id);
    if (stored?.state !== 'stored' || waited >= settings.callTimeoutMs) return stored;
    if (await decideNext(deps)) continue;
    // Another desk, or another hand of this one, is deciding it.
    await new Promise<void>((resolve) => clock.after(lookEveryMs, resolve));
    waited += lookEveryMs;
  }
}
