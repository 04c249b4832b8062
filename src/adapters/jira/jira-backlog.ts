// The universal bug backlog in Jira. Nothing is ever sent twice from here: whether to try again is the outbox's
// affair, which looks for the key's label first. Issues that people have edited are never overwritten.

import {
  addComment,
  createIssue,
  createOrUpdateRemoteIssueLink,
  editIssue,
  findUsers,
  getComments,
  getCurrentUser,
} from 'jira.js/cloud';
import { type Client, isApiError } from 'jira.js/core';
import { z } from 'zod';
import { type Backlog, DeliveryError, type Ref, type Ticket, type TicketChange } from '../../desk/ports.js';
import { keyMark } from '../key-mark.js';
import { oneLine } from '../plain-text.js';
import { type AdfDocument, adfFrom } from './adf.js';
import { closeAsDuplicate, isSetAside, STANDING_FIELDS, standing } from './close-duplicate.js';
import type { JiraConnection } from './jira-client.js';
import { type CallKind, jiraFailure, refusedFields } from './jira-failure.js';
import { wordsAreOurs } from './own-words.js';
import { issueKey, searchIssues } from './search-issues.js';

/** What the desk has to know of the project. */
export interface JiraProject {
  readonly site: string;
  /** A project key, like BUGS. */
  readonly project: string;
  readonly issueType: string;
  readonly labels: readonly string[];
  /** Names of Jira's priorities by severity. */
  readonly priorities: Readonly<Record<string, string>>;
  /** Fixed values of further fields, by id. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A backlog that can also link back and tell what became of its issues. */
export interface JiraBacklog extends Backlog {
  /** Puts a link on an issue, once per address; for reports that join it. */
  link(ticket: Ref, url: string, title: string): Promise<void>;
  /**
   * Issues of the desk that changed between two times (milliseconds, UTC). The window overlaps by five minutes, because
   * Jira's index lags: the same change may be told twice.
   */
  changedSince(since: number, until: number, now: number): Promise<readonly TicketChange[]>;
}

const created = z.object({ key: issueKey });

/** Fields without which an issue is still better than none. */
const dispensable: ReadonlySet<string> = new Set(['components', 'priority', 'reporter']);

/** A backlog over a connection of `jiraConnection`. */
export function jiraBacklog({ begin }: JiraConnection, settings: JiraProject): JiraBacklog {
  const call = async <T>(doing: string, kind: CallKind, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw jiraFailure(error, doing, kind);
    }
  };
  /** Work on an issue that may have been removed. With a token that has run out Jira answers 404 for every issue too. */
  const onIssue = async <T>(doing: string, kind: CallKind, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const missing = isApiError(error) && error.status === 404;
      if (missing && (await isKnown()))
        throw new DeliveryError('gone', `Jira could not ${doing}: 404, the issue was deleted`);
      throw jiraFailure(error, doing, kind);
    }
  };
  const isKnown = (): Promise<boolean> =>
    getCurrentUser(begin(0.3)).then(
      () => true,
      () => false,
    );
  const refTo = (key: string): Ref => ({ id: key, url: `${settings.site}/browse/${key}` });

  const reporter = async (
    client: Client,
    email: string | undefined,
  ): Promise<{ accountId: string } | null> => {
    if (email === undefined) return null;
    try {
      const found = await findUsers(client, { query: email, maxResults: 2 });
      const accountId = found.length === 1 ? found[0]?.accountId : undefined;
      return accountId === undefined ? null : { accountId };
    } catch {
      // Who reported it stands in the description as well: not worth failing for.
      return null;
    }
  };

  const comment: Backlog['comment'] = async (key, ticket, text) => {
    const client = begin();
    const issueIdOrKey = checkedKey(ticket.id);
    const mark = keyMark(key);
    const said = await onIssue('read the comments', 'reads', () =>
      getComments(client, { issueIdOrKey, orderBy: '-created', maxResults: 100 }),
    );
    if (JSON.stringify(said ?? {}).includes(mark)) return;
    const body = adfFrom(`${text}\n\n${mark}`);
    await onIssue('add a comment', 'writes', () =>
      addComment(client, { issueIdOrKey, body: asDocument(body) }),
    );
  };

  return {
    async file(key, ticket) {
      const client = begin();
      const fields = fieldsOf(key, ticket, settings, await reporter(begin(0.3), ticket.reporterEmail));
      const made = await call('create the issue', 'writes', () => createWithout(client, fields));
      const read = created.safeParse(made);
      if (!read.success)
        throw new DeliveryError('ambiguous', 'Jira answered without the key of the new issue.');
      return refTo(read.data.key);
    },

    async findByKey(key) {
      const jql = `project = "${settings.project}" AND labels = "${keyMark(key)}" ORDER BY created ASC`;
      const issues = await call('search', 'reads', () =>
        searchIssues(begin(), { jql, fields: ['labels'], most: 1 }),
      );
      const [oldest] = issues;
      return oldest === undefined ? null : refTo(oldest.key);
    },

    async findAllByKey(key) {
      const jql = `project = "${settings.project}" AND labels = "${keyMark(key)}" ORDER BY created ASC`;
      const issues = await call('search', 'reads', () =>
        searchIssues(begin(), { jql, fields: STANDING_FIELDS, most: 50 }),
      );
      const open = issues.filter(({ fields }, i) => {
        const now = standing.safeParse(fields).data;
        return i === 0 || now === undefined || !(isSetAside(now) || now.status.statusCategory.key === 'done');
      });
      return open.map((issue) => refTo(issue.key));
    },

    async closeDuplicate(duplicate, kept) {
      const [newer, older] = [checkedKey(duplicate.id), checkedKey(kept.id)];
      const text = `The desk created this issue twice; ${older} is the one that is followed.`;
      await comment(`duplicate:${newer}`, duplicate, text);
      await call('close the duplicate', 'writes', () => closeAsDuplicate(begin(), newer, older));
    },

    comment,

    async reword(ticket, { summary, description }) {
      const client = begin();
      const issueIdOrKey = checkedKey(ticket.id);
      const ours = await call('read the history', 'reads', () => wordsAreOurs(client, issueIdOrKey));
      if (!ours) return false;
      const fields = wordsOf(summary, description);
      await call('change the words', 'writes', () => editIssue(client, { issueIdOrKey, fields }));
      return true;
    },

    async link(ticket, url, title) {
      if (!/^https?:\/\//.test(url)) return;
      const issueIdOrKey = checkedKey(ticket.id);
      await onIssue('add a link', 'writes', () =>
        createOrUpdateRemoteIssueLink(begin(), {
          issueIdOrKey,
          globalId: keyMark(url),
          relationship: 'reported in',
          object: { url, title: oneLine(title, 200, 'Discussion') },
        }),
      );
    },

    async changedSince(since, until, now) {
      const minutes = Math.max(1, Math.ceil((now - since) / 60_000)) + 5;
      const ago = Math.floor((now - until) / 60_000);
      const end = ago < 1 ? '' : ` AND updated <= "-${ago}m"`;
      const [label] = settings.labels;
      const ours = label === undefined ? '' : ` AND labels = "${label.replace(/["\\]/g, '\\$&')}"`;
      // Relative, because a time in JQL is read in the zone of the account.
      const jql = `project = "${settings.project}"${ours} AND updated >= "-${minutes}m"${end} ORDER BY updated ASC`;
      // All of them: what is left out now is not told at the next look either.
      const issues = await call('search', 'reads', () =>
        searchIssues(begin(), { jql, fields: ['status'], most: 20_000 }),
      );
      return issues.flatMap(({ key, fields }) => {
        const status = statusField.safeParse(fields?.status).data;
        if (status === undefined) return [];
        return { ref: refTo(key), status: status.name, done: status.statusCategory.key === 'done' };
      });
    },
  };
}

