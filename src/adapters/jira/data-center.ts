// A Data Center speaks version 2 of Jira's interface: another search with pages by number, text with wiki markup
// instead of documents, and people by name instead of by account.

import type { Client } from 'jira.js/core';
import { z } from 'zod';
import { cutText } from '../plain-text.js';
import { type AdfDocument, LONGEST_TEXT, textOfAdf } from './adf.js';

type SendRequest = Parameters<Client['sendRequest']>[0];

/** A client that is asked as for the Cloud and answers as the Cloud would. */
export function dataCenter(client: Client): Client {
  return {
    async sendRequest<T>({ schema: _, ...request }: SendRequest): Promise<T> {
      const url = request.url.replace('/rest/api/3/', '/rest/api/2/');
      // The answers are told apart by what was asked; their readers check their shape.
      if (url.endsWith('/search/jql')) return (await search(client, { ...request, url })) as T;
      if (url.endsWith('/user/search')) return (await findPeople(client, { ...request, url })) as T;
      const body = request.body === undefined ? {} : { body: forDataCenter(request.body) };
      return client.sendRequest<T>({ ...request, url, ...body });
    },
  };
}

const searchBody = z.looseObject({ nextPageToken: z.string().optional() });
const pageShape = z.looseObject({ startAt: z.number(), total: z.number(), issues: z.array(z.unknown()) });

/** The next page is asked for by number; the token that the Cloud would give is that number. */
async function search(client: Client, request: SendRequest): Promise<unknown> {
  const { nextPageToken = '0', ...query } = searchBody.parse(request.body);
  const url = request.url.replace(/\/search\/jql$/, '/search');
  const answer = await client.sendRequest<unknown>({
    ...request,
    url,
    body: { ...query, startAt: Number(nextPageToken) },
  });
  const page = pageShape.safeParse(answer).data;
  if (page === undefined) return answer;
  const next = page.startAt + page.issues.length;
  return { ...page, ...(page.issues.length > 0 && next < page.total && { nextPageToken: String(next) }) };
}

const peopleShape = z.array(z.looseObject({ name: z.string() }));

async function findPeople(client: Client, request: SendRequest): Promise<unknown> {
  const { query, ...rest } = request.searchParams ?? {};
  const answer = await client.sendRequest<unknown>({
    ...request,
    searchParams: { ...rest, username: query },
  });
  const people = peopleShape.safeParse(answer).data;
  return people?.map((person) => ({ ...person, accountId: person.name })) ?? answer;
}

/** Documents anywhere in a body as escaped text, and the reporter by name. */
function forDataCenter(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forDataCenter);
  if (typeof value !== 'object' || value === null) return value;
  if ((value as { readonly type?: unknown }).type === 'doc') return wikiText(textOfAdf(value as AdfDocument));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'reporter' ? { name: (inner as { readonly id?: unknown }).id } : forDataCenter(inner),
    ]),
  );
}

/** People's words must not become macros, mentions or images of wiki markup. */
function wikiText(text: string): string {
  return cutText(text.replace(/[{}[\]!|*_~^?+]/g, '\\$&'), LONGEST_TEXT + 2_000);
}
