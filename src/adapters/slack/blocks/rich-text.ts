// Our plain text as rich text: Slack reads no markup in it, so that what people wrote comes out as they wrote it.

import type { RichTextBlock, RichTextElement } from '@slack/types';
import { cleanText } from '../../plain-text.js';
import { cleanOurs, type MentionNames, mentionable, type Piece, piecesOf } from '../write-markup.js';

/** Most characters that are shown; Slack takes more, readers do not. */
const longest = 6_000;

type Part = RichTextBlock['elements'][number];

/** Paragraphs, lists of lines that begin with `- `, and quotations of lines that begin with `> `. */
export function richText(text: string, names: MentionNames): RichTextBlock {
  const clean = cleanOurs(text).trim();
  const shown =
    clean.length <= longest ? clean : `${clean.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
  const elements = shown
    .split(/\n{2,}/)
    .flatMap((paragraph, at) => [...(at === 0 ? [] : [gap]), ...elementsOf(paragraph, names)]);
  return { type: 'rich_text', elements: elements.length === 0 ? [gap] : elements };
}

/** What people wrote, quoted: not even addresses in it are made links. */
export function quoted(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [literally(cleanText(text))] }],
  };
}

/** One piece of text as it is, in bold where that is wanted. */
export function literally(text: string, bold = false): RichTextElement {
  return { type: 'text', text: text === '' ? ' ' : text, ...(bold && { style: { bold } }) };
}

const gap: Part = { type: 'rich_text_section', elements: [literally('\n')] };

type Kind = 'list' | 'quote' | 'section';

function elementsOf(paragraph: string, names: MentionNames): readonly Part[] {
  const groups: { readonly kind: Kind; readonly lines: string[] }[] = [];
  for (const line of paragraph.split('\n')) {
    const kind = line.startsWith('- ') ? 'list' : line.startsWith('> ') ? 'quote' : 'section';
    const last = groups.at(-1);
    const bare = kind === 'section' ? line : line.slice(2);
    if (last?.kind === kind) last.lines.push(bare);
    else groups.push({ kind, lines: [bare] });
  }
  return groups.map(({ kind, lines }) => elementOf(kind, lines, names));
}

function elementOf(kind: Kind, lines: readonly string[], names: MentionNames): Part {
  const inline = (line: string): RichTextElement[] => piecesOf(line).map((piece) => inlineOf(piece, names));
  switch (kind) {
    case 'list':
      return {
        type: 'rich_text_list',
        style: 'bullet',
        elements: lines.map((line) => ({ type: 'rich_text_section', elements: inline(line) })),
      };
    case 'quote':
      return { type: 'rich_text_quote', elements: inline(lines.join('\n')) };
    case 'section':
      return { type: 'rich_text_section', elements: inline(lines.join('\n')) };
  }
}

function inlineOf(piece: Piece, names: MentionNames): RichTextElement {
  switch (piece.kind) {
    case 'words':
      return literally(piece.text);
    case 'address':
      return { type: 'link', url: piece.text };
    case 'mention': {
      const user_id = mentionable(piece.text, names);
      return user_id === null ? literally(cleanText(names.nameOf(piece.text))) : { type: 'user', user_id };
    }
  }
}
