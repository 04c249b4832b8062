import type { Message } from '../../desk/ports.js';
import type { SlackWords } from './slack-api.js';
import { type MentionNames, mrkdwn } from './write-markup.js';

/** Most characters of one section, and of all text that Slack does not cut by itself. */
const longestSection = 3_000;
const longestText = 4_000;

/** A message as Slack shows it: blocks, with a fallback that notifications read out. */
export function renderMessage(message: Message, names: MentionNames): SlackWords {
  const text = mrkdwn(message.text, names);
  return {
    text: cutMarkup(text, longestText),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: cutMarkup(text, longestSection), verbatim: true } },
    ],
  };
}

const cut = '\n… [cut: the rest is in the report]';

/** Never inside an entity, a link or a mention. */
function cutMarkup(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - cut.length).replace(/(?:<[^<>]*|&[a-z]{0,4}|[\ud800-\udbff])$/, '')}${cut}`;
}
