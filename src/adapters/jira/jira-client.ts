// The connection to Jira: jira.js with a timeout, and the differences of a Data Center kept out of everybody's way.

import { type Client, createClient } from 'jira.js/core';
import { cutText } from '../plain-text.js';
import { type AdfDocument, LONGEST_TEXT, textOfAdf } from './adf.js';

/** How to reach Jira. */
export interface JiraAccess {
  /** Without a slash at the end. */
  readonly site: string;
  /** Null for a Data Center with a personal access token. */
  readonly email: string | null;
  readonly token: string;
  /** The longest a call may last, in milliseconds. */
  readonly timeoutMs: number;
  /** What answers of another shape than documented do; tests throw. */
  readonly onSchemaMismatch: 'throw' | 'silent';
}

/** No answer in time: it may have happened there. */
export class JiraTimeout extends Error {
  override readonly name = 'JiraTimeout';
}

/** A client that never sends twice: `retry` would re-send a POST whose answer was lost. */
export function jiraClient({ site, email, token, timeoutMs, onSchemaMismatch }: JiraAccess): Client {
  const auth =
    email === null ? { type: 'bearer' as const, token } : { type: 'basic' as const, email, apiToken: token };
  const client = createClient({
    host: site,
    auth,
    onSchemaMismatch,
    headers: { 'X-Atlassian-Token': 'no-check' },
  });
  const flavoured = email === null ? dataCenter(client) : client;
  return { sendRequest: (request) => inTime(flavoured.sendRequest(request), timeoutMs) };
}

// jira.js gives no way to abort a request: it is left to end by itself, unheard.
async function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new JiraTimeout(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => {});
  }
}

/** A Data Center has version 2 only: another search, and text instead of documents. */
function dataCenter(client: Client): Client {
  return {
    sendRequest({ schema: _, ...request }) {
      const url = request.url.replace('/rest/api/3/', '/rest/api/2/').replace(/\/search\/jql$/, '/search');
      return client.sendRequest({
        ...request,
        url,
        ...(request.body !== undefined && { body: asText(request.body) }),
      });
    },
  };
}

/** Documents anywhere in a body, as escaped text. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return value;
  if ((value as { readonly type?: unknown }).type === 'doc') return wikiText(textOfAdf(value as AdfDocument));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asText(inner)]));
}

/** People's words must not become macros, mentions or images of wiki markup. */
function wikiText(text: string): string {
  return cutText(text.replace(/[{}[\]!|*_~^?+]/g, '\\$&'), LONGEST_TEXT + 2_000);
}
