// The desk in local mode, put together: the store in the data folder (or in memory), the stand-ins for chat,
// backlog, board and rota, and the rules.

import { randomUUID } from 'node:crypto';
import { localBacklog } from '../adapters/local/local-backlog.js';
import { localBoard } from '../adapters/local/local-board.js';
import { type Heard, localChat } from '../adapters/local/local-chat.js';
import { localRota } from '../adapters/local/local-rota.js';
import { judgeByRules } from '../desk/judge-by-rules.js';
import type { Clock, Logger, Random, Store } from '../desk/ports.js';
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
}

/** Starts a desk whose outside is the store itself. */
export function startLocalDesk({ store, rulebook, clock, random, log, heard }: LocalMode): Promise<Desk> {
  const outside = { store, now: () => clock.now() };
  return startDesk({
    store,
    judge: judgeByRules(rulebook, rulebook.routing),
    scribe: scribeByRules(rulebook.routing, rulebook.data.replies),
    chat: localChat(outside, heard),
    backlog: localBacklog(outside),
    board: localBoard(outside),
    rota: localRota(rulebook.routing.directory),
    clock,
    random,
    log,
    settings: localSettings,
    name: `desk-${randomUUID().slice(0, 8)}`,
  });
}
