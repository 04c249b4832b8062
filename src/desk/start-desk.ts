// The running program: inbox, worker, outbox and timers over one store.

import type { CaseChange, CaseStep, PersonId, Reclassify, Repeated, SplitKind } from '../router/index.js';
import { act } from './act.js';
import { answerSample, type SampleAnswer } from './answer-sample.js';
import { createJumpWatch } from './clock-jumps.js';
import { type Corrected, correct } from './correct.js';
import { decideNext } from './decide-next.js';
import type { DeskDeps, RunningDeps } from './deps.js';
import { createEvents, type Listener } from './events.js';
import { followTickets } from './follow-tickets.js';
import { handOverBoard } from './hand-over.js';
import { type Health, readHealth } from './health.js';
import { atMost } from './in-time.js';
import { createInbox, type Inbox } from './inbox.js';
import { keepDoing, type Loop } from './loop.js';
import { createOutbox, type Outbox, openPorts, restUntil } from './outbox.js';
import { postHandoff } from './post-handoff.js';
import { eraseOld } from './retain.js';
import { type Rules, rulesInForce } from './rules.js';
import { testItself, untilNextTest } from './self-test.js';
import {
  type Channels,
  changeSpeaking,
  readSpeaking,
  type SpeakingChange,
  type SpeakingStep,
} from './speaking.js';
import { chooseSplit, type Duty, dutyNow, type SplitChange } from './split.js';
import { sweep } from './sweep.js';
import { type ReplyTaken, type ThreadReply, takeReply } from './thread-reply.js';
import { fireNext } from './timers.js';
import { noTroubles } from './troubles.js';
import { createWatch } from './watch.js';
import { createDriftWatch } from './watch-drift.js';
import { repeatedUntil, setListTimer } from './weekly-list.js';

/** A desk at work. */
export interface Desk extends Inbox {
  /** Tells what happens to reports, from now on; the returned function ends it. */
  on(listener: Listener): () => void;
  /** Does to a case what a person wants done; refused with a sentence where they may not. */
  act(caseId: string, step: CaseStep, person: PersonId): Promise<CaseChange>;
  /** Takes a person's word on what a report is, whether it has a case or not. */
  correct(report: string, step: Reclassify, person: PersonId): Promise<Corrected>;
  /** Takes a yes or no to a decision of the weekly sample. */
  answerSample(answer: SampleAnswer, person: PersonId): Promise<Corrected>;
  /** Takes what was answered in a thread, once; it makes no new report. */
  reply(reply: ThreadReply): Promise<ReplyTaken>;
  /** Whether the desk speaks, and how each channel stands. */
  channels(): Promise<Channels>;
  /** Has the desk fall silent, go on, or speak in a channel; refused with a sentence where the person may not. */
  changeSpeaking(step: SpeakingStep, person: PersonId): Promise<SpeakingChange>;
  /** Kinds of urgent matters that came more than once lately. */
  needsATool(): Promise<readonly Repeated[]>;
  /** Who is on call now, and how they share the off hours. */
  onCall(): Promise<Duty>;
  /** Splits the off hours of the two on call; one of them decides, and `first` begins. */
  split(kind: SplitKind | 'none', first: PersonId | null, person: PersonId): Promise<SplitChange>;
  /** Resolves when everything accepted so far is decided and nothing is due; for the demo and for tests. */
  settled(): Promise<void>;
  /** From now on decides and speaks by other rules; work under way ends by those it began with. */
  useRules(rules: Rules): void;
  /** How the desk is doing. */
  health(): Promise<Health>;
  /** Something changed outside the desk's own doing, like a case: look for work now. */
  wake(): void;
  /** Ends all work within `settings.drainMs`; what was not finished goes on at the next start. The store stays open. */
  stop(): Promise<void>;
}

const retainEveryMs = 3_600_000;

