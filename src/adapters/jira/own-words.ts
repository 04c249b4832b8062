// Issues that people have edited are never overwritten: the desk changes the words of an issue only where its history
// knows of nobody else who did.

import { getIssue } from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { z } from 'zod';

/** Accounts of the Cloud have an id, those of a Data Center a key and a name. */
const account = z
  .object({ accountId: z.string().optional(), key: z.string().optional(), name: z.string().optional() })
  .transform(({ accountId, key, name }) => accountId ?? key ?? name ?? '');

const withHistory = z.object({
  fields: z.object({ creator: account }),
  changelog: z.object({
    total: z.number(),
    histories: z.array(
      z.object({
        author: account.optional(),
        items: z.array(z.object({ field: z.string() })),
      }),
    ),
  }),
});

const words: ReadonlySet<string> = new Set(['summary', 'description']);

/** True when summary and description are as whoever filed the issue wrote them. The key is checked by the caller. */
export async function wordsAreOurs(client: Client, issueIdOrKey: string): Promise<boolean> {
  const issue = await getIssue(client, { issueIdOrKey, fields: ['creator'], expand: 'changelog' });
  const read = withHistory.safeParse(issue).data;
  // A history that is not told whole may hold anything.
  if (read === undefined || read.changelog.total > read.changelog.histories.length) return false;
  const { creator } = read.fields;
  return read.changelog.histories.every(
    ({ author, items }) =>
      (creator !== '' && author === creator) || items.every(({ field }) => !words.has(field.toLowerCase())),
  );
}
