// Slack as a whole: the desk's voice, its ears, and how both are.

import type { Chat, Clock, Logger, Random, Records } from '../../desk/ports.js';
import type { Directory } from '../../router/index.js';
import { answerInteraction } from './answer-interaction.js';
import { catchUp } from './catch-up.js';
import { type Connection, type ConnectionTimes, connect } from './connection.js';
import type { IntakeDeps } from './intake-of.js';
import { hear, isWords, type SlackInbox } from './listen.js';
import { loose } from './message-text.js';
import { createPace, type Pace } from './pace.js';
import { type Heard, readEvent } from './read-event.js';
import type { SlackApi, SlackIdentity } from './slack-api.js';
import { slackChat } from './slack-chat.js';
import { lostTokenCodes, slackCode } from './slack-failure.js';
import type { SlackInteractions } from './slack-interactions.js';
import { type SlackNames, slackNames } from './slack-names.js';
import type { Envelope } from './socket-line.js';
import { webSlackApi } from './web-slack-api.js';

/** How Slack is reached; the tokens are secrets. */
export interface SlackSettings {
  readonly apiUrl: string;
  readonly appToken: string;
  readonly botToken: string;
}

/** What Slack is given of the desk's world. */
export interface SlackDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** As it stands now. */
  directory(): Directory;
  /** Minutes east of UTC at a moment, in an IANA zone or, for null, in the policy's. */
  utcOffset(at: number, zone: string | null): number;
  readonly pace?: Pace;
  readonly times?: ConnectionTimes;
  /** How long a call may last, in milliseconds. */
  readonly timeoutMs?: number;
}

/** What listening needs besides. */
export interface Ears {
  readonly inbox: SlackInbox;
  readonly store: Pick<
    Records,
    'watermark' | 'setWatermark' | 'cases' | 'report' | 'reportByEvent' | 'reportsHeard'
  >;
  /** What people click and command; acknowledged and left alone where it is absent. */
  readonly interactions?: SlackInteractions;
}

