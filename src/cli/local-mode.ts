// The desk in local mode, put together: the store in the data folder (or in memory), the stand-ins for chat,
// backlog, board and rota, and the rules.

import { randomUUID } from 'node:crypto';
import { localBacklog } from '../adapters/local/local-backlog.js';
import { localBoard } from '../adapters/local/local-board.js';
import { type Heard, localChat } from '../adapters/local/local-chat.js';
import { localRota } from '../adapters/local/local-rota.js';
import { nowhere } from '../adapters/local/nowhere.js';
import { judgeByRules } from '../desk/judge-by-rules.js';
import type { Clock, Logger, Random, Store } from '../desk/ports.js';
import type { Rules } from '../desk/rules.js';
import { scribeByRules } from '../desk/scribe-by-rules.js';
import { localSettings } from '../desk/settings.js';
import { type Desk, startDesk } from '../desk/start-desk.js';
import type { Rulebook } from '../rulebook/index.js';

/** What the desk in local mode is given. */
export interface LocalMode {
  readonly store: Store;
  readonly rulebook: Rulebook;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Called with every message that is said. */
  readonly heard?: Heard;
  /** How long words are kept, in milliseconds; for ever unless given. */
  readonly retainMs?: number | null;
  /** How often the desk tests itself, in milliseconds; never unless given. */
  readonly selfTestMs?: number | null;
}

/** What the desk in local mode works with, made of a rulebook. */
export function localRules(rulebook: Rulebook): Rules {
  return {
    judge: judgeByRules(rulebook, rulebook.routing),
    scribe: scribeByRules(rulebook.routing, rulebook.data.replies),
    rota: localRota(rulebook.routing.directory),
  };
}

/** Any rules make something of it; a ticket and a reply by those that are shipped. */
const selfTestText = 'The desk tests itself: the charge details of a partner need updating.';

/** Starts a desk whose outside is the store itself. */
export function startLocalDesk(mode: LocalMode): Promise<Desk> {
  const { store, rulebook, clock, random, log, heard, retainMs = null, selfTestMs = null } = mode;
  const outside = { store, now: () => clock.now() };
  return startDesk({
    store,
    ...localRules(rulebook),
    chat: localChat(outside, heard),
    backlog: localBacklog(outside),
    board: localBoard(outside),
    clock,
    random,
    log,
    settings: { ...localSettings, retainMs },
    ...(selfTestMs !== null && {
      selfTest: { everyMs: selfTestMs, text: selfTestText, outside: nowhere },
    }),
    name: `desk-${randomUUID().slice(0, 8)}`,
  });
}
