// What Amazon SNS carries: CloudWatch alarms, or words.

import { z } from 'zod';
import type { SnsMessage } from '../sns-signature.js';
import { eventPart, momentFrom, monitorText, type WebhookReading } from '../webhook-report.js';

const alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string().nullish(),
  NewStateValue: z.string(),
  NewStateReason: z.string().nullish(),
  OldStateValue: z.string().nullish(),
  StateChangeTime: z.string().nullish(),
  Region: z.string().nullish(),
});

/** Reads a notification whose signature or secret was checked. */
export function readSnsNotification(message: SnsMessage): WebhookReading {
  const read = alarm.safeParse(jsonOf(message.Message));
  const event = `sns:${eventPart(message.MessageId)}`;
  const common = { event, kind: 'automated', partner: null, url: null, alert: null } as const;
  if (!read.success) {
    const text = monitorText(message.Subject ?? 'Notification', [message.Message]);
    return { reports: [{ ...common, user: 'sns', text, at: momentFrom(message.Timestamp) }] };
  }
  const {
    AlarmName,
    AlarmDescription,
    NewStateValue,
    NewStateReason,
    OldStateValue,
    StateChangeTime,
    Region,
  } = read.data;
  const first = {
    ALARM: `ALARM: "${AlarmName}" is in alarm`,
    OK: `[OK] "${AlarmName}" (${OldStateValue ?? 'ALARM'} -> OK)`,
  }[NewStateValue];
  // Data that does not come is what the alarm's own "treat missing data" is for.
  if (first === undefined)
    return { ignored: NewStateValue === 'INSUFFICIENT_DATA' ? 'insufficient data' : 'a state of CloudWatch' };
  const text = monitorText(`${first}${Region == null ? '' : `, CloudWatch ${Region}`}`, [
    AlarmDescription,
    NewStateReason,
  ]);
  return {
    reports: [
      {
        ...common,
        user: 'cloudwatch',
        text,
        at: momentFrom(StateChangeTime) ?? momentFrom(message.Timestamp),
        alert: { id: `cloudwatch:${Region ?? ''}:${AlarmName}`, over: NewStateValue === 'OK' },
      },
    ],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
