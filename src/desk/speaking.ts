// Whether the desk speaks, and where: somebody can have it say nothing at all for a while, and a new installation
// speaks in no channel before it was let. Kept in the store: a restart changes neither.

import type { ChannelState, DeskAction, Installation, PersonId, Standing } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { whoIsOnCall } from './on-call.js';
import type { Records } from './records.js';

/** Who had the desk fall silent, and when (milliseconds since 1970, UTC). */
export interface Pause {
  readonly by: PersonId;
  readonly at: number;
}

/** What is kept about speaking. */
export interface Speaking {
  /** Null while the desk speaks. */
  readonly paused: Pause | null;
  readonly installation: Installation;
}

/** The same for people: channel by channel. */
export interface Channels {
  readonly paused: Pause | null;
  readonly channels: readonly ChannelState[];
}

/** Something done to the desk's speaking. */
export type SpeakingStep =
  | { readonly do: 'pause' | 'resume' }
  | { readonly do: 'set-live' | 'set-observed'; readonly channel: string };

/** What came of it; `why` is a sentence for whoever tried. */
export type SpeakingChange =
  | { readonly outcome: 'changed'; readonly speaking: Speaking }
  | { readonly outcome: 'unchanged' | 'refused'; readonly why: string };

type SpeakingDeps = Pick<RunningDeps, 'store' | 'judge' | 'rota' | 'settings' | 'log'>;

/** How it stands. */
export async function readSpeaking(
  records: Pick<Records, 'setting'>,
  { settings }: Pick<RunningDeps, 'settings'>,
): Promise<Speaking> {
  const channels = await records.setting('channels');
  return {
    paused: await readPause(records),
    installation: {
      begins: settings.begins,
      channels: channels === null ? {} : (JSON.parse(channels) as Readonly<Record<string, Standing>>),
    },
  };
}

/** Null while the desk speaks. */
export async function readPause(records: Pick<Records, 'setting'>): Promise<Pause | null> {
  const kept = await records.setting('paused');
  return kept === null || kept === '' ? null : (JSON.parse(kept) as Pause);
}

/** Does it for a person; refused with a sentence where they may not. */
export async function changeSpeaking(
  deps: SpeakingDeps,
  step: SpeakingStep,
  person: PersonId,
): Promise<SpeakingChange> {
  const { store, judge, settings, log } = deps;
  const onCall = await whoIsOnCall(deps, await store.now());
  const action: DeskAction = step.do === 'pause' || step.do === 'resume' ? 'pause' : 'set-live';
  const why = judge.refusal(action, {
    person,
    onCall: onCall.people,
    reporters: [],
    operator: person === settings.operator,
  });
  if (why !== null) return { outcome: 'refused', why };
  const change = await store.transaction(async (records): Promise<SpeakingChange> => {
    const before = await readSpeaking(records, deps);
    const at = await records.now();
    const unchanged = await write(records, before, step, { by: person, at });
    if (unchanged !== null) return { outcome: 'unchanged', why: unchanged };
    const subject = 'channel' in step ? step.channel : 'desk';
    await records.addAudit({ at, actor: person, what: step.do, subject });
    return { outcome: 'changed', speaking: await readSpeaking(records, deps) };
  });
  log.info({ step: step.do, outcome: change.outcome }, 'a person changed where the desk speaks');
  return change;
}

/** Writes what changes; a sentence when nothing does. */
async function write(
  records: Records,
  { paused, installation }: Speaking,
  step: SpeakingStep,
  now: Pause,
): Promise<string | null> {
  switch (step.do) {
    case 'pause':
      if (paused !== null) return `The desk is paused already, by ${paused.by}.`;
      await records.setSetting('paused', JSON.stringify(now));
      return null;
    case 'resume':
      if (paused === null) return 'The desk is not paused.';
      await records.setSetting('paused', '');
      return null;
    case 'set-live':
    case 'set-observed': {
      const standing = step.do === 'set-live' ? 'live' : 'observed';
      const { channels } = installation;
      if (Object.hasOwn(channels, step.channel) && channels[step.channel] === standing)
        return `#${step.channel} is ${standing} already.`;
      await records.setSetting('channels', JSON.stringify({ ...channels, [step.channel]: standing }));
      return null;
    }
  }
}
