import { type Backlog, type Board, type Chat, DeliveryError, type Ref } from '../../src/desk/ports.js';
import type { PortName } from '../../src/desk/records.js';

interface Call {
  readonly port: PortName;
  readonly verb: string;
  readonly key?: string;
  readonly ref?: string;
  readonly text?: string;
}

interface Outside {
  readonly chat: Chat;
  readonly backlog: Backlog;
  readonly board: Board;
}

/** The ports of a desk, over HTTP to the harness's outside world. `step` is called around each call. */
export function remoteOutside(url: string, step: (name: string) => void = () => {}): Outside {
  const call = async (what: Call): Promise<Ref | null> => {
    const name = `${what.port} ${what.verb}`;
    step(`before ${name}`);
    const { ref } = await ask(url, what);
    step(`after ${name}`);
    return ref == null ? null : { id: ref, url: null };
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

/** The same, and what was made twice can be listed and closed. */
export function sweepable(url: string, { chat, backlog, board }: Outside): Outside {
  const findAll = (port: PortName) => async (key: string) => {
    const { refs } = await ask(url, { port, verb: 'find-all', key });
    return (refs ?? []).map((id): Ref => ({ id, url: null }));
  };
  const close = (port: PortName) => async (duplicate: Ref) => {
    await ask(url, { port, verb: 'withdraw', ref: duplicate.id });
  };
  return {
    chat: { ...chat, findAllByKey: findAll('chat') },
    backlog: { ...backlog, findAllByKey: findAll('backlog'), closeDuplicate: close('backlog') },
    board: { ...board, findAllByKey: findAll('board'), closeDuplicate: close('board') },
  };
}

interface Answer {
  readonly ref?: string | null;
  readonly refs?: readonly string[];
  readonly retryAfterMs?: number;
}

async function ask(url: string, call: Call): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ sentAt: Date.now(), key: '', ref: '', text: '', ...call }),
    });
  } catch (error) {
    throw new DeliveryError('ambiguous', 'the connection was lost', { cause: error });
  }
  const body = (await response.json()) as Answer;
  if (response.status === 429) {
    throw new DeliveryError('busy', 'asked to wait', { retryAfterMs: body.retryAfterMs ?? 1_000 });
  }
  if (response.status >= 500) throw new DeliveryError('ambiguous', `status ${response.status}`);
  return body;
}
