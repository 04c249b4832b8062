// How the systems outside stand, for `triage doctor`: what is live, what is local, what is wrong and how to mend it.

import { DeliveryError } from '../desk/ports.js';
import type { OutsideSettings } from '../outside-settings.js';
import { backlogFrom, boardFrom, type OutsideDeps, rotaFrom } from './outside.js';

/** One system; `notes` are sentences, those of a `wrong` one say what to do. */
export interface OutsideStatus {
  readonly name: 'backlog' | 'board' | 'rota' | 'webhooks';
  readonly state: 'live' | 'local' | 'wrong';
  readonly notes: readonly string[];
}

/** Asks every configured system; never throws for one that does not answer. */
export function checkOutside(
  settings: OutsideSettings,
  deps: OutsideDeps,
): Promise<readonly OutsideStatus[]> {
  return Promise.all([
    settings.jira === null
      ? local('backlog', 'tickets are kept in the desk')
      : backlogStatus(settings.jira, deps),
    settings.trello === null
      ? local('board', 'cards are kept in the desk')
      : boardStatus(settings.trello, deps),
    settings.calendar === null
      ? local('rota', 'the point people of directory.yaml take weekly turns')
      : rotaStatus(settings.calendar, deps),
    webhookStatus(settings.webhooks),
  ]);
}

type Of<K extends keyof OutsideSettings> = NonNullable<OutsideSettings[K]>;

async function local(name: OutsideStatus['name'], note: string): Promise<OutsideStatus> {
  return { name, state: 'local', notes: [note] };
}

async function backlogStatus(jira: Of<'jira'>, deps: OutsideDeps): Promise<OutsideStatus> {
  return guarded('backlog', async () => {
    const problems = await (await backlogFrom(jira, deps)).check();
    const wrong = problems.some(({ severity }) => severity === 'error');
    const notes = [`Jira at ${jira.site}, project ${jira.project}`, ...problems.map(({ text }) => text)];
    return { name: 'backlog', state: wrong ? 'wrong' : 'live', notes };
  });
}

async function boardStatus(trello: Of<'trello'>, deps: OutsideDeps): Promise<OutsideStatus> {
  return guarded('board', async () => {
    const notes = await boardFrom(trello, deps).check();
    return { name: 'board', state: 'live', notes: [`Trello, board ${trello.board}`, ...notes] };
  });
}

async function rotaStatus(calendar: Of<'calendar'>, deps: OutsideDeps): Promise<OutsideStatus> {
  return guarded('rota', async () => {
    const rota = rotaFrom(calendar, deps);
    const where = calendar.source.kind === 'file' ? calendar.source.path : 'at its secret address';
    const problem = await rota.problem();
    const notes = [`the calendar ${where}`, ...(problem === null ? [] : [problem])];
    return { name: 'rota', state: problem === null ? 'live' : 'wrong', notes };
  });
}

async function webhookStatus(webhooks: OutsideSettings['webhooks']): Promise<OutsideStatus> {
  if (webhooks === null) return local('webhooks', 'none is configured, nothing is let in');
  const senders = Object.entries(webhooks.senders).map(([name, { channel }]) => `${name} as #${channel}`);
  return { name: 'webhooks', state: 'live', notes: [`on port ${webhooks.port}: ${senders.join(', ')}`] };
}

async function guarded(
  name: OutsideStatus['name'],
  ask: () => Promise<OutsideStatus>,
): Promise<OutsideStatus> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { name, state: 'wrong', notes: [error.message] };
  }
}
