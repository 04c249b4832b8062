import { previewViews, renderReply } from '../router/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { paint } from './paint.js';
import { rulebookFor } from './rulebook.js';
import type { Terminal } from './terminal.js';

/** Options of `triage replies preview`. */
export interface RepliesOptions {
  readonly rules?: string;
  readonly when?: string;
  readonly json?: boolean;
}

interface Preview {
  readonly text: string;
  /** The moments of a case at which it reads so. */
  readonly moments: readonly string[];
}

/** Shows what the texts say at every moment of an example case; each wording once, with the moments it is said at. */
export async function previewVerb(
  names: readonly string[],
  { rules, when, json }: RepliesOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { replies } = await rulebookFor(rules);
  const unknown = names.find((name) => !replies.has(name));
  if (unknown !== undefined)
    throw new UsageError(
      `There is no text "${unknown}"; there are ${[...replies.keys()].sort().join(', ')}.`,
    );
  const p = paint(terminal.colour);
  for (const name of names.length > 0 ? names : [...replies.keys()].sort()) {
    const previews = previewsOf(replies.get(name) ?? '', when);
    if (json) await terminal.out(`${JSON.stringify({ text: name, previews })}\n`);
    else
      await terminal.out(
        `${p.strong(name)}\n${previews.map(({ moments, text }) => `${p.faint(`  ${sayMoments(moments)}`)}\n${indented(text)}`).join('\n')}\n`,
      );
  }
  return EXIT.ok;
}

function previewsOf(template: string, when = ''): readonly Preview[] {
  const found = new Map<string, string[]>();
  for (const { name, view } of previewViews()) {
    if (!name.includes(when)) continue;
    const { text } = renderReply(template, view);
    found.set(text, [...(found.get(text) ?? []), name]);
  }
  return [...found].map(([text, moments]) => ({ text, moments }));
}

function sayMoments(moments: readonly string[]): string {
  const shown = moments.slice(0, 3).join('; ');
  return moments.length <= 3 ? shown : `${shown}; and ${moments.length - 3} more`;
}

function indented(text: string): string {
  const said = text === '' ? '(nothing is said, or what was said is taken back)' : text;
  return `${said.replace(/^(?=.)/gm, '    ')}\n`;
}
