import { searchAndReconsileIssuesUsingJqlPost } from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { z } from 'zod';
import { DeliveryError } from '../../desk/ports.js';

/** The key of an issue, like BUGS-12. */
export const issueKey = z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/);

/** An issue that a search found. */
export interface Found {
  readonly key: string;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

const searchPage = z.object({
  issues: z.array(z.object({ key: issueKey, fields: z.record(z.string(), z.unknown()).optional() })),
  nextPageToken: z.string().nullish(),
});

/** All issues a query finds, page by page, as far as `most`; failures are those of jira.js. */
export async function searchIssues(
  client: Client,
  query: { readonly jql: string; readonly fields: string[]; readonly most: number },
): Promise<readonly Found[]> {
  const found: Found[] = [];
  let nextPageToken: string | undefined;
  do {
    const page = await searchAndReconsileIssuesUsingJqlPost(client, {
      jql: query.jql,
      fields: query.fields,
      maxResults: Math.min(100, query.most),
      ...(nextPageToken !== undefined && { nextPageToken }),
    });
    const read = searchPage.safeParse(page);
    if (!read.success) throw new DeliveryError('busy', 'Jira answered the search with something else.');
    found.push(...read.data.issues);
    nextPageToken = read.data.nextPageToken ?? undefined;
  } while (nextPageToken !== undefined && found.length < query.most);
  return found.slice(0, query.most);
}
