// Calls to Trello: plain fetch, because trello.js re-sends POSTs, has no timeout, and puts every secret and word into
// the address (docs/decisions/0007-trello-by-fetch.md).

import type { z } from 'zod';
import { DeliveryError } from '../../desk/ports.js';
import { transportCode, wasNeverSent } from '../http-failure.js';

/** How to reach Trello. */
export interface TrelloAccess {
  /** https://api.trello.com, or a fake. */
  readonly api: string;
  readonly key: string;
  readonly token: string;
  /** The longest an operation of one or several calls may last, in milliseconds. */
  readonly timeoutMs: number;
}

/** One call; `doing` completes "Trello could not …". */
export interface TrelloCall<T> {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below /1/, made of checked ids only. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly doing: string;
  /** What is needed of the answer. */
  readonly answer: z.ZodType<T>;
}

/** Makes calls and gives checked answers; rejects with DeliveryError and nothing else. */
export type CallTrello = <T>(call: TrelloCall<T>) => Promise<T>;

/**
 * Begins an operation: all its calls together may last as long as allowed, and none is begun when the time is up. The
 * desk gives up on an operation as a whole, and what is begun after that would be made behind its back.
 */
export type TrelloClient = () => CallTrello;

const largestAnswer = 32 * 1024 * 1024;

/** A client that never sends twice. */
export function trelloClient(access: TrelloAccess): TrelloClient {
  return () => {
    const end = performance.now() + access.timeoutMs;
    return (call) => send(access, call, end - performance.now());
  };
}

async function send<T>(
  { api, key, token, timeoutMs }: TrelloAccess,
  call: TrelloCall<T>,
  ms: number,
): Promise<T> {
  const { method, path, query, body, doing, answer } = call;
  // In a header, so that neither stands in anybody's access log.
  const authorization = `OAuth oauth_consumer_key="${key}", oauth_token="${token}"`;
  const unknown = method === 'GET' ? 'busy' : 'ambiguous';
  const failed = (outcome: DeliveryError['outcome'], why: string, more: object = {}): DeliveryError =>
    new DeliveryError(outcome, `Trello could not ${doing}: ${why}`, more);
  // What could not be answered in what is left of the time is better not begun.
  if (ms < timeoutMs / 10) throw failed('busy', 'the time was used up by earlier calls');
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${api}/1/${path}${query === undefined ? '' : `?${new URLSearchParams(query)}`}`, {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(Math.ceil(ms)),
    });
    text = await response.text();
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'TimeoutError') {
      throw failed(unknown, 'no answer in time', { cause });
    }
    const code = transportCode(cause);
    throw failed(wasNeverSent(code) ? 'busy' : unknown, code ?? 'the connection broke', { cause });
  }
  if (!response.ok) throw failureOf(path, response, text, unknown, failed);
  const parsed = text.length > largestAnswer ? undefined : answer.safeParse(jsonOf(text));
  if (parsed?.success !== true) throw failed(unknown, 'its answer is none that Trello documents');
  return parsed.data;
}

type Fail = (outcome: DeliveryError['outcome'], why: string, more?: object) => DeliveryError;

/** The path of a card that the desk has opened; with a token that is not valid Trello answers 401. */
const isCard = /^cards\/[0-9a-f]{24}/;

function failureOf(
  path: string,
  response: Response,
  text: string,
  unknown: 'busy' | 'ambiguous',
  failed: Fail,
): DeliveryError {
  const { status } = response;
  if (status === 429) {
    const seconds = Number(response.headers.get('retry-after') ?? '');
    // Trello counts in windows of ten seconds and often names none.
    return failed('busy', '429, too many requests', { retryAfterMs: seconds > 0 ? seconds * 1000 : 10_000 });
  }
  if (status >= 500) return failed(unknown, `${status} from the server`);
  if (status === 408 || status === 409) return failed('busy', `${status}, try later`);
  const said = /^[\w .,:'-]{1,120}$/.test(text.trim()) ? ` (${text.trim()})` : '';
  if (status === 404 && isCard.test(path)) return failed('gone', `404${said}, the card was deleted`);
  return failed('refused', `${status}${said}${cureFor(status)}`);
}

function cureFor(status: number): string {
  if (status === 401)
    return '. Renew TRIAGE_TRELLO_KEY and TRIAGE_TRELLO_TOKEN; the token needs read and write';
  if (status === 403) return '. The account may not change this board';
  if (status === 404) return '. It is gone, or the account is no member of the board';
  return '';
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
