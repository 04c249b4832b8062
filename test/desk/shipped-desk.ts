// A desk by the shipped rules, on a throw-away file, whose clock a test moves by hand.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { localRota } from '../../src/adapters/local/local-rota.js';
import { openSqliteStore } from '../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import type { DeskDeps } from '../../src/desk/deps.js';
import { judgeByRules } from '../../src/desk/judge-by-rules.js';
import type { Store } from '../../src/desk/ports.js';
import { scribeByRules } from '../../src/desk/scribe-by-rules.js';
import { localSettings } from '../../src/desk/settings.js';
import { type Desk, startDesk } from '../../src/desk/start-desk.js';
import { loadRulebookFolder, type Rulebook, SHIPPED_RULES } from '../../src/rulebook/index.js';
import { quietLog } from './quiet-log.js';

/** A Tuesday, 10:00 in New York. */
export const morning = Date.UTC(2026, 2, 10, 14);

export interface ShippedDesk {
  readonly desk: Desk;
  readonly store: Store;
  readonly rulebook: Rulebook;
  /** Ends the desk and starts another on the same store. */
  restart(more?: Partial<DeskDeps>): Promise<Desk>;
  /** Moves the clock; what is due by then is done. */
  pass(ms: number): Promise<void>;
  now(): number;
  close(): Promise<void>;
}

/** Starts at `morning`, and every second that passes is a second more. */
export async function shippedDesk(more: Partial<DeskDeps> = {}): Promise<ShippedDesk> {
  const { rulebook } = await loadRulebookFolder(SHIPPED_RULES);
  if (rulebook === null) throw new Error('the shipped rules cannot be used');
  const folder = mkdtempSync(join(tmpdir(), 'shipped-desk-'));
  let ahead = morning - Date.now();
  const now = (): number => Date.now() + ahead;
  const store = await openSqliteStore(folder, now);
  const start = (other: Partial<DeskDeps>): Promise<Desk> => {
    const local = { store, now };
    return startDesk({
      store,
      judge: judgeByRules(rulebook, rulebook.routing),
      scribe: scribeByRules(rulebook.routing, rulebook.data.replies),
      rota: localRota(rulebook.routing.directory),
      chat: localChat(local),
      backlog: localBacklog(local),
      board: localBoard(local),
      clock: systemClock,
      random: systemRandom,
      log: quietLog,
      settings: localSettings,
      name: 'desk',
      ...more,
      ...other,
    });
  };
  let desk = await start({});
  return {
    get desk() {
      return desk;
    },
    store,
    rulebook,
    now,
    async restart(other = {}) {
      await desk.stop();
      desk = await start(other);
      return desk;
    },
    async pass(ms) {
      ahead += ms;
      desk.wake();
      await desk.settled();
    },
    async close() {
      await desk.stop();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
