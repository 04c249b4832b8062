import { handoffMarkdown, handoffMessage, handoffOf } from '../history/index.js';
import { lastHandOver } from '../router/index.js';
import { EXIT, type ExitCode } from './exit.js';
import { handoffTelling } from './handoff-telling.js';
import { harmless } from './paint.js';
import { type PastOptions, periodOf, readPast } from './read-past.js';
import { rulebookFor } from './rulebook.js';
import type { Terminal } from './terminal.js';

/** Options of `triage handoff`. */
export interface HandoffOptions extends PastOptions {
  readonly rules?: string;
  readonly json?: boolean;
  readonly message?: boolean;
}

const weekMs = 7 * 86_400_000;

/** Tells what those who come on call must know: as Markdown, as the message that is posted, or as JSON. */
export async function handoffVerb(options: HandoffOptions, terminal: Terminal): Promise<ExitCode> {
  const { routing, vocabulary } = await rulebookFor(options.rules);
  const history = await readPast(options, terminal);
  const now = terminal.now();
  const since = lastHandOver(now, routing.policy);
  const period = periodOf(
    options,
    { from: since < now ? since : now - weekMs, to: now },
    routing.policy.zone,
  );
  const handoff = handoffOf(history, period, {
    directory: routing.directory,
    zone: routing.policy.zone,
    vocabulary,
  });
  const telling = handoffTelling(routing);
  if (options.json) await terminal.out(`${JSON.stringify(handoff, null, 2)}\n`);
  else
    await terminal.out(
      harmless(options.message ? `${handoffMessage(handoff, telling)}\n` : handoffMarkdown(handoff, telling)),
    );
  return EXIT.ok;
}
