// A Jira that remembers: issues, comments and links, an index that lags, a create screen, and people who edit.
// Every request is checked against Atlassian's specification when that is at hand.

import type { JiraProject } from '../../src/adapters/jira/jira-backlog.js';
import { contractJson, haveContracts } from './contracts.js';
import { type Answer, type FakeServer, fakeServer } from './fake-server.js';
import { openApiCheck, type SeenRequest } from './openapi.js';

/** An issue as the fake keeps it. */
export interface FakeIssue {
  readonly id: string;
  readonly key: string;
  fields: Record<string, unknown>;
  readonly comments: { readonly id: string; readonly body: unknown }[];
  readonly links: { globalId: string; object: { url: string; title: string } }[];
  readonly duplicates: string[];
  /** Names of fields that were changed, and by whom. */
  readonly history: { readonly author: string; readonly fields: readonly string[] }[];
  /** 'new', 'indeterminate' or 'done'. */
  category: string;
  assignee: unknown;
  /** Known to the search. */
  indexed: boolean;
}

/** Its one project, as a desk is told of it. */
export function bugsAt(site: string): JiraProject {
  return {
    site,
    project: 'BUGS',
    issueType: 'Bug',
    labels: ['triage-desk'],
    priorities: {},
    fields: {},
  };
}

/** A running fake Jira with one project, BUGS. */
export interface FakeJira extends FakeServer {
  readonly issues: FakeIssue[];
  /** What was wrong with requests, by the specification and by the fake. */
  readonly complaints: string[];
  /** Lets the search see everything, as Jira does after a while. */
  index(): void;
  /** Search sees new issues at once; off, it lags until `index`. */
  lag: boolean;
}

/** Options of the fake; the defaults are a project that is ready for the desk. */
export interface FakeJiraOptions {
  readonly components?: readonly string[];
  /** Further fields of the create screen. */
  readonly fields?: readonly {
    readonly fieldId: string;
    readonly name: string;
    readonly required: boolean;
    readonly allowedValues?: readonly { readonly name: string }[];
  }[];
  readonly without?: readonly string[];
  readonly issueTypes?: readonly string[];
}

const priorities = ['Highest', 'High', 'Medium'];
const credentials = `Basic ${Buffer.from('desk@example.com:token-of-the-desk').toString('base64')}`;

