// From a template and a view to the text that is sent. Whatever people wrote comes out as they wrote it: it is put
// in after the template is rendered and laid out, so that it can be neither markup nor a mention.

import type { Template } from 'liquidjs';
import { joined } from '../promise.js';
import type { PersonId } from '../types.js';
import { Mention, replyEngine } from './engine.js';
import type { ReplyView } from './view-types.js';

/** A text to be sent; people to be mentioned stand in it as `@{id}`. An empty text means: say nothing (any more). */
export interface Rendered {
  readonly text: string;
  /** Hash of the text: equal versions say the same. */
  readonly version: string;
}

/** Renders a template of rules/replies; throws liquidjs' error for one that `checkReplies` would refuse. */
export function renderReply(template: string, view: ReplyView): Rendered {
  const { mentions, ...visible } = view;
  const text = fill(layOut(engine.renderSync(parsed(template), visible)), mentions);
  return { text, version: hash(text) };
}

/** First line and the rest, for tickets and cards: their templates begin with the title. */
export function titled(text: string): { readonly title: string; readonly body: string } {
  const end = text.indexOf('\n');
  return end < 0
    ? { title: text, body: '' }
    : { title: text.slice(0, end).trim(), body: text.slice(end).trim() };
}

// Private-use characters mark where values go; templates may not contain them.
const openValue = '\uE000';
const openMention = '\uE001';
const close = '\uE002';
// Ends a line that holds tags only: the line vanishes, as a reader of the template expects.
const vanish = '\uE003';
const tagsOnly = /^[ \t]*(?:\{%(?:[^%]|%(?!\}))*%\}[ \t]*)+$/gm;

const engine = replyEngine(print);

const parsedTemplates = new Map<string, Template[]>();
const mostTemplates = 200;

function parsed(source: string): Template[] {
  const known = parsedTemplates.get(source);
  if (known !== undefined) return known;
  const made = engine.parse(
    source
      .replace(/\r\n?/g, '\n')
      .replace(/[\uE000-\uE003]/g, '')
      .replace(tagsOnly, `$&${vanish}`),
  );
  if (parsedTemplates.size >= mostTemplates) parsedTemplates.clear();
  parsedTemplates.set(source, made);
  return made;
}

/** Values are carried through the layout encoded, without white space. */
function print(value: unknown): string {
  if (value instanceof Mention)
    return `${openMention}${encodeURIComponent(JSON.stringify(value.people))}${close}`;
  if (value === null || value === undefined || value === '') return '';
  return `${openValue}${encodeURIComponent(String(value).toWellFormed())}${close}`;
}

/** Lines of a paragraph flow together, except list items and quotations; blank lines separate paragraphs. */
function layOut(rendered: string): string {
  return rendered
    .replace(/\uE003(?:\n|$)/g, '')
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.replace(/[ \t]+/g, ' ').trim())
        .filter((line) => line !== '')
        .reduce(
          (text, line) => (text === '' ? line : `${text}${/^[->] /.test(line) ? '\n' : ' '}${line}`),
          '',
        ),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

function fill(text: string, mentions: readonly PersonId[]): string {
  return text.replace(/([\uE000\uE001])([^\uE002]*)\uE002/g, (_, kind: string, encoded: string) => {
    const value = decodeURIComponent(encoded);
    return kind === openValue ? literal(value) : mentionOf(JSON.parse(value), mentions);
  });
}

function mentionOf(people: readonly { id: string; name: string }[], mentions: readonly PersonId[]): string {
  return joined(people.map(({ id, name }) => ({ name: mentions.includes(id) ? `@{${id}}` : literal(name) })));
}

/** An @ before a brace in what people wrote gets an invisible space: no adapter takes it for one of our mentions. */
function literal(value: string): string {
  // Control characters go first: one that stands between the two would otherwise keep them apart until then.
  return value.replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '').replace(mentionLike, '@\u200B');
}

// What adapters leave out may stand between the two as well.
const mentionLike = /@(?=[\p{Cc}\p{Cf}]*(?:\{|$))/gu;

/** FNV-1a over UTF-16 units, twice with different starts: enough to tell two texts of one message apart. */
function hash(text: string): string {
  const half = (start: number) => {
    let value = start;
    for (let index = 0; index < text.length; index += 1)
      value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
    return value.toString(16).padStart(8, '0');
  };
  return half(0x811c9dc5) + half(0x9747b28c);
}
