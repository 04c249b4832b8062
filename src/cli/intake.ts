import { randomUUID } from 'node:crypto';
import type { Report } from '../classifier/index.js';
import type { Intake } from '../desk/records.js';

/** A report of local mode on its way into the desk; without an id of its own each one is new. */
export function localIntake(report: Omit<Report, 'id'> & { readonly id?: string }): Intake {
  const event = `local:${report.id ?? randomUUID()}`;
  return {
    event,
    text: report.text,
    source: report.source,
    at: report.at,
    utcOffset: report.utcOffset,
    ...(report.partner === undefined ? {} : { partner: report.partner }),
    anchor: { id: event, url: null },
    private: false,
    synthetic: false,
  };
}
