// A Jira Data Center that remembers: version 2, text instead of documents, people by name, pages by number.

import { type FakeServer, fakeServer } from './fake-server.js';

/** An issue as the fake keeps it. */
export interface DataCenterIssue {
  readonly key: string;
  readonly fields: Record<string, unknown>;
  /** Names of fields that the desk has changed. */
  readonly changed: string[];
  readonly comments: string[];
}

/** A running fake with one project, BUGS. */
export interface FakeDataCenter extends FakeServer {
  readonly issues: DataCenterIssue[];
}

const largestPage = 50;
const desk = { key: 'JIRAUSER2', name: 'desk' };

export async function fakeDataCenter(): Promise<FakeDataCenter> {
  const issues: DataCenterIssue[] = [];
  const failed = (status: number, text: string) => ({
    status,
    body: { errorMessages: [text], errors: {} },
  });
  const server = await fakeServer(({ method, path, query, body }, raw) => {
    if (raw.headers.authorization !== 'Bearer personal-token') return { status: 401, body: 'Unauthorized' };
    if (!path.startsWith('/rest/api/2/')) return failed(404, `no such interface: ${path}`);
    const rest = path.slice('/rest/api/2'.length);
    if (method === 'POST' && rest === '/issue') {
      const { fields } = body as { readonly fields: Record<string, unknown> };
      if (typeof fields.description !== 'string') return failed(400, 'Operation value must be a string');
      const key = `BUGS-${issues.length + 1}`;
      issues.push({ key, fields, changed: [], comments: [] });
      return { status: 201, body: { id: String(issues.length), key, self: 'x' } };
    }
    if (method === 'POST' && rest === '/search') {
      const asked = body as { readonly jql: string; readonly startAt: number; readonly maxResults: number };
      const label = /labels = "([^"]+)"/.exec(asked.jql)?.[1] ?? '';
      const found = issues.filter(({ fields }) => (fields.labels as string[]).includes(label));
      const page = found.slice(asked.startAt, asked.startAt + Math.min(largestPage, asked.maxResults));
      const status = { name: 'Done', statusCategory: { key: 'done' } };
      return {
        status: 200,
        body: {
          startAt: asked.startAt,
          maxResults: largestPage,
          total: found.length,
          issues: page.map(({ key }) => ({ id: '1', key, fields: { status } })),
        },
      };
    }
    if (method === 'GET' && rest === '/user/search') {
      if (!query.has('username')) return failed(400, 'The username query parameter was not provided');
      const known = query.get('username') === 'ann@example.com';
      return { status: 200, body: known ? [{ key: 'JIRAUSER1', name: 'ann', active: true }] : [] };
    }
    const [, key, part] = /^\/issue\/([A-Z]+-\d+)(\/comment|\/remotelink)?$/.exec(rest) ?? [];
    const issue = issues.find((each) => each.key === key);
    if (issue === undefined) return failed(404, 'Issue Does Not Exist');
    if (part === undefined && method === 'GET')
      return { status: 200, body: { id: '1', key, fields: { creator: desk }, changelog: historyOf(issue) } };
    if (part === undefined) {
      const { fields } = body as { readonly fields: Record<string, unknown> };
      if (typeof fields.description !== 'string') return failed(400, 'Operation value must be a string');
      Object.assign(issue.fields, fields);
      issue.changed.push(...Object.keys(fields));
      return { status: 204 };
    }
    if (part === '/comment' && method === 'GET')
      return { status: 200, body: { comments: issue.comments.map((text) => ({ body: text })) } };
    if (part === '/comment') issue.comments.push((body as { readonly body: string }).body);
    return { status: 201, body: { id: '1', self: 'x' } };
  });
  return { ...server, issues };
}

function historyOf({ changed }: DataCenterIssue): object {
  const items = changed.map((field) => ({ field, fromString: 'a', toString: 'b' }));
  return { startAt: 0, maxResults: 1, total: 1, histories: [{ id: '1', author: desk, items }] };
}
