// A desk by the shipped rules in a simulated workspace, with everything that people can click and command. It is
// always working time there: what the hours do has its own tests.

import { createPace } from '../../../src/adapters/slack/pace.js';
import type { Simulator } from '../../../src/adapters/slack/simulator/serve-workspace.js';
import { systemClock } from '../../../src/adapters/system.js';
import { slackDoingsFrom } from '../../../src/cli/slack-doings.js';
import type { DeskDeps } from '../../../src/desk/deps.js';
import { judgeByRules } from '../../../src/desk/judge-by-rules.js';
import { scribeByRules } from '../../../src/desk/scribe-by-rules.js';
import { loadRulebookFolder, type Rulebook, SHIPPED_RULES } from '../../../src/rulebook/index.js';
import { quietLog } from '../../desk/quiet-log.js';
import { fewPeopleWorkspace, quickTerms, type SlackDesk, startSlackDesk } from './slack-desk.js';

/** With `limits` Slack’s rates hold. ann is on call and knows payments, pia is the PM of payments and pam of auctions, lea leads, greta is nobody's. */
export async function shippedSlackDesk(
  deps: Partial<DeskDeps> = {},
  { limits = false }: { readonly limits?: boolean } = {},
): Promise<SlackDesk & { readonly rulebook: Rulebook }> {
  const sim = await peopledWorkspace(limits);
  const rulebook = await rulebookFor(sim);
  const desk = await startSlackDesk({
    sim,
    slack: { directory: () => rulebook.routing.directory, ...(limits && { pace: createPace(systemClock) }) },
    deps: {
      judge: judgeByRules(rulebook, rulebook.routing),
      scribe: scribeByRules(rulebook.routing, rulebook.data.replies),
      rota: { at: async () => ['engineer-payments', 'engineer-auctions'] },
      ...deps,
    },
    doings: (running) =>
      slackDoingsFrom({ ...running, clock: systemClock, log: quietLog, rulebook: () => rulebook }),
  });
  return Object.assign(desk, { rulebook });
}

async function peopledWorkspace(limits: boolean): Promise<Simulator> {
  // As patient as Slack is: what people did is never sent again.
  const sim = await fewPeopleWorkspace({ limits, terms: { ...quickTerms, ackMs: 3_000 } });
  const { workspace } = sim;
  workspace.addChannel({ name: 'auctions-ops' });
  workspace.addUser({ name: 'pam', realName: 'Pam', email: 'pam@example.com' });
  workspace.addUser({ name: 'lea', realName: 'Lea', email: 'lea@example.com' });
  workspace.addChannel({ name: 'triage-desk', kind: 'private' });
  const secret = workspace.addChannel({ name: 'secrets', kind: 'private' });
  for (const { id } of workspace.users) secret.members.add(id);
  return sim;
}

async function rulebookFor({ workspace }: Simulator): Promise<Rulebook> {
  const { rulebook } = await loadRulebookFolder(SHIPPED_RULES);
  if (rulebook === null) throw new Error('the shipped rules cannot be used');
  const { routing } = rulebook;
  const inSlack: Readonly<Record<string, string>> = {
    'engineer-payments': workspace.user('ann')?.id ?? '',
    'pm-payments': workspace.user('pia')?.id ?? '',
    'pm-auctions': workspace.user('pam')?.id ?? '',
    'head-of-product': workspace.user('lea')?.id ?? '',
  };
  const people = routing.directory.people.map((person) => {
    const slack = inSlack[person.id];
    return slack === undefined ? person : { ...person, addresses: { slack } };
  });
  const places = routing.policy.places.map((place) => ({
    ...place,
    days: [1, 2, 3, 4, 5, 6, 7],
    from: 0,
    to: 24 * 60,
    holidays: [],
  }));
  return {
    ...rulebook,
    routing: {
      ...routing,
      directory: { ...routing.directory, people },
      policy: { ...routing.policy, places },
    },
  };
}
