// The two forms: a report, and what a case really is.

import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { type Decision, REPORT_CLASSES } from '../../../classifier/index.js';
import { type Case, classInWords, type Directory, type Policy } from '../../../router/index.js';
import { escapeMarkup } from '../write-markup.js';
import { plain, section } from './parts.js';

export const reportForm = 'triage:report';
export const reclassifyForm = 'triage:reclassify';
export const correctForm = 'triage:correct';

/** Blocks of the form for a report, whose ids name what is entered. */
export const reportFields = ['what', 'affected', 'since', 'by', 'link', 'channel'] as const;
export type ReportFields = Readonly<Record<(typeof reportFields)[number], string | null>>;

const affected = ['nobody yet', 'one person', 'a few', 'many', 'everybody', 'I cannot tell'];

/** The form for a report. `channels`: where it may be told, the likeliest first. */
export function reportView(channels: readonly string[], what = ''): ModalView {
  return {
    type: 'modal',
    callback_id: reportForm,
    title: plain('Report a problem', 24),
    submit: plain('Report', 24),
    close: plain('Cancel', 24),
    blocks: [
      textField('what', 'What is wrong?', { multiline: true, initial: what }),
      choice(
        'affected',
        'Who is affected?',
        affected.map((each) => option(each, each)),
        null,
        true,
      ),
      textField('since', 'Since when?', {
        optional: true,
        placeholder: 'this morning, 14:30, after the release',
      }),
      textField('by', 'By when is it needed?', { optional: true, placeholder: 'before the auction at five' }),
      {
        type: 'input',
        block_id: 'link',
        optional: true,
        label: plain('A link that shows it'),
        element: { type: 'url_text_input', action_id: 'value' },
      },
      choice(
        'channel',
        'Where should it be told?',
        channels.map((name) => option(name, `#${name}`)),
        channels[0] ?? null,
        false,
      ),
    ],
  };
}

/** What was entered, as the words of a report. */
export function reportText({ what, affected: who, since, by, link }: ReportFields): string {
  return [
    what ?? '',
    who === null || who === 'I cannot tell' ? '' : `Affected: ${who}.`,
    since === null ? '' : `Since: ${since}.`,
    by === null ? '' : `Needed by: ${by}.`,
    link ?? '',
  ]
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The form that says what a case really is. */
export function reclassifyView(record: Case, directory: Directory, { severities }: Policy): ModalView {
  const { id, severity } = record;
  const form = { callbackId: reclassifyForm, metadata: id };
  return thisIsView(form, record, directory, [
    choice(
      'severity',
      'of severity',
      severities.map(({ name, title }) => option(name, `${name} ${title}`)),
      severity,
      true,
    ),
  ]);
}

/** The same for a report that nobody follows as a case. */
export function correctView({ report, ...decided }: Decision, directory: Directory): ModalView {
  return thisIsView({ callbackId: correctForm, metadata: report }, decided, directory);
}

function thisIsView(
  form: { readonly callbackId: string; readonly metadata: string },
  held: Pick<Decision, 'class' | 'area'>,
  { areas }: Directory,
  more: readonly KnownBlock[] = [],
): ModalView {
  const isClass = REPORT_CLASSES.some((each) => each === held.class);
  return {
    type: 'modal',
    callback_id: form.callbackId,
    private_metadata: form.metadata,
    title: plain('This is …', 24),
    submit: plain('So it is', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(`The desk took it for *${escapeMarkup(classInWords(held.class))}*. Your word is final.`),
      choice(
        'class',
        'It is',
        REPORT_CLASSES.map((each) => option(each, classInWords(each))),
        isClass ? held.class : null,
        false,
      ),
      choice(
        'area',
        'of',
        areas.map(({ name, title }) => option(name, title)),
        held.area,
        true,
      ),
      ...more,
    ],
  };
}

/** Shown once a form was taken. */
export function doneView(title: string, sentence: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'triage:done',
    title: plain(title, 24),
    close: plain('Close', 24),
    blocks: [section(escapeMarkup(sentence))],
  };
}

interface TextField {
  readonly multiline?: boolean;
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly initial?: string;
}

function textField(id: string, label: string, field: TextField): KnownBlock {
  const { multiline = false, optional = false, placeholder, initial = '' } = field;
  return {
    type: 'input',
    block_id: id,
    optional,
    label: plain(label),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      multiline,
      max_length: 3_000,
      ...(placeholder !== undefined && { placeholder: plain(placeholder, 150) }),
      ...(initial !== '' && { initial_value: initial.slice(0, 3_000) }),
    },
  };
}

function option(value: string, label: string): PlainTextOption {
  return { value, text: plain(label) };
}

function choice(
  id: string,
  label: string,
  options: readonly PlainTextOption[],
  chosen: string | null,
  optional: boolean,
): KnownBlock {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: id,
    optional,
    label: plain(label),
    element: {
      type: 'static_select',
      action_id: 'value',
      options: options.slice(0, 100),
      ...(initial !== undefined && { initial_option: initial }),
    },
  };
}
