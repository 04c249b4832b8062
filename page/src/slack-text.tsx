// Words as Slack would show them: its light markup becomes elements, people and links stand out, and nothing else of
// the text is ever more than text.

import type { ComponentChildren } from 'preact';
import { personName } from './words.js';

const piece =
  /@\{([^}\s]{1,80})\}|\*([^*\n]+)\*|_([^_\n]+)_|`([^`\n]+)`|(https:\/\/[^\s<>"]+[^\s<>".,;:!?)])|#([a-z0-9][a-z0-9_-]*)/gi;

export function SlackText({ text }: { readonly text: string }) {
  return (
    <>
      {text
        .split('\n\n')
        .map((paragraph, index) =>
          isQuoted(paragraph) ? (
            <blockquote key={index}>{inline(paragraph.replace(/^> ?/gm, ''))}</blockquote>
          ) : (
            <p key={index}>{inline(paragraph)}</p>
          ),
        )}
    </>
  );
}

function isQuoted(paragraph: string): boolean {
  return paragraph.split('\n').every((line) => line.startsWith('>'));
}

function inline(text: string): ComponentChildren[] {
  const out: ComponentChildren[] = [];
  let at = 0;
  for (const match of text.matchAll(piece)) {
    if (match.index > 0 && /[\p{L}\p{N}]/u.test(text[match.index - 1] ?? '') && match[1] === undefined)
      continue;
    out.push(text.slice(at, match.index));
    out.push(elementOf(match));
    at = match.index + match[0].length;
  }
  out.push(text.slice(at));
  return out;
}

function elementOf([
  whole = '',
  person,
  strong,
  light,
  code,
  link,
  channel,
]: RegExpMatchArray): ComponentChildren {
  if (person !== undefined) return <span class="mention">@{personName(person)}</span>;
  if (strong !== undefined) return <b>{strong}</b>;
  if (light !== undefined) return <i>{light}</i>;
  if (code !== undefined) return <code>{code}</code>;
  if (channel !== undefined) return <span class="mention">#{channel}</span>;
  return (
    <a href={link ?? ''} rel="noreferrer noopener" target="_blank">
      {whole}
    </a>
  );
}
