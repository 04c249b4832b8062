import type { KnownBlock } from '@slack/types';
import type { About, Message } from '../../desk/ports.js';
import { offerButtons } from './blocks/offer-buttons.js';
import { context, cutMarkup, longestText } from './blocks/parts.js';
import { richText } from './blocks/rich-text.js';
import type { SlackWords } from './slack-api.js';
import { escapeMarkup, type MentionNames, mrkdwn } from './write-markup.js';

/** A message as Slack shows it: blocks, with a fallback that notifications read out. */
export function renderMessage(message: Message, names: MentionNames): SlackWords {
  const text = mrkdwn(message.text, names);
  const { about } = message;
  const line = about === undefined ? null : lineOf(about);
  const buttons = about === undefined ? null : offerButtons(about);
  const blocks: readonly KnownBlock[] = [
    richText(message.text, names),
    ...(line === null ? [] : [context(line)]),
    ...(buttons === null ? [] : [buttons]),
  ];
  return { text: cutMarkup(text, longestText), blocks };
}

/** How its case stands, at a glance; what reporters are told speaks in words alone. */
function lineOf({ kind, case: caseId, class: ofClass, status, severity, area }: About): string | null {
  if (caseId === null || kind === 'cross-link' || kind === 'reply' || kind === 'tell') return null;
  const parts = [ofClass.replaceAll('-', ' '), severity, area, status, caseId];
  return parts
    .filter((part) => part !== null)
    .map(escapeMarkup)
    .join(' · ');
}
