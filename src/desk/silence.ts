// A channel that is usually busy and falls silent may mean that its reports do not reach the desk any more.

import type { RunningDeps } from './deps.js';

const week = 7 * 24 * 3_600_000;
const lookBack = [1, 2, 3, 4];
/** With at least this many in each of four weeks, silence by chance is rarer than one in a hundred. */
const busy = 5;

/**
 * A sentence for each channel that has been silent for `settings.silenceMs`, although the same hours of each of the
 * last four weeks were busy. On a public holiday silence is no news.
 */
export async function silentChannels(
  { store, judge, settings }: Pick<RunningDeps, 'store' | 'judge' | 'settings'>,
  now: number,
): Promise<readonly string[]> {
  const { silenceMs } = settings;
  if (judge.hoursAt(now) === 'holiday') return [];
  const counted = (until: number) => store.countByChannel(until - silenceMs, until);
  const today = await counted(now);
  const earlier = await Promise.all(lookBack.map((weeks) => counted(now - weeks * week)));
  return [...(earlier[0]?.keys() ?? [])].flatMap((channel) => {
    const usual = Math.min(...earlier.map((counts) => counts.get(channel) ?? 0));
    if (usual < busy || today.has(channel)) return [];
    const hours = Math.round(silenceMs / 3_600_000);
    return [
      `#${channel} has been silent for ${hours} hours, in which it usually has ${usual} reports or more`,
    ];
  });
}
