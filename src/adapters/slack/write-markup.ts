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

/** A part of our text: words as they are, an address, or a person to be mentioned, by their id in the directory. */
export interface Piece {
  readonly kind: 'words' | 'address' | 'mention';
  readonly text: string;
}

/** Text of ours, with people as `@{id}`, part by part. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const words = (until: number): void => {
    if (until > from) pieces.push({ kind: 'words', text: text.slice(from, until) });
  };
  for (const found of text.matchAll(new RegExp(`${address.source}|${mention.source}`, 'g'))) {
    words(found.index);
    const person = found[1];
    pieces.push(person === undefined ? addressOf(found[0]) : { kind: 'mention', text: person });
    from = found.index + found[0].length;
  }
  words(text.length);
  return pieces;
}

/** Slack refuses a message with a link that is too long: such an address is shown, and is none. */
function addressOf(text: string): Piece {
  return { kind: text.length > longestLink ? 'words' : 'address', text };
}

const longestLink = 2_000;

/**
 * Text of ours without control characters. Mentions are found before: what stands between an @ and a brace in people's
 * words must not go and leave a mention behind.
 */
export function cleanOurs(text: string): string {
  return text
    .split(new RegExp(`(${mention.source.replace('(', '(?:')})`))
    .map((part, at) => (at % 2 === 1 ? part : cleanText(part).replaceAll('@{', '@\u200b{')))
    .join('');
}

/** Text of ours as mrkdwn: only people that we mean are mentioned, links show where they lead. */
export function mrkdwn(text: string, names: MentionNames): string {
  return piecesOf(cleanOurs(text))
    .map((piece) => written(piece, names))
    .join('');
}

function written({ kind, text }: Piece, names: MentionNames): string {
  switch (kind) {
    case 'words':
      return escapeMarkup(text);
    case 'address':
      return `<${escapeMarkup(text)}>`;
    case 'mention':
      return mentionOf(text, names);
  }
}

function mentionOf(person: string, names: MentionNames): string {
  const id = mentionable(person, names);
  return id === null ? escapeMarkup(cleanText(names.nameOf(person))) : `<@${id}>`;
}

/** Slack's id of a person who can be mentioned; null when there is none, or what is given is none. */
export function mentionable(person: string, names: MentionNames): string | null {
  const id = names.userOf(person);
  return id !== null && slackId.test(id) ? id : null;
}
