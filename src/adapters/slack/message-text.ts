// What a message says. People write text, and Slack adds previews of links, which are none of their words. Bots put
// what matters into text, blocks, attachments, or all of them, often twice.

/** A value that came from outside, of which nothing is known. */
export type Loose = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one otherwise. */
export function loose(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

/** The value as text; null otherwise. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A list of objects; what is none is left out. */
export function listOf(value: unknown): readonly Loose[] {
  return Array.isArray(value)
    ? value.filter((each) => typeof each === 'object' && each !== null && !Array.isArray(each))
    : [];
}

/** The words of a person's message, with Slack's markup; the names of files where there are no words. */
export function wordsOfPerson(message: Loose): string {
  const written = textOf(message.text)?.trim() || blocksText(message.blocks);
  const shared = listOf(message.attachments).filter((each) => each.is_share === true);
  const files = listOf(message.files).map((file) => textOf(file.title) || textOf(file.name) || 'a file');
  return joined([written, ...shared.map(attachmentText), ...(written === '' ? files : [])]);
}

/** The words of a bot's message: all it says, each thing once. */
export function wordsOfBot(message: Loose): string {
  const text = textOf(message.text)?.trim() ?? '';
  return joined([
    placeholder.has(text) ? '' : text,
    blocksText(message.blocks),
    ...listOf(message.attachments).map(attachmentText),
  ]);
}

/** What Slack says instead of blocks that it cannot show. */
const placeholder: ReadonlySet<string> = new Set([
  "This content can't be displayed.",
  'This message contains interactive elements.',
]);

/** Each part once: one that another says as well is left out. */
function joined(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of parts.map((each) => each.trim()).filter((each) => each !== '')) {
    const known = kept.findIndex(
      (each) => squeezed(each).includes(squeezed(part)) || squeezed(part).includes(squeezed(each)),
    );
    if (known === -1) kept.push(part);
    else if (part.length > (kept[known]?.length ?? 0)) kept[known] = part;
  }
  return kept.join('\n');
}

function squeezed(text: string): string {
  return text.replace(/[\s*_~`]+/g, '');
}

function attachmentText(attachment: Loose): string {
  const { pretext, author_name, title, title_link, text, fields, fallback } = attachment;
  const heading = textOf(title);
  const link = textOf(title_link);
  const said = [
    textOf(pretext),
    textOf(author_name),
    heading !== null && link !== null ? `${heading} ${link}` : heading,
    textOf(text),
    blocksText(attachment.blocks) ||
      blocksText(listOf(attachment.message_blocks).flatMap((each) => listOf(loose(each.message).blocks))),
    ...listOf(fields).map((field) => `${textOf(field.title) ?? ''}: ${textOf(field.value) ?? ''}`),
  ].filter((each) => each !== null && each.trim() !== '' && each !== ': ');
  return said.length > 0 ? said.join('\n') : (textOf(fallback) ?? '');
}

const deepest = 12;

/** All text in blocks, in reading order, one line for each block or row. */
export function blocksText(blocks: unknown): string {
  return listOf(blocks)
    .map((block) => textIn(block, 0).trim())
    .filter((line) => line !== '')
    .join('\n');
}

function textIn(node: Loose, depth: number): string {
  if (depth > deepest) return '';
  const inside = (value: unknown, between: string): string =>
    listOf(value)
      .map((each) => textIn(each, depth + 1))
      .filter((each) => each !== '')
      .join(between);
  switch (node.type) {
    case 'text':
    case 'mrkdwn':
    case 'plain_text':
    case 'raw_text':
      return textOf(node.text) ?? '';
    case 'link':
      return `<${textOf(node.url) ?? ''}${typeof node.text === 'string' ? `|${node.text}` : ''}>`;
    case 'user':
      return `<@${textOf(node.user_id) ?? ''}>`;
    case 'channel':
      return `<#${textOf(node.channel_id) ?? ''}>`;
    case 'broadcast':
      return `<!${textOf(node.range) ?? 'here'}>`;
    case 'emoji':
      return `:${textOf(node.name) ?? ''}:`;
    case 'date':
      return textOf(node.fallback) ?? '';
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return inside(node.elements, '');
    case 'section':
      return [textIn(loose(node.text), depth + 1), inside(node.fields, '\n')]
        .filter((each) => each !== '')
        .join('\n');
    case 'header':
      return textIn(loose(node.text), depth + 1);
    case 'image':
      return textOf(loose(node.title).text) ?? textOf(node.alt_text) ?? '';
    case 'table':
      return Array.isArray(node.rows) ? node.rows.map((row) => inside(row, ' | ')).join('\n') : '';
    case 'rich_text':
    case 'rich_text_list':
    case 'context':
      return inside(node.elements, node.type === 'context' ? ' ' : '\n');
    default:
      return '';
  }
}
