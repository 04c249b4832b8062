// What stands in the simulated workspace, as lines for a terminal.

import { blocksText, type Loose, listOf, loose, textOf } from '../message-text.js';
import { plainText } from '../read-markup.js';
import type { SimView } from './method.js';
import type { Whisper } from './people.js';
import type { SimMessage, Workspace } from './workspace.js';

/** Shows a message with its number, its channel and its buttons. */
export function showMessage(
  message: SimMessage,
  number: number,
  root: number | null,
  workspace: Workspace,
): string {
  const channel = workspace.channel(message.channel)?.name;
  const where = channel == null ? 'direct message' : `#${channel}`;
  const thread = root === null ? '' : ` in the thread of [${root}]`;
  const who = workspace.user(message.user)?.name ?? message.user;
  return `[${number}] ${where}${thread}, ${who}: ${wordsOf(message, workspace)}`;
}

/** Shows what only one person sees. */
export function showToOne(what: Whisper | SimView, workspace: Workspace): string {
  const who = workspace.user(what.user)?.name ?? what.user;
  if ('words' in what) return `(only ${who} sees) ${wordsOf(what.words, workspace)}`;
  const title = textOf(loose(what.view.title).text);
  const name = what.view.type === 'home' ? 'App Home' : `the form "${title ?? ''}"`;
  return `(${who} sees ${name}, ${what.id}) ${wordsOf(what.view, workspace)}${fieldsOf(what.view)}`;
}

function wordsOf(said: Loose | SimMessage, workspace: Workspace): string {
  const blocks = said.blocks ?? null;
  const markup = blocksText(blocks) || (textOf(said.text) ?? '');
  const text = plainText(markup, {
    userName: (id) => workspace.user(id)?.name ?? null,
    channelName: (id) => workspace.channel(id)?.name ?? null,
  });
  const buttons = buttonsOf(blocks);
  return `${text.replaceAll('\n', '\n    ')}${buttons.length === 0 ? '' : `\n    ${buttons.join('  ')}`}`;
}

function buttonsOf(blocks: unknown): readonly string[] {
  return listOf(blocks).flatMap((block) =>
    [...listOf(block.elements), ...listOf([block.accessory])]
      .filter(({ action_id }) => typeof action_id === 'string')
      .map((element) => {
        const label = textOf(loose(element.text).text) ?? textOf(loose(element.placeholder).text) ?? '';
        const options = listOf(element.options).map(({ value }) => textOf(value) ?? '');
        const choices = options.length === 0 ? '' : ` of ${options.join(', ')}`;
        return `<${label}: ${String(element.action_id)}${choices}>`;
      }),
  );
}

function fieldsOf(view: Loose): string {
  const inputs = listOf(view.blocks).filter(({ type }) => type === 'input');
  return inputs
    .map(({ block_id, label }) => `\n    ${textOf(block_id)}= ${textOf(loose(label).text)}`)
    .join('');
}
