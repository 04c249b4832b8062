import type { Effect } from '../router/index.js';
import type { Records } from './records.js';

/** A ticket that was filed before its report turned out to be part of an incident is told so. */
export async function linkTicket(records: Records, report: string): Promise<readonly Effect[]> {
  const effects = await records.effectsOfReport(report);
  const ticket = effects.find(({ effect, state }) => effect.kind === 'file-ticket' && state !== 'cancelled');
  if (ticket === undefined) return [];
  return [
    {
      key: `${report}:link-ticket`,
      kind: 'link-ticket',
      destination: { kind: 'thread' },
      template: 'ticket-note',
      mentions: [],
      after: [ticket.effect.key],
    },
  ];
}
