// At the hand-over to a new shift those who come on call are told what they must know, once, in the incidents channel.

import type { RunningDeps } from './deps.js';
import { nameOf } from './events.js';
import { inTime } from './in-time.js';
import type { HandoffMessage } from './optional-parts.js';
import { DeliveryError, type Message } from './ports.js';
import { readSpeaking } from './speaking.js';

const posted = 'hand-off posted';
const begun = 'hand-off begun';

/** The desk that is posting, and until when the others leave it to that one. */
interface Begun {
  readonly by: string;
  readonly until: number;
}

/**
 * Posts the hand-off when that is due. Of several desks one begins, and looks whether it is there already: after a
 * failure of unknown end, and after a desk that ended amid it, it stands there once. A paused desk, or one that only
 * observes, says nothing.
 */
export async function postHandoff(deps: RunningDeps): Promise<void> {
  const { handoff, judge, store, chat, log } = deps;
  if (handoff === undefined) return;
  const at = judge.lastHandOver(await store.now());
  const known = await store.setting(posted);
  // A desk that begins has no past shift to tell of.
  if (known === null) return store.setSetting(posted, String(at));
  const from = Number(known);
  if (from >= at) return;
  const { paused, installation } = await readSpeaking(store, deps);
  if (paused !== null || !(await begin(deps, at))) return;
  const handOff = await handoff((since) => store.dumpLately(since), {
    from,
    to: at,
  });
  const standing = judge.channels(installation).find(({ name }) => name === handOff.channel);
  if (standing === undefined || standing.mode === 'full' || standing.mode === 'incidents-only') {
    const key = `hand-off:${at}`;
    const message = messageOf(handOff);
    try {
      const there = await inTime(deps, chat.findByKey(key, message));
      if (there === null) await inTime(deps, chat.post(key, message));
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      log.warn(
        { port: 'chat', outcome: error.outcome, error: nameOf(error) },
        'the hand-off could not be posted',
      );
      return;
    }
    log.info({ port: 'chat' }, 'the hand-off was posted');
  }
  await store.setSetting(posted, String(at));
  await store.setSetting(begun, '');
}

/** True for the one desk that is to post it now. */
async function begin({ store, settings, name }: RunningDeps, at: number): Promise<boolean> {
  return store.transaction(async (records) => {
    await records.lockTopics([begun]);
    if (Number(await records.setting(posted)) >= at) return false;
    const now = await records.now();
    const held = await records.setting(begun);
    const other = held === null || held === '' ? null : (JSON.parse(held) as Begun);
    if (other !== null && other.by !== name && other.until > now) return false;
    // Writing it, looking and posting: none of them takes longer than a lease.
    const mine: Begun = { by: name, until: now + 3 * settings.leaseMs };
    await records.setSetting(begun, JSON.stringify(mine));
    return true;
  });
}

function messageOf({ text, offers, channel }: HandoffMessage): Message {
  return {
    destination: { kind: 'channel', channel },
    anchor: { id: 'hand-off', url: null },
    channel,
    text,
    mentions: [],
    about: {
      kind: 'tell',
      report: '',
      case: null,
      class: 'none',
      status: null,
      severity: null,
      area: null,
      offers,
    },
  };
}
