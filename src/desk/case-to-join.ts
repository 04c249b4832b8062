import type { Decision } from '../classifier/index.js';
import { type Case, isFollowed, mayWake } from '../router/index.js';
import type { Adoption } from './adoption.js';
import type { Records } from './records.js';
import { speakerOf } from './voices.js';

/** The open incident that other reports of the same pattern belong to, or of which others have told the same. */
export async function caseToJoin(records: Records, { decision, tellsOf }: Adoption): Promise<Case | null> {
  const known = (await caseOfPattern(records, decision)) ?? tellsOf ?? null;
  if (known === null) return null;
  // Downtime must call somebody, at night too, which a case that may wake nobody would not: evening comes to every case.
  return !mayWake(decision) || (await wakes(records, known)) ? known : null;
}

async function caseOfPattern(records: Records, { correlation }: Decision): Promise<Case | null> {
  for (const other of correlation?.with ?? []) {
    const record = await records.caseOf(other);
    if (record !== null && record.class === 'incident' && isFollowed(record)) return record;
  }
  return null;
}

async function wakes(records: Records, record: Case): Promise<boolean> {
  const first = await speakerOf(records, record);
  const held = first === null ? null : await records.decision(first.report.id);
  return held !== null && mayWake(held.decision);
}
