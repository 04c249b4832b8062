// A desk that does not run: people may act on its cases, and what follows is delivered once it is started.

import { localRota } from '../adapters/local/local-rota.js';
import { pinoLog } from '../adapters/log.js';
import { systemClock } from '../adapters/system.js';
import type { Settings } from '../config.js';
import { act } from '../desk/act.js';
import { answerSample } from '../desk/answer-sample.js';
import { correct } from '../desk/correct.js';
import { createEvents } from '../desk/events.js';
import { judgeByRules } from '../desk/judge-by-rules.js';
import type { Store } from '../desk/ports.js';
import { localSettings } from '../desk/settings.js';
import { changeSpeaking, readSpeaking } from '../desk/speaking.js';
import { chooseSplit, dutyNow } from '../desk/split.js';
import type { Desk } from '../desk/start-desk.js';
import { repeatedUntil } from '../desk/weekly-list.js';
import { readOutsideSettings } from '../outside-settings.js';
import { rotaFrom } from './outside.js';
import { rulebookFor } from './rulebook.js';

/** The part of a desk that needs nothing of the outside but the rota. */
export async function restingDesk(
  store: Store,
  settings: Settings,
): Promise<
  Pick<
    Desk,
    'act' | 'answerSample' | 'correct' | 'channels' | 'changeSpeaking' | 'needsATool' | 'onCall' | 'split'
  >
> {
  const rulebook = await rulebookFor(settings.rulesFolder ?? undefined);
  const { routing } = rulebook;
  const { calendar } = readOutsideSettings(process.env, process.cwd());
  const log = pinoLog('silent');
  const rota =
    calendar === null
      ? localRota(routing.directory)
      : rotaFrom(calendar, { routing, dataFolder: settings.dataFolder, clock: systemClock, log });
  const judge = judgeByRules(rulebook, routing);
  const deps = {
    store,
    judge,
    rota,
    settings: { ...localSettings, begins: settings.slack === null ? 'live' : 'observed' } as const,
    log,
    events: createEvents(log),
  };
  return {
    act: (caseId, step, person) => act(deps, caseId, step, person),
    correct: (report, step, person) => correct(deps, report, step, person),
    answerSample: (answer, person) => answerSample(deps, answer, person),
    changeSpeaking: (step, person) => changeSpeaking(deps, step, person),
    async channels() {
      const { paused, installation } = await readSpeaking(store, deps);
      return { paused, channels: judge.channels(installation) };
    },
    needsATool: async () => repeatedUntil(deps, store, await store.now()),
    onCall: async () => dutyNow(deps, await store.now()),
    split: (kind, first, person) => chooseSplit(deps, kind, first, person),
  };
}
