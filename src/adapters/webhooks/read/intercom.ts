// Intercom: one report per conversation, whoever wrote first or again. Old and present shapes of a conversation.

import { z } from 'zod';
import { cutText, oneLine } from '../../plain-text.js';
import { htmlText } from '../html-text.js';
import { eventPart, momentFrom, type ReadWebhook, webAddress } from '../webhook-report.js';

const author = z.object({
  type: z.string().catch(''),
  id: z.coerce.string().catch(''),
  name: z.string().nullish(),
  email: z.string().nullish(),
});
const said = z.object({
  subject: z.string().nullish(),
  body: z.string().nullish(),
  author: author.nullish(),
  url: z.string().nullish(),
});
const part = z.object({ body: z.string().nullish(), author: author.nullish() });
const company = z.object({ name: z.string().nullish() });

/** A conversation, as webhooks and the REST interface give it; fields that are not needed are not looked at. */
export const intercomConversation = z.object({
  type: z.literal('conversation'),
  id: z.coerce.string().min(1).max(100),
  created_at: z.number().optional(),
  title: z.string().nullish(),
  source: said.nullish(),
  conversation_message: said.nullish(),
  user: author
    .extend({
      companies: z
        .object({ companies: z.array(company) })
        .nullish()
        .catch(null),
    })
    .nullish(),
  contacts: z
    .object({ contacts: z.array(z.object({ id: z.coerce.string() })) })
    .nullish()
    .catch(null),
  company: company.nullish().catch(null),
  custom_attributes: z.record(z.string(), z.unknown()).nullish().catch(null),
  conversation_parts: z
    .object({ conversation_parts: z.array(part) })
    .nullish()
    .catch(null),
  links: z.object({ conversation_web: z.string().nullish() }).nullish().catch(null),
});
type Conversation = z.infer<typeof intercomConversation>;

const notification = z.object({
  topic: z.string(),
  app_id: z.string().nullish(),
  data: z.object({ item: z.unknown() }),
});

// What people from outside begin or add; assignments, ratings and words of our own staff are no reports.
const topics: ReadonlySet<string> = new Set([
  'conversation.user.created',
  'conversation.user.replied',
  'conversation.contact.replied',
]);

/** Reads a notification of Intercom. */
export const readIntercom: ReadWebhook = (body) => {
  const read = notification.safeParse(body);
  if (!read.success) return { malformed: 'expected a notification of Intercom with topic and data.item' };
  if (!topics.has(read.data.topic)) return { ignored: oneLine(read.data.topic, 60, 'no topic') };
  const conversation = intercomConversation.safeParse(read.data.data.item);
  if (!conversation.success) return { malformed: 'expected a conversation in data.item' };
  const item = conversation.data;
  const text = textOf(item);
  if (text === '') return { ignored: 'a conversation without words' };
  const who = personOf(item);
  const app = read.data.app_id;
  return {
    reports: [
      {
        event: `intercom:${eventPart(item.id)}`,
        text,
        kind: 'human',
        user: `intercom:${eventPart(who.id === '' ? item.id : who.id)}`,
        at: momentFrom(item.created_at),
        partner: partnerOf(item),
        alert: null,
        url:
          webAddress(item.links?.conversation_web) ??
          (app == null
            ? null
            : webAddress(
                `https://app.intercom.com/a/inbox/${encodeURIComponent(app)}/inbox/conversation/${encodeURIComponent(item.id)}`,
              )),
      },
    ],
  };
};

/** What people from outside have said so far: of a first report nothing may be missing when only a reply arrives. */
function textOf(item: Conversation): string {
  const first = item.source ?? item.conversation_message;
  const ours = first?.author?.type === 'admin' || first?.author?.type === 'bot';
  const replies = item.conversation_parts?.conversation_parts ?? [];
  const words = [
    item.title ?? first?.subject ?? '',
    ours ? '' : (first?.body ?? ''),
    ...replies.filter((each) => isOutside(each.author?.type)).map((each) => each.body ?? ''),
  ];
  return cutText(
    words
      .map(htmlText)
      .filter((each) => each !== '')
      .join('\n'),
    200_000,
  );
}

function isOutside(type: string | undefined): boolean {
  return type === 'user' || type === 'lead' || type === 'contact';
}

function personOf(item: Conversation): z.infer<typeof author> {
  const writer = (item.source ?? item.conversation_message)?.author;
  const contact = item.contacts?.contacts[0];
  const named = item.user ?? (isOutside(writer?.type) ? writer : null);
  return named ?? { type: 'contact', id: contact?.id ?? '' };
}

/** The company, where one is known; else who wrote: two people of one partner count twice then, which only asks. */
function partnerOf(item: Conversation): string | null {
  const attributes = Object.entries(item.custom_attributes ?? {});
  const attribute = attributes.find(
    ([name, value]) => /^(?:partner|company|gallery)(?: name)?$/i.test(name) && typeof value === 'string',
  );
  const person = personOf(item);
  const candidates = [
    item.company?.name,
    item.user?.companies?.companies[0]?.name,
    attribute?.[1],
    person.name,
    person.email,
    person.id,
  ];
  const found = candidates.find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof found === 'string' ? oneLine(found, 200, '') || null : null;
}
