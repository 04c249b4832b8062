import type { Split } from '../router/index.js';
import type { Records } from './records.js';

/** Name of the setting under which a pair's split of its off hours is kept. */
export const splitSetting = 'split';

/** What was last agreed on, by whichever pair; null when nothing was. */
export async function splitOf(records: Pick<Records, 'setting'>): Promise<Split | null> {
  const kept = await records.setting(splitSetting);
  return kept === null || kept === '' ? null : (JSON.parse(kept) as Split);
}
