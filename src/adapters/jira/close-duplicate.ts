// Two issues with one key can come to be when Jira's index lags behind a lost answer. The older is kept; the newer is
// linked to it and closed, unless somebody has taken it up already: what people do is never undone.

import { addComment, doTransition, getIssueLinkTypes, getTransitions, linkIssues } from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { z } from 'zod';
import { adfFrom } from './adf.js';
import { asDocument, type JiraProject, searchIssues } from './jira-backlog.js';
import { jiraFailure } from './jira-failure.js';

/** What was done about one issue too many. */
export interface Swept {
  readonly kept: string;
  readonly duplicate: string;
  readonly closed: boolean;
}

const issueFields = z.object({
  labels: z.array(z.string()),
  status: z.object({ statusCategory: z.object({ key: z.string() }) }),
  assignee: z.unknown().optional(),
  issuelinks: z.array(z.unknown()).catch([]),
});
const linkTypes = z.object({ issueLinkTypes: z.array(z.object({ name: z.string() })).catch([]) });
const transitions = z.object({
  transitions: z
    .array(z.object({ id: z.string(), to: z.object({ statusCategory: z.object({ key: z.string() }) }) }))
    .catch([]),
});

/** Looks at issues of the last `minutes`; give it more than Jira's index lags and the outbox tries. */
export async function sweepDuplicates(
  client: Client,
  { project }: Pick<JiraProject, 'project'>,
  minutes: number,
): Promise<readonly Swept[]> {
  try {
    const issues = await searchIssues(client, {
      jql: `project = "${project}" AND created >= "-${Math.ceil(minutes)}m" AND labels IS NOT EMPTY ORDER BY created ASC`,
      fields: ['labels', 'status', 'assignee', 'issuelinks'],
      most: 2_000,
    });
    const first = new Map<string, string>();
    const swept: Swept[] = [];
    for (const issue of issues) {
      const fields = issueFields.safeParse(issue.fields).data;
      const mark = fields?.labels.find((label) => /^triage-[0-9a-f]{20}$/.test(label));
      if (fields === undefined || mark === undefined) continue;
      const kept = first.get(mark);
      if (kept === undefined) first.set(mark, issue.key);
      else if (fields.issuelinks.length === 0 && fields.status.statusCategory.key !== 'done') {
        const untouched = fields.status.statusCategory.key === 'new' && fields.assignee == null;
        swept.push({
          kept,
          duplicate: issue.key,
          closed: await setAside(client, kept, issue.key, untouched),
        });
      }
    }
    return swept;
  } catch (error) {
    throw jiraFailure(error, 'set duplicates aside', 'writes');
  }
}

async function setAside(client: Client, kept: string, duplicate: string, close: boolean): Promise<boolean> {
  const { issueLinkTypes } = linkTypes.parse(await getIssueLinkTypes(client));
  const type = issueLinkTypes.find(({ name }) => /duplicate/i.test(name));
  if (type !== undefined) {
    await linkIssues(client, {
      type: { name: type.name },
      inwardIssue: { key: duplicate },
      outwardIssue: { key: kept },
    });
  }
  const text = `The desk created this issue twice; ${kept} is the one that is followed.`;
  await addComment(client, { issueIdOrKey: duplicate, body: asDocument(adfFrom(text)) });
  if (!close) return false;
  const offered = transitions.parse(await getTransitions(client, { issueIdOrKey: duplicate })).transitions;
  const done = offered.find(({ to }) => to.statusCategory.key === 'done');
  if (done === undefined) return false;
  await doTransition(client, { issueIdOrKey: duplicate, transition: { id: done.id } });
  return true;
}
