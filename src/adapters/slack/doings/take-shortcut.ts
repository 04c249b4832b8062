// Shortcuts: "Report a problem" anywhere, and "Triage this message" on anybody's message.

import type { StoredReport } from '../../../desk/records.js';
import { classInWords } from '../../../router/index.js';
import { reportView } from '../blocks/forms.js';
import { correctButton, whyButton } from '../blocks/offer-buttons.js';
import { section } from '../blocks/parts.js';
import { intakeOf } from '../intake-of.js';
import { eventId, refOf } from '../places.js';
import { type HeardMessage, readSpoken } from '../read-event.js';
import type { SlackWords } from '../slack-api.js';
import type { SlackShortcut, Taken } from '../slack-interactions.js';
import { escapeMarkup } from '../write-markup.js';
import type { DoingsDeps } from './doings-deps.js';
import { formChannels } from './form-channels.js';

export const reportShortcut = 'triage:report';
export const messageShortcut = 'triage:this-message';

/** Does what the shortcut says; what is none of ours is left alone. */
export async function takeShortcut(deps: DoingsDeps, shortcut: SlackShortcut): Promise<Taken> {
  const { callbackId, message, channelId, triggerId } = shortcut;
  if (callbackId === reportShortcut && triggerId !== null) {
    await deps.api.openView(triggerId, reportView(formChannels(deps.routing().policy, null)));
    return {};
  }
  if (callbackId !== messageShortcut || message === null || channelId === null) return {};
  const heard = readSpoken(message, channelId, await deps.identity());
  if (heard.kind === 'ignored')
    return { say: { text: `There is nothing to triage there: it is ${heard.why}.` } };
  if (!('message' in heard)) return {};
  const stored = await keep(deps, heard.message);
  return { after: async () => answer(deps, shortcut, stored) };
}

/** Kept under the message's own name: one that the desk has heard already stays the report it is. */
async function keep(deps: DoingsDeps, message: HeardMessage): Promise<string> {
  const identity = await deps.identity();
  const root = { channel: message.place.channel, ts: message.threadTs ?? message.place.ts };
  const known = await deps.store.reportByEvent(eventId(message.place));
  if (known !== null) return known.report.id;
  const intake = await intakeOf(message, { ...deps.intake, identity });
  return (await deps.desk.accept({ ...intake, anchor: refOf(identity.url, root) })).id;
}

async function answer(deps: DoingsDeps, { responseUrl }: SlackShortcut, report: string): Promise<void> {
  if (responseUrl === null) return;
  const decided = await deps.decided(report);
  await deps.api.respond(responseUrl, wordsOn(decided, await deps.store.report(report)));
}

function wordsOn(
  decided: Awaited<ReturnType<DoingsDeps['decided']>>,
  stored: StoredReport | null,
): SlackWords {
  if (decided === null || stored === null)
    return { text: 'Thank you, it is kept; it will be decided in a moment.' };
  const { class: of, bestGuess, area } = decided.decision;
  const what = of === 'undecided' ? `not clear, perhaps ${classInWords(bestGuess)}` : classInWords(of);
  const text = `Thank you. This is ${what}${area === null ? '' : ` (${area})`}; whatever follows is said in its thread.`;
  return {
    text,
    blocks: [
      section(escapeMarkup(text)),
      { type: 'actions', elements: [correctButton(stored.report.id), whyButton(stored.report.id)] },
    ],
  };
}
