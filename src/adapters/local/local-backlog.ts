import { type Backlog, DeliveryError } from '../../desk/ports.js';
import { digits, find, findAll, keep, type LocalDesk } from './local-items.js';

/** The universal bug backlog without Jira: tickets are kept in the store. */
export function localBacklog(desk: LocalDesk): Backlog {
  return {
    file: (key, ticket) => keep(desk, 'backlog', key, `BUG-${digits(key)}`, { ...ticket, comments: [] }),
    findByKey: (key) => find(desk, key),
    findAllByKey: (key) => findAll(desk, key),
    async reword(ticket, { summary, description }) {
      const item = await desk.store.localByRef(ticket.id);
      if (item === null)
        throw new DeliveryError('refused', `There is no local ticket "${ticket.id}" to reword.`);
      const body = JSON.stringify({ ...JSON.parse(item.body), summary, description });
      await desk.store.changeLocal(ticket.id, { body, at: desk.now() });
      return true;
    },
    async comment(key, ticket, text) {
      const item = await desk.store.localByRef(ticket.id);
      if (item === null)
        throw new DeliveryError(gaveOut(ticket.id), `There is no local ticket "${ticket.id}" to comment on.`);
      // What was erased has lost its comments too.
      const body = JSON.parse(item.body) as { readonly comments?: readonly Comment[] };
      const comments = body.comments ?? [];
      if (comments.some((comment) => comment.key === key)) return;
      const more = JSON.stringify({ ...body, comments: [...comments, { key, text }] });
      await desk.store.changeLocal(ticket.id, { body: more, at: desk.now() });
    },
  };
}

/** A ticket that was here once is gone; of any other nothing is known. */
function gaveOut(id: string): 'gone' | 'refused' {
  return /^BUG-\w+$/.test(id) ? 'gone' : 'refused';
}

interface Comment {
  readonly key: string;
  readonly text: string;
}
