// Two issues with one key can come to be when Jira's index lags behind a lost answer. The older is kept; the newer is
// linked to it and closed, unless somebody has taken it up already: what people do is never undone.

import { doTransition, getIssue, getIssueLinkTypes, getTransitions, linkIssues } from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { z } from 'zod';

/** What is needed of an issue to tell whether it is set aside, or taken up by somebody. */
export const standing = z.object({
  status: z.object({ statusCategory: z.object({ key: z.string() }) }),
  assignee: z.unknown().optional(),
  issuelinks: z
    .array(
      z.object({
        type: z.object({ name: z.string() }),
        outwardIssue: z.object({ key: z.string() }).optional(),
      }),
    )
    .catch([]),
});
export type Standing = z.infer<typeof standing>;

/** The fields that `standing` reads. */
export const STANDING_FIELDS = ['status', 'assignee', 'issuelinks'];

const linkTypes = z.object({ issueLinkTypes: z.array(z.object({ name: z.string() })).catch([]) });
const transitions = z.object({
  transitions: z
    .array(z.object({ id: z.string(), to: z.object({ statusCategory: z.object({ key: z.string() }) }) }))
    .catch([]),
});

/** True for an issue that is linked as a duplicate of another. */
export function isSetAside({ issuelinks }: Standing): boolean {
  return issuelinks.some(
    ({ type, outwardIssue }) => /duplicate/i.test(type.name) && outwardIssue !== undefined,
  );
}

/** Links the newer issue to the older and closes it; failures are those of jira.js. Keys are checked by the caller. */
export async function closeAsDuplicate(client: Client, duplicate: string, kept: string): Promise<void> {
  const issue = await getIssue(client, { issueIdOrKey: duplicate, fields: STANDING_FIELDS });
  const now = standing.safeParse(issue.fields).data;
  if (now === undefined || now.status.statusCategory.key === 'done') return;
  if (!isSetAside(now)) await link(client, duplicate, kept);
  if (now.status.statusCategory.key !== 'new' || now.assignee != null) return;
  const offered = transitions.parse(await getTransitions(client, { issueIdOrKey: duplicate })).transitions;
  const done = offered.find(({ to }) => to.statusCategory.key === 'done');
  if (done !== undefined)
    await doTransition(client, { issueIdOrKey: duplicate, transition: { id: done.id } });
}

async function link(client: Client, duplicate: string, kept: string): Promise<void> {
  const { issueLinkTypes } = linkTypes.parse(await getIssueLinkTypes(client));
  const type = issueLinkTypes.find(({ name }) => /duplicate/i.test(name));
  if (type === undefined) return;
  await linkIssues(client, {
    type: { name: type.name },
    inwardIssue: { key: duplicate },
    outwardIssue: { key: kept },
  });
}
