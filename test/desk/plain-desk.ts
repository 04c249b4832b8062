import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import type { DeskDeps } from '../../src/desk/deps.js';
import type { Store } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import { type Desk, startDesk } from '../../src/desk/start-desk.js';
import { plainJudge, plainScribe } from './plain-judge.js';
import { quietLog } from './quiet-log.js';

/** A desk of plain rules on a store, with stand-ins for what is outside; `now` is their time. */
export function plainDesk(
  store: Store,
  more: Partial<DeskDeps> = {},
  now: () => number = Date.now,
): Promise<Desk> {
  const local = { store, now };
  return startDesk({
    store,
    judge: plainJudge,
    scribe: plainScribe,
    chat: localChat(local),
    backlog: localBacklog(local),
    board: localBoard(local),
    rota: { at: async () => ['ada'] },
    clock: systemClock,
    random: systemRandom,
    log: quietLog,
    settings: localSettings,
    name: 'desk',
    ...more,
  });
}
