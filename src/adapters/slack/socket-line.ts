// One socket of socket mode, from its opening to its end; it never comes back, another one takes its place. The
// library's own reconnecting is off: it has no cap, leaves a gap, and fails where nobody can catch it.

import { SocketModeClient } from '@slack/socket-mode';
import type { Clock } from '../../desk/ports.js';
import { type Loose, loose, textOf } from './message-text.js';
import { quietLogger } from './quiet-logger.js';

/** An envelope that came down a socket. */
export interface Envelope {
  readonly id: string;
  /** `events_api`, `interactive`, `slash_commands`. */
  readonly type: string;
  readonly body: Loose;
  /** How often Slack has sent it before. */
  readonly attempt: number;
  /** Tells Slack that it is kept; rejects when the socket is gone, and Slack sends an event again then. */
  ack(payload?: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Who listens at a socket. Nothing here may throw. */
export interface LineListener {
  envelope(envelope: Envelope): void;
  /** Slack will close this socket soon: time to open another one. Told of open sockets only, as is their end. */
  leaving(line: Line, reason: string): void;
  ended(line: Line): void;
}

/** How a socket is opened. */
export interface LineTerms {
  readonly apiUrl: string;
  /** A secret. */
  readonly appToken: string;
  /** How long opening may take, the hello included. */
  readonly helloMs: number;
  /** How long a ping may go unanswered. */
  readonly pingMs: number;
  readonly clock: Pick<Clock, 'after'>;
}

/** An open socket. */
export interface Line {
  /** Ends it; what arrives afterwards is lost, and sent again by Slack. */
  close(): void;
}

/** No hello came in time. */
export class SilentSocket extends Error {
  override readonly name = 'SilentSocket';
}

/** Opens a socket; resolves after its hello. Rejects when that does not come in time, or Slack refuses. */
export async function openLine(terms: LineTerms, listener: LineListener): Promise<Line> {
  let open: Line | null = null;
  const end = (): void => {
    if (open === null) return;
    const line = open;
    open = null;
    listener.ended(line);
  };
  const client = new CarefulClient(terms, listener.envelope, (reason) => {
    if (open !== null) listener.leaving(open, reason);
  });
  const close = (): void => {
    // Should it be opening still: once it connects, it is closed at once.
    client.on('connecting', () => setImmediate(() => void client.disconnect()));
    void client.disconnect();
    end();
  };
  let cancel = (): void => {};
  const silent = new Promise<never>((_, reject) => {
    cancel = terms.clock.after(terms.helloMs, () =>
      reject(new SilentSocket(`no hello within ${terms.helloMs} ms`)),
    );
  });
  const started = client.start();
  // It may fail long after we have given up on it.
  started.catch(() => {});
  try {
    await Promise.race([started, silent]);
  } catch (error) {
    close();
    throw error ?? new Error('the socket was closed before its hello');
  } finally {
    cancel();
  }
  client.on('disconnected', end);
  open = { close };
  return open;
}

/** The library's client, with what it does about a message guarded: a promise that nobody waits for may not fail. */
class CarefulClient extends SocketModeClient {
  constructor(
    { apiUrl, appToken, pingMs, helloMs }: LineTerms,
    private readonly envelope: LineListener['envelope'],
    private readonly leaving: (reason: string) => void,
  ) {
    super({
      appToken,
      logger: quietLogger,
      autoReconnectEnabled: false,
      clientPingTimeout: pingMs,
      clientOptions: {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        timeout: helloMs,
      },
    });
    // Each event is emitted twice, by its type and as this: we listen to one of the two.
    this.on('slack_event', (given: Loose) => this.take(given));
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      const message = isBinary ? null : readJson(data);
      if (message === null) return;
      if (message.type === 'disconnect') {
        // The library would close the socket at once. Slack still sends down it for a moment, and closes it itself.
        this.leaving(textOf(message.reason) ?? 'unknown');
        return;
      }
      await super.onWebSocketMessage(JSON.stringify(whole(message)), false);
    } catch {
      // Whatever it was, it is not acknowledged, and Slack sends it again.
    }
  }

  private take(given: Loose): void {
    const { ack, envelope_id, type, body, retry_num } = given;
    if (typeof ack !== 'function') return;
    this.envelope({
      id: textOf(envelope_id) ?? '',
      type: textOf(type) ?? '',
      body: loose(body),
      attempt: typeof retry_num === 'number' ? retry_num : 0,
      ack: async (payload) => {
        await ack(payload);
      },
    });
  }
}

/** The library reads the type of the inner event, which some messages, like app_rate_limited, have not. */
function whole(message: Loose): Loose {
  if (message.type !== 'events_api') return message;
  const payload = loose(message.payload);
  const event = loose(payload.event);
  const type = textOf(event.type) ?? textOf(payload.type) ?? 'unknown';
  return { ...message, payload: { ...payload, event: { ...event, type } } };
}

function readJson(data: string | ArrayBuffer): Loose | null {
  try {
    return loose(JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data)));
  } catch {
    return null;
  }
}
