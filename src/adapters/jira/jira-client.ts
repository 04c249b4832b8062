// The connection to Jira: jira.js with a timeout, and the differences of a Data Center kept out of everybody's way.

import { type Client, createClient } from 'jira.js/core';
import { dataCenter } from './data-center.js';

/** How to reach Jira. */
export interface JiraAccess {
  /** Without a slash at the end. */
  readonly site: string;
  /** Null for a Data Center with a personal access token. */
  readonly email: string | null;
  readonly token: string;
  /** The longest a call, and an operation of several calls, may last, in milliseconds. */
  readonly timeoutMs: number;
  /** What answers of another shape than documented do; tests throw. */
  readonly onSchemaMismatch: 'throw' | 'silent';
}

/** No answer in time: it may have happened there. */
export class JiraTimeout extends Error {
  override readonly name = 'JiraTimeout';
}

/** The time was used up before the call: nothing was sent. */
export class JiraTooLate extends Error {
  override readonly name = 'JiraTooLate';
}

/** A connection, in two tempers. */
export interface JiraConnection {
  /** Every call may last as long as allowed; for looking around. */
  readonly client: Client;
  /**
   * A client for one operation: all its calls together may last that long, and none is begun when the time is up.
   * The desk gives up on an operation as a whole, and what is begun after that would be made behind its back.
   * `share` is a part of that time, for what is not worth waiting for.
   */
  begin(share?: number): Client;
}

/** Connects; nothing is ever sent twice: `retry` would re-send a POST whose answer was lost. */
export function jiraConnection({
  site,
  email,
  token,
  timeoutMs,
  onSchemaMismatch,
}: JiraAccess): JiraConnection {
  const auth =
    email === null ? { type: 'bearer' as const, token } : { type: 'basic' as const, email, apiToken: token };
  const plain = createClient({
    host: site,
    auth,
    onSchemaMismatch,
    headers: { 'X-Atlassian-Token': 'no-check' },
  });
  const client = email === null ? dataCenter(plain) : plain;
  return {
    client: { sendRequest: (request) => inTime(() => client.sendRequest(request), timeoutMs) },
    begin(share = 1) {
      const end = performance.now() + timeoutMs * share;
      return {
        async sendRequest(request) {
          const left = end - performance.now();
          // What could not be answered in what is left of the time is better not begun.
          if (left < timeoutMs / 10) throw new JiraTooLate('the time was used up by earlier calls');
          return inTime(() => client.sendRequest(request), left);
        },
      };
    },
  };
}

// jira.js gives no way to abort a request: it is left to end by itself, unheard.
async function inTime<T>(send: () => Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new JiraTimeout('no answer in time')), ms);
  });
  const answer = send();
  answer.catch(() => {});
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
