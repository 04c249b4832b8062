import { DateTime } from 'luxon';
import type { Duty } from '../desk/split.js';
import type { SplitKind } from '../router/index.js';
import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Terminal } from './terminal.js';

/** Options of `triage split`. */
export interface SplitOptions {
  readonly as: string;
  readonly first?: string;
  readonly json?: boolean;
}

/** Shows how the two on call share the off hours, or has them share these another way; exit 1 when that is refused. */
export async function splitVerb(
  kind: SplitKind | 'none' | undefined,
  { as, first, json }: SplitOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const change = await atDesk(terminal, async (desk) =>
    kind === undefined
      ? ({ outcome: 'changed', duty: await desk.onCall() } as const)
      : desk.split(kind, first ?? null, as),
  );
  if (json) await terminal.out(`${JSON.stringify(change, null, 2)}\n`);
  else if (change.outcome === 'changed') await terminal.out(showDuty(change.duty));
  else terminal.talk(`${change.why}\n`);
  return change.outcome === 'refused' ? EXIT.no : EXIT.ok;
}

/** Who is on call, and who has the off hours, in a few lines; times in UTC. */
export function showDuty({ people, duty, split, until }: Duty): string {
  if (people.length === 0) return 'Nobody is on call.\n';
  const ways = { days: 'every other day', halves: 'first half and second half' } as const;
  const lines = [`On call: ${people.join(', ')}`];
  if (split === null) lines.push('The off hours are not split: both have them.');
  else lines.push(`The off hours are split, ${ways[split.kind]}; ${split.pair[0]} began.`);
  if (duty != null) lines.push(`${duty} has them now.`);
  if (until !== null)
    lines.push(
      `They pass to the other at ${DateTime.fromMillis(until, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm')} UTC.`,
    );
  return `${lines.join('\n')}\n`;
}
