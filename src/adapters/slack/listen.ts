// What was heard in Slack on its way into the desk. Whoever calls acknowledges once the promise resolves: by then all
// is kept. The same message may come several times and by several ways; it has one name, and counts once.

import type { Intake } from '../../desk/records.js';
import type { ThreadReply } from '../../desk/thread-reply.js';
import { type IntakeDeps, intakeOf } from './intake-of.js';
import { eventId } from './places.js';
import type { Heard, HeardMessage } from './read-event.js';

/** The receiving side of the desk, as Slack needs it. */
export interface SlackInbox {
  accept(intake: Intake): Promise<unknown>;
  amend(intake: Intake, editedAt: number): Promise<unknown>;
  retract(event: string): Promise<unknown>;
  /** Adds what was answered to the case, once; what answers nothing that the desk knows is left alone. */
  reply(reply: ThreadReply): Promise<unknown>;
}

/** What is heard. */
export type HeardWords = Extract<Heard, { kind: 'report' | 'reply' | 'edit' | 'deletion' }>;

/** True for what is to be handed to the desk. */
export function isWords(heard: Heard): heard is HeardWords {
  return ['report', 'reply', 'edit', 'deletion'].includes(heard.kind);
}

/** Hands what was heard to the desk; resolves once it is kept. */
export async function hear(heard: HeardWords, inbox: SlackInbox, deps: IntakeDeps): Promise<void> {
  switch (heard.kind) {
    case 'report':
      await inbox.accept(await intakeOf(heard.message, deps));
      return;
    case 'edit':
      await inbox.amend(await intakeOf(heard.message, deps), heard.editedAt);
      return;
    case 'deletion':
      await inbox.retract(heard.event);
      return;
    case 'reply':
      await inbox.reply(await replyOf(heard.message, deps));
      return;
  }
}

async function replyOf(message: HeardMessage, deps: IntakeDeps): Promise<ThreadReply> {
  const { event, text, source, at } = await intakeOf(message, deps);
  const root = { channel: message.place.channel, ts: message.threadTs ?? message.place.ts };
  return {
    event,
    root: { event: eventId(root), place: `${root.channel}:${root.ts}` },
    text,
    kind: source.kind,
    user: source.user,
    at,
  };
}
