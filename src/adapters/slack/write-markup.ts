// Our plain text as Slack's markup. Slack reads anything between < and > as a link or a mention, so that all three
// signs of people's words are escaped; what is to be a mention or a link is put in afterwards, by us alone.

import { cleanText } from '../plain-text.js';

/** What writing needs to know of people. */
export interface MentionNames {
  /** Slack's id of a person of the directory; null when Slack knows them by no e-mail and no address. */
  userOf(person: string): string | null;
  /** How a person is called who cannot be mentioned. */
  nameOf(person: string): string;
}

// Ends where Slack would end it; a bracket or a full stop after an address is not part of it.
const address = /https?:\/\/[^\s<>"|\\^`{}\u200b]*[^\s<>"|\\^`{}\u200b.,;:!?'*_~)\]]/g;
const mention = /@\{([^{}\s]{1,200})\}/g;
const slackId = /^[UW][A-Z0-9]{2,}$/;

/** Text with `&`, `<` and `>` as Slack wants them. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text of ours, with people as `@{id}`, as mrkdwn: only people that we mean are mentioned, links show where they lead. */
export function mrkdwn(text: string, names: MentionNames): string {
  const clean = cleanText(text);
  let written = '';
  let from = 0;
  for (const found of clean.matchAll(new RegExp(`${address.source}|${mention.source}`, 'g'))) {
    written += escapeMarkup(clean.slice(from, found.index));
    const person = found[1];
    written += person === undefined ? `<${escapeMarkup(found[0])}>` : mentionOf(person, names);
    from = found.index + found[0].length;
  }
  return written + escapeMarkup(clean.slice(from));
}

function mentionOf(person: string, names: MentionNames): string {
  const id = names.userOf(person);
  return id !== null && slackId.test(id) ? `<@${id}>` : escapeMarkup(names.nameOf(person));
}