/** Slack, opened. */
export interface Slack {
  readonly api: SlackApi;
  readonly names: SlackNames;
  readonly chat: Chat;
  identity(): Promise<SlackIdentity>;
  /** What keeps the desk from its work in Slack, as a sentence with its cure; null when all is well. */
  problem(): Promise<string | null>;
  /** Connects and listens, until `stop`. */
  listen(ears: Ears): void;
  /** Reads what was missed now; resolves when that is done. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

/** How often channels are read after although nothing seems to be missing. */
const readAfterMs = 10 * 60_000;
/** For how long it is told that Slack held events back. */
const tellLimitedMs = 10 * 60_000;

/** Less than the desk's own patience with a call, together with looking up where to speak and waiting for a turn. */
const callTimeoutMs = 5_000;

/** Opens Slack. Nothing is sent before it is needed. */
export function openSlack(settings: SlackSettings, deps: SlackDeps): Slack {
  const { clock, log, times } = deps;
  const now = (): number => clock.now();
  let tokenLost: string | null = null;
  let limitedAt: number | null = null;
  const api = watched(
    webSlackApi({
      apiUrl: settings.apiUrl,
      botToken: settings.botToken,
      timeoutMs: deps.timeoutMs ?? callTimeoutMs,
      pace: deps.pace ?? createPace(clock),
    }),
    (code) => {
      tokenLost = code;
    },
  );
  const identity = once(() => api.identify());
  const names = slackNames({ api, directory: deps.directory, now });
  const chat = slackChat({ api, names, identity, now });
  const work = new Set<Promise<void>>();
  let connection: Connection | null = null;
  let ears: Ears | null = null;
  let stopped = false;
  let reading: Promise<void> | null = null;
  let again = false;
  /** Nobody has listened for a while, and not all that may have happened has been read. */
  let away = true;
  let cancelReading = (): void => {};

  const intakeDeps = async (): Promise<IntakeDeps> => ({
    names,
    identity: await identity(),
    utcOffset: deps.utcOffset,
  });

  const readAfterAbsence = (): Promise<void> => {
    away = true;
    return readAfter();
  };

  const readAfter = async (): Promise<void> => {
    if (reading === null) {
      reading = readMissed().finally(() => {
        reading = null;
        cancelReading();
        if (stopped) return;
        if (again) void readAfter();
        else cancelReading = clock.after(readAfterMs, () => void readAfter());
      });
      return reading;
    }
    // What is under way may have passed the channel already where something is missing now: once more after it.
    again = true;
    await reading;
    return reading ?? undefined;
  };

  const readMissed = async (): Promise<void> => {
    again = false;
    if (ears === null || stopped) return;
    const { inbox, store } = ears;
    const wasAway = away;
    away = false;
    let complete = false;
    try {
      const heardDeps = await intakeDeps();
      complete = await catchUp({
        api,
        names,
        store,
        self: await identity(),
        log,
        now,
        away: wasAway,
        hear: (heard) => hear(heard, inbox, heardDeps),
      });
    } catch (error) {
      log.warn({ error: nameOf(error) }, 'what was missed in Slack could not be read');
    }
    away ||= wasAway && !complete;
  };

  const take = async (envelope: Envelope): Promise<void> => {
    if (ears === null) return;
    const { inbox, interactions } = ears;
    if (envelope.type !== 'events_api') {
      if (interactions === undefined) return envelope.ack();
      return answerInteraction(envelope, { api, interactions, clock, log });
    }
    const heard = readEvent(loose(envelope.body.event), await identity());
    if (heard.kind === 'home-opened') {
      await envelope.ack();
      return interactions?.onHomeOpened(heard.userId);
    }
    if (isWords(heard)) await hear(heard, inbox, await intakeDeps());
    else note(heard);
    // Only now: what is not kept is sent again.
    await envelope.ack();
  };

  const note = (heard: Heard): void => {
    if (heard.kind === 'changed') {
      names.forget(heard.id);
      // A channel that the desk has just come to has no watermark yet.
      if (!heard.id.startsWith('U')) void readAfter();
    }
    if (heard.kind !== 'trouble') return;
    log.error({ cause: heard.what }, 'Slack tells of trouble');
    if (heard.what === 'rate-limited') {
      limitedAt = now();
      void readAfterAbsence();
    } else tokenLost = 'token_revoked';
  };

  return {
    api,
    names,
    chat,
    identity,
    catchUp: readAfterAbsence,
    async problem() {
      if (tokenLost !== null) {
        return `Slack does not accept SLACK_BOT_TOKEN (${tokenLost}): install the app anew and set its new token (docs/slack.md); what comes in by other ways is kept`;
      }
      const unconnected = connection?.problem() ?? null;
      if (unconnected !== null) return unconnected;
      return limitedAt !== null && now() - limitedAt < tellLimitedMs
        ? 'Slack held events back (app_rate_limited); the desk reads the channels instead'
        : null;
    },
    listen(given) {
      ears = given;
      connection = connect({
        access: settings,
        clock,
        random: deps.random,
        log,
        ...(times !== undefined && { times }),
        connected: () => void readAfterAbsence(),
        envelope(envelope) {
          const done = take(envelope)
            .catch((error: unknown) => {
              log.warn({ error: nameOf(error) }, 'an event of Slack was not kept; it will come again');
            })
            .finally(() => work.delete(done));
          work.add(done);
        },
      });
    },
    async stop() {
      stopped = true;
      cancelReading();
      connection?.stop();
      await Promise.allSettled([...work, reading]);
    },
  };
}

/** Asked until it is answered, and then no more. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | null = null;
  return () => {
    known ??= ask().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

/** Every call tells whether the token is still worth something. */
function watched(api: SlackApi, tell: (lost: string | null) => void): SlackApi {
  const watch =
    <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      try {
        const answer = await call(...args);
        tell(null);
        return answer;
      } catch (error) {
        const code = slackCode(error);
        if (code !== null && lostTokenCodes.has(code)) tell(code);
        throw error;
      }
    };
  return {
    identify: watch(api.identify),
    post: watch(api.post),
    update: watch(api.update),
    delete: watch(api.delete),
    postEphemeral: watch(api.postEphemeral),
    permalink: watch(api.permalink),
    // Answers through an address need no token.
    respond: api.respond,
    openView: watch(api.openView),
    pushView: watch(api.pushView),
    updateView: watch(api.updateView),
    publishHome: watch(api.publishHome),
    history: watch(api.history),
    replies: watch(api.replies),
    channel: watch(api.channel),
    channels: watch(api.channels),
    openDirect: watch(api.openDirect),
    user: watch(api.user),
    userByEmail: watch(api.userByEmail),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