export async function fakeJira(options: FakeJiraOptions = {}): Promise<FakeJira> {
  const components = options.components ?? ['Payments', 'CMS'];
  const issues: FakeIssue[] = [];
  const complaints: string[] = [];
  const check = haveContracts
    ? openApiCheck(contractJson('jira', 'platform-rest-v3.openapi.json'))
    : () => [];
  const state = { lag: false };

  const server = await fakeServer((request, raw) => {
    complaints.push(...check(request));
    if (raw.headers.authorization !== credentials) {
      return { status: 401, body: 'Client must be authenticated to access this resource.' };
    }
    return route(request);
  });

  function route(request: SeenRequest): Answer {
    const { method, path } = request;
    const issuePath = /^\/rest\/api\/3\/issue\/([A-Z]+-\d+)(?:\/(comment|remotelink|transitions))?$/.exec(
      path,
    );
    if (issuePath !== null) return onIssue(request, issuePath[1] ?? '', issuePath[2] ?? '');
    switch (`${method} ${path}`) {
      case 'POST /rest/api/3/issue':
        return create(request.body as { fields: Record<string, unknown> });
      case 'POST /rest/api/3/search/jql':
        return search(request.body as { jql: string; maxResults?: number; nextPageToken?: string });
      case 'GET /rest/api/3/search':
        return failed(410, 'The requested API has been removed.');
      case 'GET /rest/api/3/project/BUGS':
        return { status: 200, body: { id: '10000', key: 'BUGS', name: 'Bugs' } };
      case 'GET /rest/api/3/myself':
        return {
          status: 200,
          body: { accountId: '5b10', accountType: 'atlassian', active: true, displayName: 'Desk' },
        };
      case 'GET /rest/api/3/issue/createmeta/BUGS/issuetypes': {
        const types = (options.issueTypes ?? ['Bug', 'Task']).map((name, i) => ({
          id: String(i + 1),
          name,
          subtask: false,
        }));
        return { status: 200, body: { issueTypes: types, startAt: 0, maxResults: 200, total: types.length } };
      }
      case 'GET /rest/api/3/issue/createmeta/BUGS/issuetypes/1':
        return {
          status: 200,
          body: { fields: createScreen(), startAt: 0, maxResults: 200, total: createScreen().length },
        };
      case 'GET /rest/api/3/user/search': {
        const known = request.query.get('query') === 'ann@example.com';
        return {
          status: 200,
          body: known
            ? [{ accountId: '5b10a2844c20165700ede21g', accountType: 'atlassian', active: true }]
            : [],
        };
      }
      case 'GET /rest/api/3/issueLinkType':
        return {
          status: 200,
          body: {
            issueLinkTypes: [
              { id: '1', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
            ],
          },
        };
      case 'POST /rest/api/3/issueLink': {
        const { inwardIssue, outwardIssue } = request.body as {
          inwardIssue: { key: string };
          outwardIssue: { key: string };
        };
        issueOf(inwardIssue.key)?.duplicates.push(outwardIssue.key);
        return { status: 201 };
      }
      default:
        return path.startsWith('/rest/api/3/project/')
          ? failed(404, `No project could be found with key '${path.split('/').at(-1)}'.`)
          : failed(404, 'Issue does not exist or you do not have permission to see it.');
    }
  }

  function createScreen() {
    const own = [
      'project',
      'issuetype',
      'summary',
      'description',
      'labels',
      'components',
      'priority',
      'reporter',
    ];
    return [
      ...own
        .filter((id) => options.without?.includes(id) !== true)
        .map((id) => ({
          fieldId: id,
          key: id,
          name: id,
          required: ['project', 'issuetype', 'summary'].includes(id),
          hasDefaultValue: false,
          operations: ['set'],
          ...(id === 'components' && { allowedValues: components.map((name) => ({ name })) }),
          ...(id === 'priority' && { allowedValues: priorities.map((name) => ({ name })) }),
        })),
      ...(options.fields ?? []).map((field) => ({
        hasDefaultValue: false,
        key: field.fieldId,
        operations: ['set'],
        ...field,
      })),
    ];
  }

  function create({ fields }: { fields: Record<string, unknown> }): Answer {
    const errors: Record<string, string> = {};
    const { summary, description, labels } = fields as {
      summary: string;
      description: unknown;
      labels: string[];
    };
    if (typeof summary !== 'string' || summary === '' || summary.length > 255 || /[\r\n]/.test(summary))
      errors.summary = 'The summary is invalid.';
    const wrong = adfComplaint(description);
    if (wrong !== null) errors.description = `Operation value must be an Atlassian Document (${wrong})`;
    if (labels.some((label) => /\s/.test(label) || label.length > 255))
      errors.labels = 'The label contains spaces which is invalid.';
    const named = (fields.components as { name: string }[] | undefined) ?? [];
    for (const { name } of named)
      if (!components.includes(name)) errors.components = `Component name '${name}' is not valid`;
    for (const { fieldId, required, name } of options.fields ?? [])
      if (required && !(fieldId in fields)) errors[fieldId] = `${name} is required.`;
    if (Object.keys(errors).length > 0) return { status: 400, body: { errorMessages: [], errors } };
    const number = issues.length + 1;
    const issue: FakeIssue = {
      id: String(10_000 + number),
      key: `BUGS-${number}`,
      fields,
      comments: [],
      links: [],
      duplicates: [],
      history: [],
      category: 'new',
      assignee: null,
      indexed: !state.lag,
    };
    issues.push(issue);
    return {
      status: 201,
      body: { id: issue.id, key: issue.key, self: `${server.url}/rest/api/3/issue/${issue.id}` },
    };
  }

  function search({
    jql,
    maxResults = 50,
    nextPageToken,
  }: {
    jql: string;
    maxResults?: number;
    nextPageToken?: string;
  }): Answer {
    // Nothing but what the desk needs: a project, labels, and how long ago.
    const clauses =
      /^project = "([A-Z0-9_]+)"((?: AND (?:labels = "[\w-]+"|labels IS NOT EMPTY|(?:updated|created) [<>]= "-\d+m"))*) ORDER BY (?:created|updated) ASC$/.exec(
        jql,
      );
    if (clauses === null) {
      complaints.push(`JQL that Jira would not understand: ${jql}`);
      return failed(400, 'Error in the JQL Query');
    }
    const labels = [...jql.matchAll(/labels = "([\w-]+)"/g)].map((match) => match[1]);
    const found = issues.filter(
      ({ indexed, fields }) =>
        indexed && labels.every((label) => (fields.labels as string[]).includes(label ?? '')),
    );
    const from = Number(nextPageToken ?? 0);
    const more = from + maxResults < found.length;
    const page = found.slice(from, from + maxResults).map(viewOf);
    return {
      status: 200,
      body: { issues: page, isLast: !more, ...(more && { nextPageToken: String(from + maxResults) }) },
    };
  }

  function onIssue({ method, body }: SeenRequest, key: string, what: string): Answer {
    const issue = issueOf(key);
    if (issue === undefined)
      return failed(404, 'Issue does not exist or you do not have permission to see it.');
    if (what === '' && method === 'GET')
      return { status: 200, body: { ...viewOf(issue), ...historyOf(issue) } };
    if (what === '' && method === 'PUT')
      return edit(issue, (body as { fields: Record<string, unknown> }).fields);
    if (what === 'comment' && method === 'GET') {
      return {
        status: 200,
        body: { comments: issue.comments, startAt: 0, maxResults: 100, total: issue.comments.length },
      };
    }
    if (what === 'comment') {
      const comment = (body as { body: unknown }).body;
      const wrong = adfComplaint(comment);
      if (wrong !== null) return failed(400, `Comment body is not valid! (${wrong})`);
      issue.comments.push({ id: String(issue.comments.length + 1), body: comment });
      return { status: 201, body: issue.comments.at(-1) };
    }
    if (what === 'remotelink') {
      const link = body as FakeIssue['links'][number];
      if (!link.object.title)
        return { status: 400, body: { errorMessages: [], errors: { title: "'title' is required." } } };
      const known = issue.links.find(({ globalId }) => globalId === link.globalId);
      if (known === undefined) issue.links.push(link);
      else known.object = link.object;
      return { status: known === undefined ? 201 : 200, body: { id: 10_000, self: `${server.url}/link` } };
    }
    if (method === 'GET') {
      const to = { id: '3', name: 'Done', statusCategory: { id: 3, key: 'done', name: 'Done' } };
      return { status: 200, body: { transitions: [{ id: '31', name: 'Done', to }] } };
    }
    issue.category = 'done';
    return { status: 204 };
  }

  const viewOf = (issue: FakeIssue) => ({
    id: issue.id,
    key: issue.key,
    fields: {
      creator: { accountId: '5b10' },
      labels: issue.fields.labels,
      assignee: issue.assignee,
      issuelinks: issue.duplicates.map((key) => ({ type: { name: 'Duplicate' }, outwardIssue: { key } })),
      status: {
        name: issue.category === 'done' ? 'Done' : 'To Do',
        statusCategory: { id: 1, key: issue.category, name: issue.category },
      },
    },
  });

  const edit = (issue: FakeIssue, changed: Record<string, unknown>): Answer => {
    const wrong = 'description' in changed ? adfComplaint(changed.description) : null;
    if (wrong !== null) return { status: 400, body: { errorMessages: [], errors: { description: wrong } } };
    Object.assign(issue.fields, changed);
    issue.history.push({ author: '5b10', fields: Object.keys(changed) });
    return { status: 204 };
  };

  const historyOf = ({ history }: FakeIssue) => ({
    changelog: {
      startAt: 0,
      maxResults: history.length,
      total: history.length,
      histories: history.map(({ author, fields }, i) => ({
        id: String(i + 1),
        author: { accountId: author },
        items: fields.map((field) => ({ field, fieldId: field, fromString: 'a', toString: 'b' })),
      })),
    },
  });

  const issueOf = (key: string): FakeIssue | undefined => issues.find((issue) => issue.key === key);

  return {
    ...server,
    issues,
    complaints,
    index: () => {
      for (const issue of issues) issue.indexed = true;
    },
    get lag() {
      return state.lag;
    },
    set lag(on: boolean) {
      state.lag = on;
    },
  };
}

function failed(status: number, message: string): Answer {
  return { status, body: { errorMessages: [message], errors: {} } };
}

/** What Jira would not take of a document; null when it would. */
export function adfComplaint(value: unknown): string | null {
  const document = value as { type?: unknown; version?: unknown; content?: unknown };
  if (typeof value !== 'object' || value === null || document.type !== 'doc' || document.version !== 1)
    return 'not a document';
  return nodesComplaint(document.content, ['paragraph', 'bulletList']);
}

const inside: Readonly<Record<string, readonly string[]>> = {
  paragraph: ['text', 'hardBreak'],
  bulletList: ['listItem'],
  listItem: ['paragraph'],
};

function nodesComplaint(content: unknown, allowed: readonly string[]): string | null {
  if (!Array.isArray(content)) return 'no content';
  for (const node of content as { type: string; text?: unknown; content?: unknown; marks?: unknown }[]) {
    if (!allowed.includes(node.type)) return `${node.type} is not allowed here`;
    if (node.type === 'text') {
      if (typeof node.text !== 'string' || node.text === '') return 'an empty text';
      if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(node.text)) return 'a control character';
    } else if (node.type !== 'hardBreak') {
      const wrong = nodesComplaint(node.content, inside[node.type] ?? []);
      if (wrong !== null) return wrong;
    }
  }
  return null;
}
