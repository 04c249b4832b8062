// Block Kit as Slack takes it: the blocks and elements that a desk may want, each with its documented limits. What is
// not known here is refused, as Slack refuses a spelling mistake.

import { z } from 'zod';

const plain = (longest: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(longest),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (longest: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(longest),
    verbatim: z.boolean().optional(),
  });
const anyText = (longest: number) => z.discriminatedUnion('type', [plain(longest), mrkdwn(longest)]);

const actionId = z.string().max(255).optional();
const blockId = z.string().max(255).optional();
const url = z.string().max(3000);
const style = z.enum(['primary', 'danger']).optional();
const confirm = z
  .strictObject({
    title: plain(100),
    text: anyText(300),
    confirm: plain(30),
    deny: plain(30),
    style,
  })
  .optional();
const option = z.strictObject({
  text: anyText(75),
  value: z.string().max(150),
  description: plain(75).optional(),
  url: url.optional(),
});
const optionGroup = z.strictObject({ label: plain(75), options: z.array(option).min(1).max(100) });
const placeholder = plain(150).optional();

const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: actionId,
  url: url.optional(),
  value: z.string().max(2000).optional(),
  style,
  confirm,
  accessibility_label: z.string().max(75).optional(),
});
const staticSelect = z.strictObject({
  type: z.literal('static_select'),
  action_id: actionId,
  placeholder,
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
  initial_option: option.optional(),
  confirm,
  focus_on_load: z.boolean().optional(),
});
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z.array(option).min(1).max(5),
  confirm,
});
const choices = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    action_id: actionId,
    options: z.array(option).min(1).max(10),
    initial_option: option.optional(),
    initial_options: z.array(option).optional(),
    confirm,
    focus_on_load: z.boolean().optional(),
  });
const picker = <T extends string>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    action_id: actionId,
    placeholder,
    initial_date: z.string().optional(),
    initial_time: z.string().optional(),
    initial_date_time: z.number().optional(),
    initial_user: z.string().optional(),
    initial_conversation: z.string().optional(),
    initial_channel: z.string().optional(),
    response_url_enabled: z.boolean().optional(),
    default_to_current_conversation: z.boolean().optional(),
    confirm,
    focus_on_load: z.boolean().optional(),
    timezone: z.string().optional(),
  });
const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: actionId,
  initial_value: z.string().optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3000).optional(),
  max_length: z.int().min(1).max(3000).optional(),
  focus_on_load: z.boolean().optional(),
  placeholder,
});
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  action_id: actionId,
  initial_value: z.string().optional(),
  focus_on_load: z.boolean().optional(),
  placeholder,
});
const image = z.strictObject({
  type: z.literal('image'),
  image_url: url,
  alt_text: z.string().min(1).max(2000),
});

const pickers = [
  picker('datepicker'),
  picker('timepicker'),
  picker('datetimepicker'),
  picker('users_select'),
  picker('conversations_select'),
  picker('channels_select'),
] as const;
const interactive = z.discriminatedUnion('type', [
  button,
  staticSelect,
  overflow,
  choices('radio_buttons'),
  choices('checkboxes'),
  ...pickers,
]);
const accessory = z.discriminatedUnion('type', [...interactive.options, image]);
const inputElement = z.discriminatedUnion('type', [
  textInput,
  urlInput,
  staticSelect,
  choices('radio_buttons'),
  choices('checkboxes'),
  ...pickers,
]);

const richStyle = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();
const richInline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1), style: richStyle }),
  z.strictObject({
    type: z.literal('link'),
    url: z.string().min(1).max(3000),
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    style: richStyle,
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/), style: richStyle }),
  z.strictObject({
    type: z.literal('channel'),
    channel_id: z.string().regex(/^[CG][A-Z0-9]+$/),
    style: richStyle,
  }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string(), style: richStyle }),
  z.strictObject({ type: z.literal('emoji'), name: z.string().min(1) }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']) }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().min(1),
    url: z.string().optional(),
    fallback: z.string().optional(),
  }),
]);
const richSection = z.strictObject({
  type: z.literal('rich_text_section'),
  elements: z.array(richInline),
});
const richElement = z.discriminatedUnion('type', [
  richSection,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(richSection),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border: z.int().min(0).max(1).optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_quote'),
    elements: z.array(richInline),
    border: z.int().min(0).max(1).optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(richInline),
    border: z.int().min(0).max(1).optional(),
  }),
]);

const block = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('section'),
      block_id: blockId,
      text: anyText(3000).optional(),
      fields: z.array(anyText(2000)).min(1).max(10).optional(),
      accessory: accessory.optional(),
      expand: z.boolean().optional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'text or fields is required'),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion('type', [plain(3000), mrkdwn(3000), image]))
      .min(1)
      .max(10),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z.array(interactive).min(1).max(25),
  }),
  z.strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plain(2000),
    element: inputElement,
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('image'),
    block_id: blockId,
    image_url: url,
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
  }),
  z.strictObject({ type: z.literal('rich_text'), block_id: blockId, elements: z.array(richElement) }),
]);

const messageBlocks = z.array(block).max(50);
const viewBlocks = z.array(block).max(100);

const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: plain(24),
    blocks: viewBlocks,
    close: plain(24).optional(),
    submit: plain(24).optional(),
    private_metadata: z.string().max(3000).optional(),
    callback_id: z.string().max(255).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    external_id: z.string().max(255).optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('home'),
    blocks: viewBlocks,
    private_metadata: z.string().max(3000).optional(),
    callback_id: z.string().max(255).optional(),
    external_id: z.string().max(255).optional(),
  }),
]);

/** What is wrong with the blocks of a message, one line each; none when Slack would take them. */
export function blockProblems(blocks: unknown): readonly string[] {
  const parsed = messageBlocks.safeParse(blocks);
  if (!parsed.success) return said(parsed.error);
  return [...sameIds(parsed.data), ...parsed.data.flatMap((each, at) => tooMuch(each, at))];
}

/** What is wrong with a view, one line each. */
export function viewProblems(given: unknown): readonly string[] {
  const parsed = view.safeParse(given);
  if (!parsed.success) return said(parsed.error);
  const { data } = parsed;
  const inputs = data.blocks.some(({ type }) => type === 'input');
  return [
    ...sameIds(data.blocks),
    ...(data.type === 'modal' && inputs && data.submit === undefined
      ? ['view.submit: required when the view has an input block']
      : []),
    ...(JSON.stringify(given).length > 250_000 ? ['view: larger than 250 KB'] : []),
  ];
}

function said(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

type Block = z.infer<typeof block>;

/** Slack refuses two blocks, or two elements of one block, of the same id. */
function sameIds(blocks: readonly Block[]): readonly string[] {
  const ids = blocks.flatMap(({ block_id }) => block_id ?? []);
  const actions = blocks.flatMap((each) =>
    each.type === 'actions' ? twice(each.elements.flatMap(({ action_id }) => action_id ?? [])) : [],
  );
  return [
    ...twice(ids).map((id) => `block_id ${id} already exists`),
    ...actions.map((id) => `action_id ${id} already exists`),
  ];
}

function twice(ids: readonly string[]): readonly string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}

function tooMuch(each: Block, at: number): readonly string[] {
  return each.type === 'input' ? [`${at}: input blocks are for views`] : [];
}
