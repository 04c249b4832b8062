// Plain text for Trello, whose descriptions and comments are Markdown with mentions: people's words must not become
// either. Addresses stay as they are, and become links.

import { cleanText, cutText } from '../plain-text.js';

/** Trello takes 16,384 characters; escapes can double what was written. */
const longest = 16_000;

// Nothing that means something in Markdown is left unescaped, even inside an address.
const address = /https?:\/\/[A-Za-z0-9/:.?=&%#+,;_-]*[A-Za-z0-9/=&%#_-]/g;

/** Text as Markdown that shows just that text; `tail` is kept whole when the text has to be cut. */
export function markdownFrom(text: string, tail: string): string {
  const clean = cleanText(text);
  let markdown = '';
  let from = 0;
  for (const match of clean.matchAll(address)) {
    markdown += escaped(clean.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  markdown += escaped(clean.slice(from));
  return `${cutText(markdown, longest - tail.length)}${tail}`;
}

/** "- " at the start of a line stays: a list says nothing that the words do not. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+!|~<>]/g, '\\$&')
    .replace(/^(\s*)(=+|-{2,}|\d+\.)/gm, '$1\\$2')
    .replaceAll('@', '@\u2060');
}
