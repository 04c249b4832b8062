import type { Case } from '../router/index.js';
import type { Records } from './records.js';

const mostLookedAt = 200;

/** Cases that somebody still follows, newest first; of more than anybody could follow the newest. */
export function openCases(records: Pick<Records, 'cases'>): Promise<readonly Case[]> {
  return records.cases('open', mostLookedAt);
}
