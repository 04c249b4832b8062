// How the systems outside stand: each is asked as the desk would ask it.

import { DeliveryError } from '../desk/ports.js';
import type { WebhookSettings } from '../outside-settings.js';
import type { Policy } from '../router/index.js';
import { type Configured, type DoctorCheck, rulesFirst, type Standing } from './doctor-check.js';
import { backlogFrom, boardFrom, rotaFrom } from './outside.js';

export const backlogCheck: DoctorCheck = {
  name: 'backlog',
  section: 'jira',
  async look(configured) {
    const { jira } = configured.outside;
    if (jira === null) return { state: 'local', notes: ['tickets are kept in the desk'] };
    return guarded(`Jira at ${jira.site}, project ${jira.project}`, async () => {
      const problems = await (await backlogFrom(jira, configured)).check();
      const strange = strangeSeverities(Object.keys(jira.priorities), configured);
      const wrong =
        (strange.length > 0 && configured.routing !== null) ||
        problems.some(({ severity }) => severity === 'error');
      return { state: wrong ? 'wrong' : 'live', notes: [...problems.map(({ text }) => text), ...strange] };
    });
  },
};

function strangeSeverities(names: readonly string[], { routing }: Configured): readonly string[] {
  if (routing === null) return ['components and severities are looked at once the rules can be read'];
  const known = routing.policy.severities.map(({ name }) => name);
  return names
    .filter((name) => !known.includes(name))
    .map(
      (name) => `jira.priorities: "${name}" is no severity of policy.yaml; use one of ${known.join(', ')}.`,
    );
}

export const boardCheck: DoctorCheck = {
  name: 'board',
  section: 'trello',
  async look(configured) {
    const { trello } = configured.outside;
    if (trello === null) return { state: 'local', notes: ['cards are kept in the desk'] };
    return guarded(`Trello, board ${trello.board}`, async () => ({
      state: 'live',
      notes: await boardFrom(trello, configured).check(),
    }));
  },
};

export const rotaCheck: DoctorCheck = {
  name: 'rota',
  section: 'calendar',
  async look(configured) {
    const { calendar } = configured.outside;
    if (calendar === null)
      return { state: 'local', notes: ['the point people of directory.yaml take weekly turns'] };
    const { routing } = configured;
    const where = calendar.source.kind === 'file' ? calendar.source.path : 'at its secret address';
    if (routing === null) return rulesFirst(`the calendar ${where}`);
    return guarded(`the calendar ${where}`, async () => {
      const rota = rotaFrom(calendar, { ...configured, routing });
      const problem = await rota.problem();
      if (problem !== null) return { state: 'wrong', notes: [problem] };
      await rota.at(configured.clock.now());
      return { state: 'live', notes: ['what is planned: triage oncall check'] };
    });
  },
};

export const webhooksCheck: DoctorCheck = {
  name: 'webhooks',
  section: 'webhooks',
  async look({ outside: { webhooks }, routing }) {
    if (webhooks === null) return { state: 'off', notes: ['no sender is configured, nothing is let in'] };
    const senders = Object.entries(webhooks.senders).map(([name, { channel }]) => `${name} as #${channel}`);
    const strange = routing === null ? [] : strangeChannels(webhooks, routing.policy);
    return { state: 'live', notes: [`on port ${webhooks.port}: ${senders.join(', ')}`, ...strange] };
  },
};

/** No mistake: a channel that policy.yaml does not name counts as one of the others, incidents and alerts do not. */
function strangeChannels({ senders }: WebhookSettings, { channels }: Policy): readonly string[] {
  const known = channels.map(({ name }) => name);
  return [...new Set(Object.values(senders).map(({ channel }) => channel))]
    .filter((channel) => !known.includes(channel))
    .map(
      (channel) =>
        `#${channel} is no channel of policy.yaml, which names ${known.join(', ')}: it is one of the others`,
    );
}

/** `what` stands before what is found; a system that does not answer is wrong, and no error. */
async function guarded(what: string, ask: () => Promise<Standing>): Promise<Standing> {
  try {
    const { state, notes } = await ask();
    return { state, notes: [what, ...notes] };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { state: 'wrong', notes: [what, error.message] };
  }
}