const statusField = z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) });

/** A 400 says that nothing was made: then once more without the fields that Jira names, if it can do without them. */
async function createWithout(client: Client, fields: Record<string, unknown>): Promise<unknown> {
  try {
    return await createIssue(client, { fields });
  } catch (error) {
    const refused = refusedFields(error);
    if (refused.length === 0 || !refused.every((id) => dispensable.has(id) && id in fields)) throw error;
    return createIssue(client, {
      fields: Object.fromEntries(Object.entries(fields).filter(([id]) => !refused.includes(id))),
    });
  }
}

function fieldsOf(
  key: string,
  ticket: Ticket,
  { project, issueType, labels, priorities, fields }: JiraProject,
  reporter: { readonly accountId: string } | null,
): Record<string, unknown> {
  const priority = ticket.severity == null ? undefined : priorities[ticket.severity];
  const all = [...labels, ...ticket.labels.map(labelOf).filter((label) => label !== ''), keyMark(key)];
  return {
    ...fields,
    project: { key: project },
    issuetype: { name: issueType },
    ...wordsOf(ticket.summary, ticket.description),
    labels: [...new Set(all)],
    ...(ticket.component !== '' && { components: [{ name: ticket.component }] }),
    ...(priority !== undefined && { priority: { name: priority } }),
    ...(reporter !== null && { reporter: { id: reporter.accountId } }),
  };
}

function wordsOf(summary: string, description: string): Record<'summary' | 'description', unknown> {
  return {
    summary: oneLine(summary, 250, 'Report without a summary'),
    description: adfFrom(description),
  };
}

/** Labels have no spaces. */
function labelOf(text: string): string {
  return oneLine(text, 100, '').replace(/\s+/g, '-');
}

/** jira.js puts keys into paths as they are. */
function checkedKey(id: string): string {
  if (issueKey.safeParse(id).success) return id;
  throw new DeliveryError(
    'refused',
    'The ticket has no key of a Jira issue; it was made by another backlog.',
  );
}

/** A document as jira.js takes it. Our nodes are readonly, those of jira.js are not; the shape is the same. */
export function asDocument(
  document: AdfDocument,
): Exclude<Parameters<typeof addComment>[1]['body'], string | undefined> {
  return structuredClone(document) as unknown as Exclude<
    Parameters<typeof addComment>[1]['body'],
    string | undefined
  >;
}