/** Starts a desk on an open store and takes up what an earlier one left. */
export async function startDesk(given: DeskDeps): Promise<Desk> {
  const rules = rulesInForce(given);
  const drifting = createDriftWatch();
  const deps: RunningDeps = {
    ...given,
    ...rules.current(),
    events: createEvents(given.log),
    troubles: noTroubles(),
    drifting,
  };
  const current = (): RunningDeps => ({ ...deps, ...rules.current() });
  const { store, settings, log } = deps;
  if (store.exclusive) {
    const released = await store.releaseClaims(await store.now());
    if (released > 0) log.info({ released }, 'deliveries of the last run are taken up, looking first');
  }

  await store.transaction(async (records) => setListTimer(current(), records, await records.now()));

  const loops: Loop[] = [];
  const wake = (): void => {
    for (const loop of loops) loop.wake();
  };
  const thenWake = async <Done>(work: Promise<Done>): Promise<Done> => {
    const done = await work;
    wake();
    return done;
  };
  // What happens most wakes only whom it concerns: each look at the store costs as much as some of the work.
  const wakeDeciding = (): void => deciding.wake();
  const wakeDelivering = (): void => delivering.wake();
  const sweeps: string[] = [];
  const outbox = createOutbox(deps, current, wakeDelivering);
  const inbox = createInbox(current, { arrived: wakeDeciding, changed: wake });
  const decide = async (): Promise<boolean> => {
    const worked = await decideNext(current());
    if (worked) wake();
    return worked;
  };
  const fire = async (): Promise<boolean> => {
    const worked = await fireNext(current(), (key) => sweeps.push(key));
    if (worked) wake();
    return worked;
  };
  const sweepNext = async (): Promise<boolean> => {
    const key = sweeps.shift();
    if (key !== undefined) await sweep(current(), key);
    return key !== undefined;
  };
  const deciding = keepDoing('decide', decide, async () => settings.pollMs, deps);
  const delivering = keepDoing('deliver', outbox.step, outbox.rest, deps);
  loops.push(
    deciding,
    delivering,
    keepDoing('sweep', sweepNext, async () => settings.pollMs, deps),
    keepDoing('timers', fire, async () => restUntil(deps, await store.nextTimerAt()), deps),
  );
  // By the clock alone: these are not woken when something has happened.
  const watch = createWatch();
  const jumps = createJumpWatch();
  const calm: readonly Loop[] = [
    keepDoing(
      'retain',
      () => eraseOld(deps),
      async () => retainEveryMs,
      deps,
    ),
    keepDoing(
      'watch',
      () => watch(current()),
      async () => settings.watchEveryMs,
      deps,
    ),
    // A desk that cannot work out its figures does its work all the same: that it fails is no trouble.
    keepDoing(
      'drift',
      () => drifting.look(deps),
      async () => settings.driftEveryMs,
      { clock: deps.clock, log },
    ),
    keepDoing(
      'tickets',
      async () => {
        if (await followTickets(current())) wake();
        return false;
      },
      async () => settings.ticketsEveryMs,
      deps,
    ),
    keepDoing(
      'hand-over',
      async () => {
        await handOverBoard(current());
        await postHandoff(current());
        return false;
      },
      async () => settings.watchEveryMs,
      deps,
    ),
    // A server's clock is no one desk's to correct for.
    ...(store.exclusive
      ? [
          keepDoing(
            'clock',
            () => jumps(deps),
            async () => settings.pollMs,
            deps,
          ),
        ]
      : []),
    ...selfTests(deps, wake),
  ];
  log.info({ desk: deps.name, store: store.kind }, 'the desk has started');

  return {
    ...inbox,
    on: (listener) => deps.events.on(listener),
    wake,
    useRules: (next) => rules.exchange(next),
    health: () => readHealth(current()),
    reply: (reply) => thenWake(takeReply(current(), reply)),
    act: (caseId, step, person) => thenWake(act(current(), caseId, step, person)),
    correct: (report, step, person) => thenWake(correct(current(), report, step, person)),
    answerSample: (answer, person) => thenWake(answerSample(current(), answer, person)),
    async channels() {
      const { paused, installation } = await readSpeaking(store, deps);
      return { paused, channels: current().judge.channels(installation) };
    },
    changeSpeaking: (step, person) => thenWake(changeSpeaking(current(), step, person)),
    needsATool: async () => repeatedUntil(current(), store, await store.now()),
    onCall: async () => dutyNow(current(), await store.now()),
    split: (kind, first, person) => chooseSplit(current(), kind, first, person),
    async settled() {
      while (!(await isSettled(deps, outbox))) {
        await new Promise<void>((resolve) => deps.clock.after(20, resolve));
      }
    },
    async stop() {
      const { clock } = deps;
      const until = clock.now() + settings.drainMs;
      await atMost(clock, settings.drainMs, Promise.all([...loops, ...calm].map((loop) => loop.stop())));
      const left = await outbox.drain(Math.min(settings.drainMs, Math.max(0, until - clock.now())));
      if (left > 0)
        log.warn({ left }, 'calls were still under way; their effects are looked for at the next start');
      log.info({ desk: deps.name }, 'the desk has stopped');
    },
  };
}

function selfTests(deps: RunningDeps, wake: () => void): readonly Loop[] {
  const { selfTest } = deps;
  if (selfTest === undefined) return [];
  const test = async (): Promise<false> => {
    if (await testItself(deps.store, selfTest)) wake();
    return false;
  };
  return [keepDoing('self-test', test, () => untilNextTest(deps.store, selfTest), deps)];
}

async function isSettled({ store }: RunningDeps, outbox: Outbox): Promise<boolean> {
  const begun = outbox.begun();
  if (outbox.busy() || (await store.hasUndecided())) return false;
  const now = await store.now();
  const next = [await store.nextEffectAt(await openPorts(store)), await store.nextTimerAt()];
  return next.every((at) => at === null || at > now) && begun === outbox.begun();
}
