// What people do in Slack, wired to the desk and to the rules in force.

import type { DoingsDeps } from '../adapters/slack/doings/doings-deps.js';
import { slackDoings } from '../adapters/slack/doings/slack-doings.js';
import type { Slack } from '../adapters/slack/slack.js';
import type { SlackInteractions } from '../adapters/slack/slack-interactions.js';
import { explain } from '../authoring/index.js';
import { decideOn, offsetIn, readReport } from '../classifier/index.js';
import type { Clock, Logger, Store } from '../desk/ports.js';
import type { StoredDecision } from '../desk/records.js';
import type { Desk } from '../desk/start-desk.js';
import type { Rulebook } from '../rulebook/index.js';
import { dryRun } from './dry-run.js';

/** What the desk has to do with it. */
export interface SlackDoingsWiring {
  readonly slack: Slack;
  readonly desk: Desk;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** As it stands now. */
  rulebook(): Rulebook;
  readonly more?: DoingsDeps['more'];
}

const mostLooks = 25;
const betweenLooksMs = 200;

/** Clicks, commands, shortcuts and forms, as the desk takes them. */
export function slackDoingsFrom(wiring: SlackDoingsWiring): SlackInteractions {
  const { slack, desk, store, clock, log, rulebook, more } = wiring;
  const { api, names, identity } = slack;
  const utcOffset = (at: number, zone: string | null): number =>
    offsetIn(zone ?? rulebook().routing.policy.zone, at);
  return slackDoings({
    api,
    names,
    identity,
    desk,
    store,
    routing: () => rulebook().routing,
    rulebook: () => rulebook().version,
    nearly: async (report) => (await explain(report, rulebook())).nearly,
    async dryRun(report) {
      const rules = rulebook();
      const decision = await decideOn(report, readReport(report, rules.vocabulary), rules, []);
      const { reply } = dryRun(rules)(report, decision, (await desk.onCall()).people);
      return { decision, reply };
    },
    utcOffset,
    intake: { names, utcOffset },
    decided: (report) => decidedSoon(store, clock, report),
    log,
    ...(more !== undefined && { more }),
  });
}

/** The decision on a report that was just handed in; null when it takes longer than people wait. */
async function decidedSoon(
  store: Store,
  clock: Pick<Clock, 'after'>,
  report: string,
): Promise<StoredDecision | null> {
  for (let look = 0; look < mostLooks; look += 1) {
    const decided = await store.decision(report);
    if (decided !== null) return decided;
    await new Promise<void>((resolve) => clock.after(betweenLooksMs, resolve));
  }
  return null;
}
