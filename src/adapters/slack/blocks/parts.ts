// The bricks of what is shown in Slack. All text of people passes through `mrkdwn` or `escapeMarkup` on its way in.

import type {
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { cleanText } from '../../plain-text.js';

/** Most characters of one section, and of the text that notifications read out. */
export const longestSection = 3_000;
export const longestText = 4_000;

/** Text without markup, no longer than the place takes. */
export function plain(text: string, longest = 75): PlainTextElement {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  const shown =
    line.length <= longest ? line : `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  return { type: 'plain_text', text: shown === '' ? '…' : shown, emoji: true };
}

/** A section of markup that is escaped already. */
export function section(markup: string): SectionBlock {
  const text = cutMarkup(markup, longestSection);
  return { type: 'section', text: { type: 'mrkdwn', text: text === '' ? ' ' : text, verbatim: true } };
}

/** Small print. */
export function context(markup: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cutMarkup(markup, 2_000), verbatim: true }] };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, 150) };
}

/** A button. Whoever clicks may have changed its value: it is looked up, never trusted. */
export function button(actionId: string, label: string, value: string, style?: 'primary' | 'danger'): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plain(label),
    value,
    ...(style !== undefined && { style }),
  };
}

/** Markup in as many sections as it takes, broken between paragraphs where that is possible; at most `most`. */
export function sections(markup: string, most = 8): readonly KnownBlock[] {
  const parts: string[] = [];
  let rest = markup.trim();
  while (rest.length > longestSection && parts.length < most - 1) {
    const at = breakBefore(rest, longestSection);
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...parts, rest].filter((part) => part !== '').map(section);
}

const cut = '\n… [cut: the rest is in the report]';

/** Never inside an entity, a link or a mention. */
export function cutMarkup(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - cut.length).replace(brokenEnd, '')}${cut}`;
}

const brokenEnd = /(?:<[^<>]*|&[a-z]{0,4}|[\ud800-\udbff])$/;

function breakBefore(text: string, longest: number): number {
  const window = text.slice(0, longest);
  for (const between of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(between);
    if (at > longest / 2) return at;
  }
  return window.replace(brokenEnd, '').length;
}
