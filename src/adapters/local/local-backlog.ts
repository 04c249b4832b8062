import type { Backlog } from '../../desk/ports.js';
import { bodyOf, digits, find, findAll, keep, type LocalDesk, rewrite } from './local-items.js';

/** The universal bug backlog without Jira: tickets are kept in the store. */
export function localBacklog(desk: LocalDesk): Backlog {
  return {
    file: (key, ticket) => keep(desk, 'backlog', key, `BUG-${digits(key)}`, { ...ticket, comments: [] }),
    findByKey: (key) => find(desk, key),
    findAllByKey: (key) => findAll(desk, key),
    async reword({ id }, { summary, description }) {
      await rewrite(desk, id, { ...(await bodyOf(desk, 'ticket', id, 'reword')), summary, description });
      return true;
    },
    async comment(key, { id }, text) {
      // What was erased has lost its comments too.
      const body = await bodyOf<{ readonly comments?: readonly Comment[] }>(desk, 'ticket', id, 'comment on');
      const comments = body.comments ?? [];
      if (comments.some((comment) => comment.key === key)) return;
      await rewrite(desk, id, { ...body, comments: [...comments, { key, text }] });
    },
  };
}

interface Comment {
  readonly key: string;
  readonly text: string;
}
