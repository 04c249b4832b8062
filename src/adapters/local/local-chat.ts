import type { Chat, Message, Ref } from '../../desk/ports.js';
import { DeliveryError } from '../../desk/ports.js';
import { digits, find, findAll, keep, type LocalDesk } from './local-items.js';

/** Called with every message that is posted or edited, for a terminal or a page to show. */
export type Heard = (message: Message, how: 'posted' | 'edited') => void;

/** Chat without Slack: messages are kept in the store and shown to whoever listens. */
export function localChat(desk: LocalDesk, heard: Heard = () => {}): Chat {
  return {
    async post(key, message) {
      const known = await find(desk, key);
      if (known !== null) return known;
      const posted = await keep(desk, 'chat', key, `message-${digits(key)}`, message);
      heard(message, 'posted');
      return posted;
    },
    async edit(_key, posted, message) {
      await change(desk, posted, { body: JSON.stringify(message) });
      heard(message, 'edited');
    },
    findByKey: (key) => find(desk, key),
    findAllByKey: (key) => findAll(desk, key),
    withdraw: (posted) => change(desk, posted, { body: '{}', withdrawn: true }),
    // Here people are called by what they call themselves; with a colon it is the id of another system.
    nameOf: async (user) => (user.includes(':') ? null : user),
  };
}

async function change(
  desk: LocalDesk,
  posted: Ref,
  what: { body?: string; withdrawn?: boolean },
): Promise<void> {
  if ((await desk.store.localByRef(posted.id)) === null) {
    throw new DeliveryError('refused', `There is no local message "${posted.id}" to change.`);
  }
  await desk.store.changeLocal(posted.id, { ...what, at: desk.now() });
}
