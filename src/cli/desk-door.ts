// The one way of the verbs to what is kept: the desk that runs, or without one its store. A verb need not know
// which of the two has answered.

import { pinoLog } from '../adapters/log.js';
import { readSettings, type Settings } from '../config.js';
import type { SampleAnswer } from '../desk/answer-sample.js';
import type { Corrected } from '../desk/correct.js';
import type { Store } from '../desk/ports.js';
import type { Channels, SpeakingChange, SpeakingStep } from '../desk/speaking.js';
import type { Duty, SplitChange } from '../desk/split.js';
import type { CaseChange, CaseStep, Reclassify, Repeated, SplitKind } from '../router/index.js';
import { type DeskClient, runningDesk, segment } from './desk-client.js';
import {
  type CaseTimeline,
  casesOf,
  effectsOf,
  type ListedCase,
  type ListedEffect,
  timelineOf,
} from './desk-views.js';
import { openStore } from './open-store.js';
import type { restingDesk } from './resting-desk.js';
import type { Terminal } from './terminal.js';

/** What verbs ask of the desk. */
export interface DeskDoor {
  cases(which: 'open' | 'all'): Promise<readonly ListedCase[]>;
  /** Null when there is no case of that id. */
  timeline(caseId: string): Promise<CaseTimeline | null>;
  act(caseId: string, step: CaseStep, person: string): Promise<CaseChange>;
  /** Takes a person's word on what a report is, whether it has a case or not. */
  correct(report: string, step: Reclassify, person: string): Promise<Corrected>;
  /** Takes a yes or no to a decision of the weekly sample. */
  answerSample(answer: SampleAnswer, person: string): Promise<Corrected>;
  /** Whether the desk speaks, and how each channel stands. */
  channels(): Promise<Channels>;
  changeSpeaking(step: SpeakingStep, person: string): Promise<SpeakingChange>;
  needsATool(): Promise<readonly Repeated[]>;
  onCall(): Promise<Duty>;
  split(kind: SplitKind | 'none', first: string | null, person: string): Promise<SplitChange>;
  effects(which: 'latest' | 'parked'): Promise<readonly ListedEffect[]>;
  /** False when the effect is not parked. */
  retry(effect: string): Promise<boolean>;
  /** False when there is no report of that id. */
  forget(report: string): Promise<boolean>;
  dump(): AsyncIterable<string>;
}

/** Does something at the door, and closes it. Throws StoreError when no desk answers and the store cannot be used. */
export async function atDesk<T>(terminal: Terminal, work: (door: DeskDoor) => Promise<T>): Promise<T> {
  const settings = readSettings(terminal.env, process.cwd());
  const running = await runningDesk(settings.dataFolder);
  if (running !== null) return work(doorOfRunning(running));
  const store = await openStore(settings);
  try {
    return await work(doorOfStore(store, settings));
  } finally {
    await store.close();
  }
}

function doorOfRunning(desk: DeskClient): DeskDoor {
  return {
    cases: async (which) => (await desk.get(`/cases?which=${which}`)) as readonly ListedCase[],
    timeline: async (caseId) => (await desk.find(`/cases/${segment(caseId)}`)) as CaseTimeline | null,
    act: async (caseId, step, person) =>
      (await desk.post(`/cases/${segment(caseId)}/steps`, { as: person, step })) as CaseChange,
    correct: async (report, step, as) =>
      (await desk.post(`/reports/${segment(report)}/steps`, { as, step })) as Corrected,
    answerSample: async (answer, as) => (await desk.post('/sample', { ...answer, as })) as Corrected,
    channels: async () => (await desk.get('/channels')) as Channels,
    changeSpeaking: async (step, person) =>
      (await desk.post('/channels/steps', { as: person, step })) as SpeakingChange,
    needsATool: async () => (await desk.get('/needs-a-tool')) as readonly Repeated[],
    onCall: async () => (await desk.get('/on-call')) as Duty,
    split: async (kind, first, as) => (await desk.post('/on-call/split', { kind, first, as })) as SplitChange,
    effects: async (which) => (await desk.get(`/effects?which=${which}`)) as readonly ListedEffect[],
    retry: async (effect) =>
      ((await desk.post('/effects/retry', { effect })) as { readonly retried: boolean }).retried,
    forget: (report) => desk.remove(`/reports/${segment(report)}`),
    dump: () => desk.lines('/export'),
  };
}

/** Without a desk what is to be done outside is planned, and delivered once a desk is started. */
function doorOfStore(store: Store, settings: Settings): DeskDoor {
  return {
    cases: (which) => casesOf(store, which),
    timeline: (caseId) => timelineOf(store, caseId),
    act: async (caseId, step, person) => (await resting(store, settings)).act(caseId, step, person),
    correct: async (report, step, person) => (await resting(store, settings)).correct(report, step, person),
    answerSample: async (answer, person) => (await resting(store, settings)).answerSample(answer, person),
    channels: async () => (await resting(store, settings)).channels(),
    changeSpeaking: async (step, person) => (await resting(store, settings)).changeSpeaking(step, person),
    needsATool: async () => (await resting(store, settings)).needsATool(),
    onCall: async () => (await resting(store, settings)).onCall(),
    split: async (kind, first, person) => (await resting(store, settings)).split(kind, first, person),
    effects: (which) => effectsOf(store, which),
    retry: async (effect) => store.retryEffect(effect, await store.now()),
    async forget(report) {
      const stored = await store.report(report);
      if (stored === null) return false;
      const [{ forget }, { createEvents }] = await Promise.all([
        import('../desk/forget.js'),
        import('../desk/events.js'),
      ]);
      const log = pinoLog('silent');
      return forget({ store, log, events: createEvents(log) }, stored.event, 'operator');
    },
    dump: () => store.dump(),
  };
}

async function resting(store: Store, settings: Settings): ReturnType<typeof restingDesk> {
  const { restingDesk } = await import('./resting-desk.js');
  return restingDesk(store, settings);
}
