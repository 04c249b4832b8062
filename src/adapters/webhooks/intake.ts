import type { Intake } from '../../desk/records.js';
import { oldestMs } from './known-senders.js';
import type { WebhookReport } from './webhook-report.js';

/** A report as the inbox takes it. Times that cannot be are replaced by now: a wrong clock must not hide a report. */
export function intakeOf(
  report: WebhookReport,
  channel: string,
  { now, utcOffset }: { readonly now: () => number; readonly utcOffset: (at: number) => number },
): Intake {
  const received = now();
  const likely = report.at !== null && report.at > received - oldestMs && report.at < received + 5 * 60_000;
  const at = likely && report.at !== null ? report.at : received;
  const event = `webhook:${report.event}`;
  return {
    event,
    text: report.text,
    source: { kind: report.kind, channel, user: report.user },
    at,
    utcOffset: utcOffset(at),
    ...(report.partner !== null && { partner: report.partner }),
    ...(report.alert !== null && { alert: report.alert }),
    anchor: { id: event, url: report.url },
    private: false,
    synthetic: false,
  };
}
