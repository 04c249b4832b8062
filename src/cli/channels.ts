import type { SpeakingStep } from '../desk/speaking.js';
import type { ActOptions } from './act-on-case.js';
import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode } from './exit.js';
import { harmless } from './paint.js';
import { table } from './show-scorecard.js';
import type { Terminal } from './terminal.js';

/** Tells whether the desk speaks, and how each channel stands. */
export async function channelsVerb(options: Pick<ActOptions, 'json'>, terminal: Terminal): Promise<ExitCode> {
  const { paused, channels } = await atDesk(terminal, (desk) => desk.channels());
  if (options.json) {
    await terminal.out(`${JSON.stringify({ paused, channels }, null, 2)}\n`);
    return EXIT.ok;
  }
  const rows = channels.map(({ name, wanted, standing, mode }) => [
    `#${harmless(name)}`,
    mode,
    standing === 'live' ? '' : `becomes ${wanted} once it is live`,
  ]);
  await terminal.out(`${table(rows)}\n`);
  if (paused !== null)
    terminal.talk(`Nothing is said: paused by ${paused.by} since ${new Date(paused.at).toISOString()}\n`);
  return EXIT.ok;
}

/** Has the desk fall silent, go on, or speak in a channel; exit 1 when the person may not. */
export async function speakingVerb(
  step: SpeakingStep,
  { as, json }: ActOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const change = await atDesk(terminal, (desk) => desk.changeSpeaking(step, as));
  if (json) await terminal.out(`${JSON.stringify(change, null, 2)}\n`);
  else if (change.outcome === 'changed') await terminal.out(`${told(step)}\n`);
  else terminal.talk(`${change.why}\n`);
  return change.outcome === 'refused' ? EXIT.no : EXIT.ok;
}

function told(step: SpeakingStep): string {
  switch (step.do) {
    case 'pause':
      return 'The desk says nothing until it is resumed. Reports are kept and decided, tickets and cards are made.';
    case 'resume':
      return 'The desk speaks again; what was held back is said as it stands now.';
    case 'set-live':
      return `#${harmless(step.channel)} is live: the desk does there what policy.yaml says, as long as the incidents channel is live too.`;
    case 'set-observed':
      return `#${harmless(step.channel)} is only observed from now on.`;
  }
}
