// A desk that works in a simulated workspace: the real inbox, outbox and store, the real libraries of Slack, and rules
// that a test can see at a glance.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localBacklog } from '../../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../../src/adapters/local/local-board.js';
import { type ConnectionTimes, connectionTimes } from '../../../src/adapters/slack/connection.js';
import type { SlackInbox } from '../../../src/adapters/slack/listen.js';
import { noPace } from '../../../src/adapters/slack/pace.js';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/adapters/slack/simulator/serve-workspace.js';
import type { SimMessage } from '../../../src/adapters/slack/simulator/workspace.js';
import { openSlack, type Slack, type SlackDeps } from '../../../src/adapters/slack/slack.js';
import type { SlackInteractions } from '../../../src/adapters/slack/slack-interactions.js';
import { openSqliteStore } from '../../../src/adapters/store/open-store.js';
import { systemClock, systemRandom } from '../../../src/adapters/system.js';
import type { DeskDeps } from '../../../src/desk/deps.js';
import type { Chat, Store } from '../../../src/desk/ports.js';
import { localSettings } from '../../../src/desk/settings.js';
import { type Desk, startDesk } from '../../../src/desk/start-desk.js';
import type { Directory } from '../../../src/router/index.js';
import { plainJudge, plainScribe } from '../../desk/plain-judge.js';
import { quietLog } from '../../desk/quiet-log.js';

/** Waits of a connection that a test need not sit through. */
export const quickTimes: ConnectionTimes = {
  ...connectionTimes,
  helloMs: 3_000,
  backoffMs: { first: 20, longest: 200 },
  overlapMs: 100,
  quietMs: 50,
};

/** Slack's own waits, shortened. */
export const quickTerms = { ackMs: 1_000, redeliverMs: [0, 200, 400], leaveMs: 300 };

/** The people of the workspace whom the directory knows. */
export const fewPeople: Directory = {
  areas: [],
  people: [
    { id: 'ann-engineer', name: 'Ann', email: 'ann@example.com' },
    { id: 'pia-pm', name: 'Pia', email: 'pia@example.com' },
  ],
  groups: {},
};

/** A workspace with two channels, three people and a monitor. */
export async function fewPeopleWorkspace(options: SimulatorOptions = {}): Promise<Simulator> {
  const sim = await startSimulator({ terms: quickTerms, ...options });
  const { workspace } = sim;
  workspace.addUser({ name: 'ann', realName: 'Ann', email: 'ann@example.com' });
  workspace.addUser({ name: 'pia', realName: 'Pia', email: 'pia@example.com' });
  workspace.addUser({ name: 'greta', realName: 'Greta', email: 'greta@example.com', zone: 'Europe/Berlin' });
  workspace.addUser({ id: 'U0MON', name: 'monitor', botId: 'B0MON' });
  for (const name of ['incidents', 'gallery-help']) {
    const channel = workspace.addChannel({ name });
    for (const { id } of workspace.users) channel.members.add(id);
  }
  return sim;
}

/** A running desk in a workspace. */
export interface SlackDesk {
  readonly sim: Simulator;
  readonly slack: Slack;
  readonly desk: Desk;
  readonly store: Store;
  /** Ends desk and connection, and starts both anew on the same store. */
  restart(): Promise<void>;
  /** What the desk said and has not taken back, oldest first. */
  said(): readonly SimMessage[];
  close(): Promise<void>;
}

/** What a test chooses. */
export interface SlackDeskOptions {
  readonly sim?: Simulator;
  readonly deps?: Partial<DeskDeps>;
  readonly slack?: Partial<SlackDeps>;
  /** Puts something between the desk and its voice, or its ears. */
  readonly chat?: (chat: Chat) => Chat;
  readonly inbox?: (inbox: SlackInbox) => SlackInbox;
  readonly interactions?: SlackInteractions;
  /** The same, made of what runs. */
  readonly doings?: (running: Pick<SlackDesk, 'slack' | 'desk' | 'store'>) => SlackInteractions;
}

/** Starts a desk; resolves when its socket is open. */
export async function startSlackDesk(options: SlackDeskOptions = {}): Promise<SlackDesk> {
  const sim = options.sim ?? (await fewPeopleWorkspace());
  const folder = mkdtempSync(join(tmpdir(), 'slack-desk-'));
  const store = await openSqliteStore(folder, () => Date.now());
  const standIns = { store, now: () => Date.now() };

  const begin = async () => {
    const slack = openSlack(sim, {
      clock: systemClock,
      random: systemRandom,
      log: quietLog,
      directory: () => fewPeople,
      utcOffset: () => 0,
      pace: noPace,
      times: quickTimes,
      ...options.slack,
    });
    const desk = await startDesk({
      store,
      judge: plainJudge,
      scribe: plainScribe,
      chat: options.chat?.(slack.chat) ?? slack.chat,
      backlog: localBacklog(standIns),
      board: localBoard(standIns),
      rota: { at: async () => ['ann-engineer'] },
      clock: systemClock,
      random: systemRandom,
      log: quietLog,
      settings: {
        ...localSettings,
        backoffMs: { first: 20, longest: 200 },
        pollMs: 20,
      },
      name: 'desk',
      checks: [slack.problem],
      ...options.deps,
    });
    const opened = sim.sockets.opened();
    const interactions = options.doings?.({ slack, desk, store }) ?? options.interactions;
    slack.listen({
      inbox: options.inbox?.(desk) ?? desk,
      store,
      ...(interactions !== undefined && { interactions }),
    });
    await until(() => sim.sockets.opened() > opened && sim.sockets.count() > 0);
    await slack.catchUp();
    return { slack, desk };
  };

  let running = await begin();
  const end = async (): Promise<void> => {
    await running.slack.stop();
    await running.desk.stop();
  };
  return {
    sim,
    store,
    get slack() {
      return running.slack;
    },
    get desk() {
      return running.desk;
    },
    async restart() {
      await end();
      running = await begin();
    },
    said: () => sim.workspace.messages.filter(({ user, deleted }) => user === 'U0DESK' && !deleted),
    async close() {
      await end();
      await store.close();
      rmSync(folder, { recursive: true });
      await sim.close();
    },
  };
}

/** Waits until it is so; fails after a minute, which is a bound for what hangs and no measure of speed. */
export async function until(so: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await so())) {
    if (Date.now() > end) throw new Error(`it did not become so: ${so}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
