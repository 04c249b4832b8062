// Clicks, commands and forms on their way in and their answer on its way back. Slack never sends them again, so that
// whoever did something learns when it was not kept within the three seconds that Slack waits.

import type { Clock, Logger } from '../../desk/ports.js';
import { type Done, readInteraction } from './read-interaction.js';
import type { SlackApi, SlackWords } from './slack-api.js';
import type { Interaction, SlackInteractions, Taken } from './slack-interactions.js';
import type { Envelope } from './socket-line.js';

/** What answering needs. */
export interface AnswerDeps {
  readonly api: Pick<SlackApi, 'respond' | 'postEphemeral'>;
  readonly interactions: SlackInteractions;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Logger;
}

/** A little less than Slack waits: the acknowledgement has to travel. */
const patienceMs = 2_500;

const notRecorded = 'This was not recorded: the desk could not keep it in time. Please try again.';
const recordedLate = 'It was recorded after all, a moment too late for Slack. There is no need to try again.';

type Ended = { readonly how: 'kept'; readonly taken: Taken } | { readonly how: 'failed' | 'late' };

/** Takes what somebody did, and acknowledges it once it is kept. Never throws. */
export async function answerInteraction(envelope: Envelope, deps: AnswerDeps): Promise<void> {
  const done = readInteraction(envelope.id, envelope.type, envelope.body);
  if (done.kind === 'ignored') return acknowledge(envelope, {}, deps);
  const who = interactionOf(done);
  const work = take(done, deps.interactions);
  const ended = await inTime(work, deps.clock);
  if (ended.how === 'kept') {
    await acknowledge(envelope, payloadOf(done, ended.taken), deps);
    if (done.kind === 'action' || done.kind === 'shortcut') await whisper(who, ended.taken.say, deps);
    await guarded(ended.taken.after, deps);
    return;
  }
  deps.log.error({ outcome: ended.how, cause: done.kind }, 'what somebody did in Slack was not kept in time');
  await acknowledge(envelope, refusalOf(done), deps);
  if (done.kind === 'action' || done.kind === 'shortcut') await whisper(who, { text: notRecorded }, deps);
  if (ended.how === 'failed') return;
  // It may still be kept: then what was said is no longer true.
  const taken = await work.catch(() => null);
  if (taken === null) return;
  await whisper(who, { text: recordedLate }, deps);
  await guarded(taken.after, deps);
}

function take(done: Exclude<Done, { kind: 'ignored' }>, to: SlackInteractions): Promise<Taken> {
  switch (done.kind) {
    case 'action':
      return to.onAction(done.action);
    case 'shortcut':
      return to.onShortcut(done.shortcut);
    case 'submission':
      return to.onSubmission(done.submission);
    case 'command':
      return to.onCommand(done.command);
  }
}

async function inTime(work: Promise<Taken>, clock: Pick<Clock, 'after'>): Promise<Ended> {
  let cancel = (): void => {};
  const late = new Promise<Ended>((resolve) => {
    cancel = clock.after(patienceMs, () => resolve({ how: 'late' }));
  });
  const ended = work.then(
    (taken): Ended => ({ how: 'kept', taken }),
    (): Ended => ({ how: 'failed' }),
  );
  try {
    return await Promise.race([ended, late]);
  } finally {
    cancel();
  }
}

/** What the acknowledgement carries: a command's answer, or what becomes of a form. */
function payloadOf(done: Done, { say, errors, view }: Taken): Readonly<Record<string, unknown>> {
  if (done.kind === 'command' && say !== undefined) return { response_type: 'ephemeral', ...say };
  if (done.kind !== 'submission') return {};
  if (errors !== undefined) return { response_action: 'errors', errors };
  return view === undefined ? {} : { response_action: 'update', view };
}

function refusalOf(done: Done): Readonly<Record<string, unknown>> {
  if (done.kind === 'command') return { response_type: 'ephemeral', text: notRecorded };
  if (done.kind !== 'submission') return {};
  const [first] = Object.keys(done.submission.values);
  return first === undefined ? {} : { response_action: 'errors', errors: { [first]: notRecorded } };
}

function interactionOf(done: Exclude<Done, { kind: 'ignored' }>): Interaction {
  switch (done.kind) {
    case 'action':
      return done.action;
    case 'shortcut':
      return done.shortcut;
    case 'submission':
      return done.submission;
    case 'command':
      return done.command;
  }
}

async function acknowledge(
  envelope: Envelope,
  payload: Readonly<Record<string, unknown>>,
  { log }: AnswerDeps,
): Promise<void> {
  try {
    await envelope.ack(payload);
  } catch {
    log.warn({ cause: envelope.type }, 'the socket went before what came down it could be acknowledged');
  }
}

/** Says something to the one who did it; where Slack offers no way to, nothing. */
async function whisper(
  { responseUrl, channelId, userId }: Interaction,
  words: SlackWords | undefined,
  { api, log }: AnswerDeps,
): Promise<void> {
  if (words === undefined) return;
  try {
    if (responseUrl !== null) await api.respond(responseUrl, words);
    else if (channelId !== null) await api.postEphemeral({ channel: channelId, user: userId, ...words });
  } catch {
    log.warn({}, 'an answer to one person could not be given');
  }
}

async function guarded(work: Taken['after'], { log }: AnswerDeps): Promise<void> {
  try {
    await work?.();
  } catch (error) {
    log.error({ error: error instanceof Error ? error.name : typeof error }, 'work after a click failed');
  }
}
