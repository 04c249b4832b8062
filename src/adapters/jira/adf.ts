// Plain text as a document of Jira Cloud (Atlassian Document Format). People's words go into text nodes and nowhere
// else, so that no markup of theirs means anything; only http addresses become links.

import { cleanText, cutText } from '../plain-text.js';

/** A node of a document. */
export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly content?: readonly AdfNode[];
  readonly marks?: readonly { readonly type: string; readonly attrs?: Readonly<Record<string, string>> }[];
}

/** A whole document. */
export interface AdfDocument {
  readonly type: 'doc';
  readonly version: 1;
  readonly content: readonly AdfNode[];
}

/** Jira refuses documents whose text is longer than 32,767 characters. */
export const LONGEST_TEXT = 30_000;

/** Paragraphs, lists of lines that begin with "- ", and links; never an empty text, which Jira refuses. */
export function adfFrom(text: string): AdfDocument {
  const blocks = cutText(cleanText(text), LONGEST_TEXT).split(/\n[ \t]*\n+/);
  const content = blocks
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .flatMap(nodesOf);
  return { type: 'doc', version: 1, content: content.length > 0 ? content : [paragraph(['(no text)'])] };
}

/** The plain text of a document, for Data Center, which takes text. */
export function textOfAdf(document: AdfDocument): string {
  return document.content.map((node) => textOf(node)).join('\n\n');
}

function nodesOf(lines: readonly string[]): readonly AdfNode[] {
  const nodes: AdfNode[] = [];
  let plain: string[] = [];
  let items: string[] = [];
  const flush = (): void => {
    if (plain.length > 0) nodes.push(paragraph(plain));
    if (items.length > 0) {
      const content = items.map((item) => ({ type: 'listItem', content: [paragraph([item])] }));
      nodes.push({ type: 'bulletList', content });
    }
    plain = [];
    items = [];
  };
  for (const line of lines) {
    const item = /^\s*[-*] +(\S.*)$/.exec(line)?.[1];
    if ((item === undefined) !== (items.length === 0)) flush();
    if (item === undefined) plain.push(line);
    else items.push(item);
  }
  flush();
  return nodes;
}

function paragraph(lines: readonly string[]): AdfNode {
  const content = lines.flatMap((line, i) => [...(i === 0 ? [] : [{ type: 'hardBreak' }]), ...inline(line)]);
  return { type: 'paragraph', content };
}

const address = /https?:\/\/[^\s<>"|\\^`{}]+[^\s<>"|\\^`{}.,;:!?)\]']/g;

function inline(line: string): readonly AdfNode[] {
  const nodes: AdfNode[] = [];
  let from = 0;
  for (const match of line.matchAll(address)) {
    const [url] = match;
    if (match.index > from) nodes.push({ type: 'text', text: line.slice(from, match.index) });
    if (URL.canParse(url))
      nodes.push({ type: 'text', text: url, marks: [{ type: 'link', attrs: { href: url } }] });
    else nodes.push({ type: 'text', text: url });
    from = match.index + url.length;
  }
  if (from < line.length) nodes.push({ type: 'text', text: line.slice(from) });
  return nodes;
}

function textOf(node: AdfNode): string {
  if (node.type === 'hardBreak') return '\n';
  if (node.type === 'bulletList') return (node.content ?? []).map((item) => `- ${textOf(item)}`).join('\n');
  return node.text ?? (node.content ?? []).map(textOf).join('');
}
