// The chat of local mode as somebody sees it: the channels, and what was said to them alone.

import { randomUUID } from 'node:crypto';
import type { About, Store } from '../../desk/ports.js';
import type { LocalItem, StoredReport } from '../../desk/records.js';
import type { Desk } from '../../desk/start-desk.js';
import type { Destination } from '../../router/index.js';
import type { Said } from '../../web/page/page-service.js';
import type { ChatMessage, ChatRoom, Done } from '../../web/page/shapes.js';
import { localIntake } from '../intake.js';

/** The chat while the desk runs; what people answer in threads is shown as long as that. */
export interface PageChat {
  roomsFor(person: string): Promise<readonly ChatRoom[]>;
  say(said: Said): Promise<Done>;
}

const latest = 300;

interface Placed {
  readonly room: string;
  readonly kind: ChatRoom['kind'];
  readonly message: ChatMessage;
}

/** A chat over the stand-ins' store; `utcOffset` gives minutes east of UTC where people are. */
export function pageChat(desk: Desk, store: Store, utcOffset: (at: number) => number): PageChat {
  const answers: Placed[] = [];
  return {
    async roomsFor(person) {
      const reports = (await store.reports(latest)).filter((one) => !one.private);
      const items = await store.localItems('chat', latest);
      const byAnchor = new Map(reports.map((stored) => [stored.anchor.id, stored]));
      const placed = [
        ...reports.map(reportPlaced),
        ...items.flatMap((item) => itemPlaced(item, byAnchor)),
        ...answers,
      ];
      const seen = placed.filter(({ kind, room }) => kind === 'channel' || room === person);
      const rooms = Map.groupBy(seen, ({ kind, room }) => `${kind} ${room}`);
      return [...rooms.values()].map((all) => ({
        name: all[0]?.room ?? '',
        kind: all[0]?.kind ?? 'channel',
        messages: all.map(({ message }) => message).sort((a, b) => a.at - b.at),
      }));
    },

    async say({ as, channel, text, thread }) {
      const at = await store.now();
      if (thread === null) {
        const source = { kind: 'human', channel, user: as } as const;
        await desk.accept(localIntake({ text, source, at, utcOffset: utcOffset(at) }));
        return { outcome: 'changed' };
      }
      const stored = await store.report(thread);
      if (stored === null) return { outcome: 'refused', why: 'There is no such report any more.' };
      const event = `local-reply:${randomUUID()}`;
      const root = { event: stored.event, place: stored.anchor.id };
      await desk.reply({ event, root, text, kind: 'human', user: as, at });
      answers.push({
        room: stored.report.source.channel,
        kind: 'channel',
        message: { ...bare, id: event, at, from: as, text, thread },
      });
      if (answers.length > latest) answers.shift();
      return { outcome: 'changed' };
    },
  };
}

const bare = { mentions: [], edited: false, case: null, offers: [] } as const;

function reportPlaced({ report, editedAt, state }: StoredReport): Placed {
  const { id, at, source } = report;
  const text = state === 'erased' ? '' : report.text;
  const message = { ...bare, id, at, from: source.user, text, thread: null, edited: editedAt !== null };
  return { room: source.channel, kind: 'channel', message };
}

interface Kept {
  readonly destination: Destination;
  readonly anchor: { readonly id: string };
  readonly channel: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly about?: About;
}

function itemPlaced(item: LocalItem, byAnchor: ReadonlyMap<string, StoredReport>): readonly Placed[] {
  // What was erased or withdrawn has lost its words.
  const kept = JSON.parse(item.body) as Kept | Record<string, never>;
  if (item.withdrawn || !('destination' in kept) || kept.destination === undefined) return [];
  const { destination, anchor, channel, text, mentions, about } = kept;
  const inThread = destination.kind === 'thread';
  const message: ChatMessage = {
    id: item.ref,
    at: item.at,
    from: 'desk',
    text,
    mentions,
    thread: inThread ? (byAnchor.get(anchor.id)?.report.id ?? null) : null,
    edited: item.editedAt !== null,
    case: about?.case ?? null,
    offers: about?.offers ?? [],
  };
  return destination.kind === 'person'
    ? [{ room: destination.person, kind: 'direct', message }]
    : [{ room: inThread ? channel : destination.channel, kind: 'channel', message }];
}
