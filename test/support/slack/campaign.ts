// Many reports through every trouble that Slack can make, and a count of the answers to each.

import type { SlackInbox } from '../../../src/adapters/slack/listen.js';
import type { Chat } from '../../../src/desk/ports.js';
import { localSettings } from '../../../src/desk/settings.js';
import { fewPeopleWorkspace, type SlackDesk, startSlackDesk, until } from './slack-desk.js';

/** How many reports there are, and how many of which trouble. */
export interface CampaignTerms {
  readonly reports: number;
  /** Events that are delivered twice, on two sockets where there are two. */
  readonly twice: number;
  /** Events that go nowhere at first. */
  readonly lost: number;
  /** Sockets that Slack replaces, and how many events it still writes to each old one. */
  readonly refreshes: number;
  readonly lingering: number;
  /** Sockets that are cut. */
  readonly cuts: number;
  /** Posts that are answered by 429. */
  readonly limited: number;
  /** Posts whose answer is dropped after the message exists. */
  readonly dropped: number;
  /** Posts that get a 5xx; every other of them is done all the same. */
  readonly broken: number;
  /** Posts that never get an answer, and are done. */
  readonly hanging: number;
  /** Times that the desk is ended and started anew. */
  readonly restarts: number;
}

/** What was taken out of the desk, to see whether the count notices. */
export interface Broken {
  readonly chat?: (chat: Chat) => Chat;
  readonly inbox?: (inbox: SlackInbox) => SlackInbox;
}

/** What was counted. */
export interface CampaignCount {
  readonly stored: number;
  /** Reports by the number of answers that stand in their thread. */
  readonly answered: Readonly<Record<number, number>>;
  readonly complaints: readonly string[];
  /** Calls and events that were really hit, by trouble. */
  readonly hit: Readonly<Record<string, number>>;
}

/** Runs a desk through it. */
export async function runCampaign(terms: CampaignTerms, broken: Broken = {}): Promise<CampaignCount> {
  const desk = await startSlackDesk({
    ...broken,
    sim: await fewPeopleWorkspace({ terms: { ackMs: 2_000, redeliverMs: [0, 500, 1_500], leaveMs: 500 } }),
    // Enough for a machine that is busy with other tests: only what is ordered to hang is to end so.
    slack: { timeoutMs: 3_000 },
    deps: {
      settings: {
        ...localSettings,
        backoffMs: { first: 10, longest: 100 },
        breaker: { failures: 5, restMs: 50 },
        pollMs: 20,
        coalesceMs: 0,
      },
    },
  });
  try {
    return await through(desk, terms);
  } finally {
    await desk.close();
  }
}

async function through(desk: SlackDesk, terms: CampaignTerms): Promise<CampaignCount> {
  const { sim } = desk;
  const { faults, sockets } = sim;
  const steps = 20;
  const share = (number: number, step: number): number =>
    Math.floor((number * (step + 1)) / steps) - Math.floor((number * step) / steps);
  const roots: string[] = [];
  for (let step = 0; step < steps; step++) {
    faults.deliverTwice(share(terms.twice, step));
    faults.loseEvents(share(terms.lost, step));
    order(desk, { status: 429, retryAfter: 1 }, share(terms.limited, step));
    order(desk, 'lost', share(terms.dropped, step));
    order(desk, { status: 502, done: true }, share(terms.broken, step) >> 1);
    order(desk, { status: 503 }, share(terms.broken, step) - (share(terms.broken, step) >> 1));
    order(desk, 'hang', share(terms.hanging, step));
    if (share(terms.refreshes, step) > 0) sockets.disconnect('refresh_requested', 'first', terms.lingering);
    if (share(terms.cuts, step) > 0) sockets.cut();
    for (let count = share(terms.reports, step); count > 0; count--) {
      roots.push(sim.people.say('greta', 'gallery-help', `Charge details ${roots.length} need an update`).ts);
    }
    if (share(terms.restarts, step) > 0) await desk.restart();
    await until(async () => (await stored(desk)) >= roots.length, 60_000);
  }
  await until(() => answersOf(desk, roots).every((count) => count > 0), 120_000);
  await desk.desk.settled();
  const answered: Record<number, number> = {};
  for (const count of answersOf(desk, roots)) answered[count] = (answered[count] ?? 0) + 1;
  return { stored: await stored(desk), answered, complaints: sim.complaints, hit: hitsOf(desk) };
}

function order({ sim }: SlackDesk, fault: Parameters<typeof sim.faults.failCall>[1], times: number): void {
  if (times > 0) sim.faults.failCall('chat.postMessage', fault, times);
}

async function stored({ store }: SlackDesk): Promise<number> {
  return (await store.reports(5_000)).length;
}

function answersOf(desk: SlackDesk, roots: readonly string[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const { threadTs } of desk.said())
    if (threadTs !== null) counts.set(threadTs, (counts.get(threadTs) ?? 0) + 1);
  return roots.map((ts) => counts.get(ts) ?? 0);
}

function hitsOf({ sim }: SlackDesk): Readonly<Record<string, number>> {
  const posts = sim.calls.filter(({ method }) => method === 'chat.postMessage');
  const deliveries = [...sim.sockets.deliveries.values()];
  return {
    posts: posts.length,
    redelivered: deliveries.filter((count) => count > 1).length,
    givenUp: sim.sockets.givenUp.length,
    sockets: sim.sockets.opened(),
    looks: sim.calls.filter(({ method }) => method === 'conversations.replies').length,
  };
}
