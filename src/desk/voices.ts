// What the reports of a case say by now, each for itself. Who only asks after it says nothing of what it is.

import type { Decision } from '../classifier/index.js';
import type { Case } from '../router/index.js';
import type { Records, StoredReport } from './records.js';

type Reading = Pick<Records, 'report' | 'decision'>;

/** A report of a case that was not deleted and is no question, and what is held of it. */
export interface Voice {
  readonly stored: StoredReport;
  /** Null while nothing is decided. */
  readonly decision: Decision | null;
}

/** All of them, `except` left out. */
export async function voicesOf(records: Reading, record: Case, except?: string): Promise<readonly Voice[]> {
  const voices: Voice[] = [];
  for await (const voice of eachVoice(records, record, except)) voices.push(voice);
  return voices;
}

/**
 * The report that speaks for a case: the first that still says what the case is, else the first that is left;
 * `except` left out. Null when there is none.
 */
export async function speakerOf(
  records: Reading,
  record: Case,
  except?: string,
): Promise<StoredReport | null> {
  let living: StoredReport | null = null;
  for await (const { stored, decision } of eachVoice(records, record, except)) {
    if (decision?.class === record.class) return stored;
    living ??= stored;
  }
  return living;
}

async function* eachVoice(
  records: Reading,
  { reports, asking = [] }: Case,
  except: string | undefined,
): AsyncGenerator<Voice> {
  for (const id of reports) {
    const stored = id === except || asking.includes(id) ? null : await records.report(id);
    if (stored === null || stored.state === 'erased') continue;
    yield { stored, decision: (await records.decision(id))?.decision ?? null };
  }
}
