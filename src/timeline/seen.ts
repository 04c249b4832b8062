// What somebody sees of the desk: messages, tickets, cards, alarms. The ports of a simulated desk write it down.

import type { Backlog, Board, Chat, Logger, Message, Ref } from '../desk/ports.js';

/** One thing that somebody saw, in the order of time. */
export interface Seen {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly how: 'said' | 'edited' | 'withdrawn' | 'ticket' | 'comment' | 'card' | 'card-note' | 'alarm';
  /** "#channel", "@person" or "thread ANCHOR"; "backlog", "board" or "health" for the rest. */
  readonly to: string;
  /** Those whom the words call. */
  readonly mentions: readonly string[];
  readonly text: string;
}

/** Ports that do what others do, and write down what is seen of it. */
export function seenPorts(
  ports: { readonly chat: Chat; readonly backlog: Backlog; readonly board: Board },
  now: () => number,
): { readonly chat: Chat; readonly backlog: Backlog; readonly board: Board; readonly seen: readonly Seen[] } {
  const seen: Seen[] = [];
  const posted = new Map<string, string>();
  const note = (how: Seen['how'], to: string, text: string, mentions: readonly string[] = []): void => {
    seen.push({ at: now(), how, to, mentions, text });
  };
  const { chat, backlog, board } = ports;
  return {
    seen,
    chat: {
      ...chat,
      async post(key, message) {
        const ref = await chat.post(key, message);
        posted.set(ref.id, placeOf(message));
        note('said', placeOf(message), message.text, mentionsIn(message));
        return ref;
      },
      async edit(key, ref: Ref, message) {
        await chat.edit(key, ref, message);
        note('edited', placeOf(message), message.text);
      },
      async withdraw(ref) {
        await chat.withdraw(ref);
        note('withdrawn', posted.get(ref.id) ?? ref.id, '');
      },
    },
    backlog: {
      ...backlog,
      async file(key, ticket) {
        const ref = await backlog.file(key, ticket);
        note('ticket', 'backlog', `${ticket.component}: ${ticket.summary}\n${ticket.description}`);
        return ref;
      },
      async comment(key, ref, text) {
        await backlog.comment(key, ref, text);
        note('comment', 'backlog', text);
      },
    },
    board: {
      ...board,
      async open(key, card) {
        const ref = await board.open(key, card);
        note('card', 'board', `${card.title}\n${card.description}`);
        return ref;
      },
      async update(key, ref, text) {
        await board.update(key, ref, text);
        note('card-note', 'board', text);
      },
    },
  };
}

/** A log of which the alarms of the watch are seen, and nothing else. */
export function alarmLog(seen: readonly Seen[], now: () => number): Logger {
  const alarms = seen as Seen[];
  const nothing = (): void => {};
  return {
    debug: nothing,
    info: nothing,
    warn: nothing,
    error(fields) {
      const text = typeof fields.problem === 'string' ? fields.problem : null;
      if (text !== null) alarms.push({ at: now(), how: 'alarm', to: 'health', mentions: [], text });
    },
  };
}

/** The anchor of a report is named by the script; anything else is a message of the desk. */
function placeOf({ destination, anchor, channel }: Message): string {
  switch (destination.kind) {
    case 'thread':
      return `thread ${anchor.id.startsWith('local:') ? anchor.id.slice('local:'.length) : `#${channel}`}`;
    case 'channel':
      return `#${destination.channel}`;
    case 'person':
      return `@${destination.person}`;
  }
}

/** Those whom the words really call. */
function mentionsIn({ text, mentions }: Message): readonly string[] {
  return mentions.filter((person) => text.includes(`@{${person}}`));
}
