// The desk put together: the store, the rules, and for chat, backlog, board and rota either what leads outside or the
// stand-ins of local mode.

import { randomUUID } from 'node:crypto';
import { localBacklog } from '../adapters/local/local-backlog.js';
import { localBoard } from '../adapters/local/local-board.js';
import { type Heard, localChat } from '../adapters/local/local-chat.js';
import { localRota } from '../adapters/local/local-rota.js';
import { nowhere } from '../adapters/local/nowhere.js';
import { classify } from '../classifier/index.js';
import { judgeByRules } from '../desk/judge-by-rules.js';
import type { Shadow } from '../desk/optional-parts.js';
import type { Clock, Logger, Random, Rota, Store } from '../desk/ports.js';
import type { Rules } from '../desk/rules.js';
import { scribeByRules } from '../desk/scribe-by-rules.js';
import type { DeskSettings } from '../desk/settings.js';
import { type Desk, startDesk } from '../desk/start-desk.js';
import { alertsChannel, type RoutingRules } from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { driftBy } from './drift-by.js';
import { handoffBy } from './handoff-by.js';
import { liveOf, type Outside, patienceFor } from './outside.js';

/** What the desk is made of. */
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
  /** What the rulebook was made into already; made here where it is absent. */
  readonly rules?: Rules;
  /** What leads outside; all is local where it is absent. */
  readonly outside?: Outside;
  /** A second rulebook that decides beside the first, and of which nothing comes. */
  readonly shadow?: Rulebook | null;
  /** What else must be well for the desk to do its work. */
  readonly checks?: readonly (() => Promise<string | null>)[];
}

/** What the desk works with, made of a rulebook; the directory's people take turns where no other rota is given. */
export function localRules(rulebook: Rulebook, rotaOf: Outside['rotaOf'] = turns): Rules {
  return {
    judge: judgeByRules(rulebook, rulebook.routing),
    scribe: scribeByRules(rulebook.routing, rulebook.data.replies),
    rota: rotaOf(rulebook.routing),
    handoff: handoffBy(rulebook),
  };
}

function turns({ directory }: RoutingRules): Rota {
  return localRota(directory);
}

/** Any rules make something of it; a ticket and a reply by those that are shipped. */
const selfTestText = 'The desk tests itself: the charge details of a partner need updating.';

/** Starts a desk; what does not lead outside is kept in the store itself. */
export function startLocalDesk(mode: LocalMode): Promise<Desk> {
  const { store, rulebook, clock, random, log, heard, retainMs = null, selfTestMs = null } = mode;
  const { outside = {}, checks = [], rules = localRules(rulebook, outside.rotaOf) } = mode;
  const standIns = { store, now: () => clock.now() };
  return startDesk({
    store,
    ...rules,
    chat: outside.chat ?? localChat(standIns, heard),
    backlog: outside.backlog ?? localBacklog(standIns),
    board: outside.board ?? localBoard(standIns),
    clock,
    random,
    log,
    checks,
    drift: driftBy,
    settings: {
      ...patienceFor(liveOf(outside)),
      retainMs,
      second: secondPlace(rulebook.routing),
    },
    ...(mode.shadow != null && { shadow: shadowBy(mode.shadow) }),
    ...(selfTestMs !== null && {
      selfTest: { everyMs: selfTestMs, text: selfTestText, outside: nowhere },
    }),
    name: `desk-${randomUUID().slice(0, 8)}`,
  });
}

function shadowBy(rulebook: Rulebook): Shadow {
  return (report, window) => classify(report, rulebook, window, { explain: false });
}

/** Where an announcement goes as well that #incidents does not take: the channel for alerts, where there is one. */
function secondPlace({ policy }: RoutingRules): DeskSettings['second'] {
  const channel = alertsChannel(policy);
  return channel === null ? null : { destination: { kind: 'channel', channel }, afterTries: 3 };
}
