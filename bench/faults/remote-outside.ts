import { type Backlog, type Board, type Chat, DeliveryError, type Ref } from '../../src/desk/ports.js';
import type { PortName } from '../../src/desk/records.js';

interface Call {
  readonly port: PortName;
  readonly verb: string;
  readonly key?: string;
  readonly ref?: string;
  readonly text?: string;
}

/** The ports of a desk, over HTTP to the harness's outside world. `step` is called around each call. */
export function remoteOutside(
  url: string,
  step: (name: string) => void = () => {},
): { readonly chat: Chat; readonly backlog: Backlog; readonly board: Board } {
  const call = async (what: Call): Promise<Ref | null> => {
    const name = `${what.port} ${what.verb}`;
    step(`before ${name}`);
    const answer = await ask(url, what);
    step(`after ${name}`);
    return answer;
  };
  const make = async (what: Omit<Call, 'verb'>): Promise<Ref> => {
    const ref = await call({ ...what, verb: 'make' });
    if (ref === null) throw new DeliveryError('ambiguous', 'an answer without a reference');
    return ref;
  };
  return {
    chat: {
      post: (key, { text }) => make({ port: 'chat', key, text }),
      async edit(key, posted, { text }) {
        await call({ port: 'chat', verb: 'edit', key, ref: posted.id, text });
      },
      findByKey: (key) => call({ port: 'chat', verb: 'find', key }),
      async withdraw(posted) {
        await call({ port: 'chat', verb: 'withdraw', ref: posted.id, text: '' });
      },
    },
    backlog: {
      file: (key, { summary }) => make({ port: 'backlog', key, text: summary }),
      findByKey: (key) => call({ port: 'backlog', verb: 'find', key }),
      async comment(key, ticket, text) {
        await call({ port: 'backlog', verb: 'note', key, ref: ticket.id, text });
      },
    },
    board: {
      open: (key, { title }) => make({ port: 'board', key, text: title }),
      findByKey: (key) => call({ port: 'board', verb: 'find', key }),
      async update(key, card, note) {
        await call({ port: 'board', verb: 'note', key, ref: card.id, text: note });
      },
    },
  };
}

async function ask(url: string, call: Call): Promise<Ref | null> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ key: '', ref: '', text: '', ...call }),
    });
  } catch (error) {
    throw new DeliveryError('ambiguous', 'the connection was lost', { cause: error });
  }
  const body = (await response.json()) as { ref?: string | null; retryAfterMs?: number };
  if (response.status === 429) {
    throw new DeliveryError('busy', 'asked to wait', { retryAfterMs: body.retryAfterMs ?? 1_000 });
  }
  if (response.status >= 500) throw new DeliveryError('ambiguous', `status ${response.status}`);
  return body.ref == null ? null : { id: body.ref, url: null };
}
