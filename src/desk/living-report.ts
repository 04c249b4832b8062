import type { Case } from '../router/index.js';
import type { Records, StoredReport } from './records.js';

/** The first report of a case that was not deleted, `except` left out; null when there is none. */
export async function livingReport(
  records: Pick<Records, 'report'>,
  { reports }: Case,
  except?: string,
): Promise<StoredReport | null> {
  for (const id of reports) {
    const stored = id === except ? null : await records.report(id);
    if (stored !== null && stored.state !== 'erased') return stored;
  }
  return null;
}
