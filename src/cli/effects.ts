import { atDesk } from './desk-door.js';
import type { ListedEffect } from './desk-views.js';
import { EXIT, type ExitCode } from './exit.js';
import { harmless, type Paint, paint } from './paint.js';
import { time } from './show-timeline.js';
import type { Terminal } from './terminal.js';

/** Options of `triage effects`. */
export interface EffectsOptions {
  readonly parked?: boolean;
  readonly json?: boolean;
}

/** Lists the latest effects, or those that were given up and wait for a person. */
export async function effectsVerb(options: EffectsOptions, terminal: Terminal): Promise<ExitCode> {
  const effects = await atDesk(terminal, (desk) => desk.effects(options.parked ? 'parked' : 'latest'));
  await terminal.out(
    options.json
      ? `${JSON.stringify(effects, null, 2)}\n`
      : show(effects, options.parked === true, paint(terminal.colour)),
  );
  return EXIT.ok;
}

function show(effects: readonly ListedEffect[], parked: boolean, p: Paint): string {
  if (effects.length === 0) return parked ? 'nothing waits for a person\n' : 'no effects yet\n';
  return effects.map((effect) => showEffect(effect, p)).join('');
}

function showEffect(
  { id, kind, state, to, tries, ref, createdAt, error, dueAt }: ListedEffect,
  p: Paint,
): string {
  const facts = [
    `planned ${time(createdAt)} UTC`,
    tries === 0 ? null : `${tries} ${tries === 1 ? 'try' : 'tries'} failed`,
    state === 'pending' && dueAt !== null ? `next ${time(dueAt)} UTC` : null,
    ref,
  ].filter((fact) => fact !== null);
  const why = error === null ? '' : `    ${harmless(error)}\n`;
  return `${harmless(id)}  ${p.strong(state)} ${kind} to ${harmless(to)}  ${p.faint(facts.join(' · '))}\n${why}`;
}
