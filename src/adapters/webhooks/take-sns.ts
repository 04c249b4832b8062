// Amazon SNS: topics that are configured, signed by SNS or sent with the shared secret, and nothing else. A
// subscription is confirmed only for such a topic.

import { z } from 'zod';
import { readSnsNotification } from './read/sns.js';
import { hasSharedSecret } from './signatures.js';
import {
  type FetchText,
  isSnsAddress,
  type SnsMessage,
  snsMessage,
  type VerifySns,
} from './sns-signature.js';
import { momentFrom, type WebhookReading } from './webhook-report.js';

interface SnsDeps {
  readonly verify: VerifySns;
  readonly fetchText: FetchText;
  now(): number;
  readonly oldestMs: number;
}

const relayed = z.object({
  Records: z
    .array(z.object({ Sns: snsMessage }))
    .min(1)
    .max(100),
});

/** What a request of SNS gives: reports, or how it ended. Rejects when SNS itself cannot be reached. */
export async function takeSns(
  body: unknown,
  { header }: { readonly header: (name: string) => string | undefined },
  { secret, topics }: { readonly secret: string | null; readonly topics: readonly string[] },
  { verify, fetchText, now, oldestMs }: SnsDeps,
): Promise<WebhookReading | 'unsigned' | 'stale' | 'malformed' | 'confirmed' | 'ignored'> {
  const messages = messagesOf(body);
  const trusted = secret !== null && hasSharedSecret(header('authorization'), secret);
  if (messages === null) return trusted ? 'malformed' : 'unsigned';
  for (const message of messages) {
    if (!topics.includes(message.TopicArn) || !(trusted || (await verify(message)))) return 'unsigned';
    const at = momentFrom(message.Timestamp);
    if (!trusted && (at === null || Math.abs(now() - at) > oldestMs)) return 'stale';
  }
  const [first] = messages;
  if (first?.Type === 'UnsubscribeConfirmation') return 'ignored';
  if (first?.Type === 'SubscriptionConfirmation') return confirm(first, fetchText);
  const readings = messages.map(readSnsNotification);
  const reports = readings.flatMap((reading) => ('reports' in reading ? reading.reports : []));
  return reports.length > 0 ? { reports } : (readings[0] ?? 'ignored');
}

function messagesOf(body: unknown): readonly SnsMessage[] | null {
  const single = snsMessage.safeParse(body);
  if (single.success) return [single.data];
  const several = relayed.safeParse(body);
  return several.success ? several.data.Records.map(({ Sns }) => Sns) : null;
}

async function confirm(
  { SubscribeURL }: SnsMessage,
  fetchText: FetchText,
): Promise<'confirmed' | 'malformed'> {
  if (SubscribeURL === undefined || !isSnsAddress(SubscribeURL, /^\/$/)) return 'malformed';
  if (new URL(SubscribeURL).searchParams.get('Action') !== 'ConfirmSubscription') return 'malformed';
  await fetchText(SubscribeURL);
  return 'confirmed';
}
