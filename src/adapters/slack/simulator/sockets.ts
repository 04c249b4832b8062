// Socket mode from Slack's side: sockets, envelopes, acknowledgements, and what Slack does without one.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Faults } from './faults.js';
import { simApp } from './workspace.js';

/** How long Slack waits, in milliseconds. */
export interface SocketTerms {
  /** For an acknowledgement. */
  readonly ackMs: number;
  /** Between one delivery of an event and the next; after the last it is given up. */
  readonly redeliverMs: readonly number[];
  /** Between telling that a socket will be closed and closing it. */
  readonly leaveMs: number;
}

/** As Slack documents it. */
export const slackTerms: SocketTerms = { ackMs: 3_000, redeliverMs: [0, 60_000, 300_000], leaveMs: 10_000 };

/** Why a socket is closed. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** What became of something that people did: the payload of the acknowledgement, or null when there was none. */
export interface Reaction {
  readonly acknowledged: boolean;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The sockets of an app. */
export interface Sockets {
  /** Address for one new socket, good for one connection. */
  newUrl(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends an event until it is acknowledged or given up. */
  sendEvent(payload: Readonly<Record<string, unknown>>): void;
  /** Sends what a person did, once. */
  sendInteraction(
    type: 'interactive' | 'slash_commands',
    payload: Readonly<Record<string, unknown>>,
    acceptsPayload: boolean,
  ): Promise<Reaction>;
  /**
   * Tells sockets that they will be closed, and closes them a little later. The next `lingering` events are still
   * written to the old socket, as happens at Slack.
   */
  disconnect(reason: DisconnectReason, which?: 'first' | 'all', lingering?: number): void;
  /** Cuts all sockets without a word. */
  cut(): void;
  /** Sends something as it is down the first socket. */
  sendRaw(data: string): void;
  /** Open sockets that have had their hello. */
  count(): number;
  /** Sockets ever opened. */
  opened(): number;
  /** Events that nobody acknowledged in all their deliveries. */
  readonly givenUp: Readonly<Record<string, unknown>>[];
  /** Deliveries of events, by event id. */
  readonly deliveries: Map<string, number>;
  close(): void;
}

interface Link {
  readonly socket: WebSocket;
  ready: boolean;
  leaving: boolean;
  lingering: number;
}

/** Most sockets of one app. */
const mostSockets = 10;

/** Sockets below the address `base`, like ws://127.0.0.1:1234. */
export function createSockets(base: () => string, faults: Faults, terms: SocketTerms): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const links: Link[] = [];
  const tickets = new Set<string>();
  const waiting = new Map<string, (payload: Readonly<Record<string, unknown>> | null) => void>();
  const timers = new Set<NodeJS.Timeout>();
  const givenUp: Readonly<Record<string, unknown>>[] = [];
  const deliveries = new Map<string, number>();
  let opened = 0;
  let turn = 0;
  let closed = false;

  const later = (ms: number, then: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      then();
    }, ms);
    timers.add(timer);
  };

  const take = (socket: WebSocket): void => {
    const fault = faults.takeSocket();
    const link: Link = { socket, ready: false, leaving: false, lingering: 0 };
    links.push(link);
    opened += 1;
    const ping = setInterval(() => socket.ping(), 10_000);
    socket.on('close', () => {
      clearInterval(ping);
      links.splice(links.indexOf(link), 1);
    });
    socket.on('error', () => {});
    socket.on('message', (data) => {
      if (fault === 'deaf') return;
      const { envelope_id, payload } = readJson(String(data));
      const resolve = waiting.get(String(envelope_id));
      resolve?.(typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {});
    });
    if (fault === 'silent') return;
    if (links.length > mostSockets) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close(1000);
      return;
    }
    link.ready = true;
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: links.length,
        debug_info: { host: 'applink-sim', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: simApp.appId },
      }),
    );
  };

  const choose = (): Link | null => {
    const lingering = links.find((link) => link.lingering > 0);
    if (lingering !== undefined) {
      lingering.lingering -= 1;
      return lingering;
    }
    const able = links.filter(({ ready, leaving, socket }) => ready && !leaving && socket.readyState === 1);
    turn += 1;
    return able[turn % Math.max(1, able.length)] ?? null;
  };

  const send = (envelope: Readonly<Record<string, unknown>>, on: Link | null): Promise<Reaction> => {
    const id = String(envelope.envelope_id);
    if (on === null) return Promise.resolve({ acknowledged: false, payload: {} });
    return new Promise((resolve) => {
      const end = (payload: Readonly<Record<string, unknown>> | null): void => {
        waiting.delete(id);
        resolve({ acknowledged: payload !== null, payload: payload ?? {} });
      };
      waiting.set(id, end);
      later(terms.ackMs, () => {
        if (waiting.get(id) === end) end(null);
      });
      on.socket.send(JSON.stringify(envelope), () => {});
    });
  };

  const deliver = (payload: Readonly<Record<string, unknown>>, attempt: number): void => {
    if (closed) return;
    const id = String(payload.event_id);
    deliveries.set(id, (deliveries.get(id) ?? 0) + 1);
    const envelope = {
      envelope_id: randomUUID(),
      payload,
      type: 'events_api',
      accepts_response_payload: false,
      retry_attempt: attempt,
      retry_reason: attempt === 0 ? '' : 'timeout',
    };
    const lost = attempt === 0 && faults.takeLost();
    const first = send(envelope, lost ? null : choose());
    if (attempt === 0 && faults.takeTwice()) void send({ ...envelope, envelope_id: randomUUID() }, choose());
    void first.then(({ acknowledged }) => {
      if (acknowledged || closed) return;
      const wait = terms.redeliverMs[attempt];
      if (wait === undefined) givenUp.push(payload);
      else later(wait, () => deliver(payload, attempt + 1));
    });
  };

  return {
    givenUp,
    deliveries,
    opened: () => opened,
    count: () => links.filter(({ ready, socket }) => ready && socket.readyState === 1).length,
    newUrl() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${base()}/link/?ticket=${ticket}&app_id=${simApp.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://sim').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket) || refused(faults)) {
        socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, take);
    },
    sendEvent: (payload) => deliver(payload, 0),
    sendInteraction: (type, payload, accepts) =>
      send({ envelope_id: randomUUID(), payload, type, accepts_response_payload: accepts }, choose()),
    disconnect(reason, which = 'first', lingering = 0) {
      const leaving = links
        .filter(({ ready, leaving }) => ready && !leaving)
        .slice(0, which === 'all' ? 10 : 1);
      for (const link of leaving) {
        link.leaving = true;
        link.lingering = lingering;
        link.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-sim' } }));
        later(terms.leaveMs, () => link.socket.close(1000));
      }
    },
    cut() {
      for (const { socket } of [...links]) socket.terminate();
    },
    sendRaw: (data) => links[0]?.socket.send(data),
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      for (const { socket } of [...links]) socket.terminate();
      server.close();
    },
  };
}

/** A refused connection uses up its order; others are left for the socket. */
function refused(faults: Faults): boolean {
  const next = faults.takeSocket();
  if (next === 'refused') return true;
  if (next !== null) faults.putBack(next);
  return false;
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
