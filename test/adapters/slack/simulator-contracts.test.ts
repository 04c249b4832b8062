// The simulated workspace held against what Slack and others published: what methods take, how often they may be
// called, which codes refuse, and the shape of every answer, event and payload.

import { existsSync } from 'node:fs';
import { WebClient } from '@slack/web-api';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tierOf } from '../../../src/adapters/slack/pace.js';
import { tiers } from '../../../src/adapters/slack/simulator/limits.js';
import { type Simulator, simMethods } from '../../../src/adapters/slack/simulator/serve-workspace.js';
import { openLine } from '../../../src/adapters/slack/socket-line.js';
import { systemClock } from '../../../src/adapters/system.js';
import { contractJson, contractPath, withContracts } from '../../support/contracts.js';
import { departures } from '../../support/slack/shapes.js';
import { fewPeopleWorkspace } from '../../support/slack/slack-desk.js';

type Json = Readonly<Record<string, never>>;

/** Arguments that came after the published specification of 2021. */
const newer: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['metadata'],
  'chat.update': ['metadata', 'reply_broadcast', 'file_ids'],
  'conversations.history': ['include_all_metadata'],
  'conversations.replies': ['include_all_metadata'],
  'conversations.list': ['team_id'],
  'conversations.open': ['prevent_creation'],
  'users.list': ['team_id'],
  'usergroups.list': ['team_id'],
  'views.open': ['interactivity_pointer'],
  'views.push': ['interactivity_pointer'],
};
/** Since then a view may be opened by something else than a trigger. */
const noLongerRequired: Readonly<Record<string, readonly string[]>> = {
  'views.open': ['trigger_id'],
  'views.push': ['trigger_id'],
};
/** What real samples of the contracts have, and the merged shapes have not. */
const inSamplesOnly = [
  '.message.reply_users',
  '.previous_message.reply_users',
  '.response_urls',
  '.api_app_id',
];
const unlikeSlack = (lines: readonly string[]): readonly string[] =>
  [...new Set(lines)].filter((line) => !inSamplesOnly.some((path) => line.startsWith(`${path}:`)));

/** Codes that came after it, or that it leaves to the reader. */
const newerCodes = [
  'invalid_blocks',
  'invalid_thread_ts',
  'invalid_arguments',
  'expired_trigger_id',
  'exchanged_trigger_id',
  'token_revoked',
  'not_allowed_token_type',
];

withContracts('the simulated workspace', () => {
  const published = contractJson('slack', 'web-api.post-form.openapi3.json') as {
    readonly paths: Readonly<Record<string, { readonly post: unknown } | undefined>>;
  };
  const schemaOf = (method: string) => {
    const post = published.paths[`/${method}`]?.post as
      | {
          readonly requestBody?: {
            readonly content: Readonly<
              Record<
                string,
                { readonly schema: { readonly required?: string[]; readonly properties?: object } }
              >
            >;
          };
          readonly responses: {
            readonly 200: {
              readonly content: {
                readonly 'application/json': {
                  readonly schema: { readonly anyOf?: readonly { readonly required?: string[] }[] };
                };
              };
            };
          };
        }
      | undefined;
    if (post === undefined) return null;
    const form = post.requestBody?.content['application/x-www-form-urlencoded']?.schema;
    return {
      required: form?.required ?? [],
      known: Object.keys(form?.properties ?? {}),
      answers: post.responses[200].content['application/json'].schema.anyOf?.[0]?.required ?? ['ok'],
    };
  };
  const methods = Object.keys(simMethods).filter((name) => schemaOf(name) !== null);
  const shapeOf = (...parts: readonly string[]): unknown =>
    existsSync(contractPath('slack', 'shapes', ...parts)) ? contractJson('slack', 'shapes', ...parts) : null;

  describe('the simulated workspace takes what Slack takes', () => {
    it('has the methods that are published, and one that is not', () => {
      expect(Object.keys(simMethods).filter((name) => !methods.includes(name))).toEqual([
        'apps.connections.open',
      ]);
    });

    it.each(methods)('%s', (name) => {
      const schema = schemaOf(name);
      const { required = [], optional = [] } = simMethods[name] ?? {};
      const mustHave = (schema?.required ?? []).filter((each) => !noLongerRequired[name]?.includes(each));
      expect(required).toEqual(expect.arrayContaining(mustHave));
      const unknown = [...required, ...optional].filter((each) => !schema?.known.includes(each));
      expect(unknown.toSorted()).toEqual((newer[name] ?? []).toSorted());
    });

    it('as often as Slack lets it, and the desk knows the same', () => {
      const tier = contractJson('slack', 'rate-limit-tiers.json') as Readonly<Record<string, string>>;
      for (const [name, number] of [...Object.entries(tiers), ...Object.entries(tierOf)])
        expect(tier[name], name).toBe(`Tier${number}`);
      const special = Object.keys(simMethods).filter((name) => !(name in tiers));
      for (const name of special) expect(tier[name] ?? 'none', name).toMatch(/^(?:Special|none)/);
    });
  });

  describe('the simulated workspace answers as Slack answers', () => {
    let sim: Simulator;
    const events: Record<string, unknown>[] = [];
    const interactions: Record<string, unknown>[] = [];

    beforeAll(async () => {
      sim = await fewPeopleWorkspace();
      await usedInEveryWay(sim, events, interactions);
    });
    afterAll(() => sim.close());

    it('in every method', () => {
      const called = new Set(
        sim.calls.filter(({ answer }) => answer.ok === true).map(({ method }) => method),
      );
      expect(Object.keys(simMethods).filter((name) => !called.has(name))).toEqual([]);
    });

    it('with the keys that must be there, and no others than Slack’s, of the right types', () => {
      const wrong = sim.calls
        .filter(({ answer }) => answer.ok === true)
        .flatMap(({ method, answer }) => {
          const shape = shapeOf('api', `${method}.json`);
          const missing = (schemaOf(method)?.answers ?? []).filter((key) => !(key in answer));
          return [
            ...missing.map((key) => `${method}: ${key} is missing`),
            ...(shape === null ? [] : departures(answer, shape, method)),
          ];
        });
      expect([...new Set(wrong)]).toEqual([]);
    });

    it('with codes that are published', () => {
      const codes = contractJson('slack', 'error-codes.json') as Readonly<Record<string, readonly string[]>>;
      const refusals = sim.calls.filter(({ answer }) => answer.ok === false);
      expect(refusals.length).toBeGreaterThan(8);
      const unknown = refusals
        .map(({ method, answer }) => [method, String(answer.error)] as const)
        .filter(([method, code]) => !codes[method]?.includes(code) && !newerCodes.includes(code));
      expect(unknown).toEqual([]);
    });

    it('with events in the published wrapper', () => {
      const schema = contractJson('slack', 'events-wrapper.schema.json') as object;
      const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
      for (const event of events) expect(validate(event) ? [] : validate.errors).toEqual([]);
    });

    it.each([
      ['message', undefined, 'MessagePayload.json'],
      ['message', 'message_changed', 'MessageChangedPayload.json'],
      ['message', 'message_deleted', 'MessageDeletedPayload.json'],
      ['message', 'channel_join', 'MessageChannelJoinPayload.json'],
      ['app_mention', undefined, 'AppMentionPayload.json'],
      ['member_joined_channel', undefined, 'MemberJoinedChannelPayload.json'],
    ])('%s %s has the shape of Slack’s', (type, subtype, file) => {
      const fitting = events
        .map(({ event }) => event as Json)
        .filter((event) => event.type === type && event.subtype === subtype && !isOfBot(event));
      expect(fitting.length).toBeGreaterThan(0);
      const { event: shape } = shapeOf('events', file) as { readonly event: unknown };
      expect(unlikeSlack(fitting.flatMap((event) => departures(event, shape)))).toEqual([]);
    });

    it.each([
      ['block_actions', 'BlockActionPayload.json'],
      ['message_action', 'MessageShortcutPayload.json'],
      ['view_submission', 'ViewSubmissionPayload.json'],
      [undefined, 'SlashCommandPayload.json'],
    ])('%s has the shape of Slack’s', (type, file) => {
      const fitting = interactions.filter((body) => body.type === type);
      expect(fitting.length).toBeGreaterThan(0);
      expect(unlikeSlack(fitting.flatMap((body) => departures(body, shapeOf('app-backend', file))))).toEqual(
        [],
      );
    });
  });
});

/** Shapes of messages of people have nothing of what bots add. */
function isOfBot(event: Readonly<Record<string, unknown>>): boolean {
  return JSON.stringify(event).includes('"bot_id"');
}

/** Calls every method, once as it should be and where it can be refused, once so; hears all that happens. */
async function usedInEveryWay(
  sim: Simulator,
  events: Record<string, unknown>[],
  interactions: Record<string, unknown>[],
): Promise<void> {
  const web = new WebClient(sim.botToken, { slackApiUrl: sim.apiUrl, retryConfig: { retries: 0 } });
  const line = await openLine(
    { apiUrl: sim.apiUrl, appToken: sim.appToken, helloMs: 5_000, pingMs: 5_000, clock: systemClock },
    {
      envelope({ type, body, ack }) {
        (type === 'events_api' ? events : interactions).push(body);
        void ack();
      },
      leaving() {},
      ended() {},
    },
  );
  const { people, workspace } = sim;
  const root = people.say('ann', 'incidents', 'Checkout fails, <@U0DESK>');
  const channel = root.channel;
  const open = workspace.addChannel({ name: 'open', members: new Set(['U0002']) });
  const call = (method: string, args: Record<string, unknown> = {}) => web.apiCall(method, args);
  const button = {
    type: 'button',
    action_id: 'take',
    value: 'case-1',
    text: { type: 'plain_text', text: 'Take over', emoji: true },
  };
  const blocks = [
    { type: 'section', block_id: 's', text: { type: 'mrkdwn', text: 'On it', verbatim: false } },
    { type: 'actions', block_id: 'b', elements: [button] },
  ];
  const { ts } = await web.chat.postMessage({ channel, text: 'On it', blocks, thread_ts: root.ts });
  await call('chat.update', { channel, ts, text: 'Still on it' });
  await call('chat.postEphemeral', { channel, user: 'U0002', text: 'psst' });
  await call('chat.getPermalink', { channel, message_ts: ts });
  for (const method of ['auth.test', 'team.info', 'users.list', 'usergroups.list', 'conversations.list'])
    await call(method);
  for (const method of ['conversations.history', 'conversations.info', 'conversations.members'])
    await call(method, { channel });
  await call('conversations.replies', { channel, ts: root.ts });
  await call('conversations.join', { channel: open.id });
  await call('conversations.open', { users: 'U0002' });
  await call('users.info', { user: 'U0002' });
  await call('users.lookupByEmail', { email: 'ann@example.com' });
  await call('views.publish', { user_id: 'U0002', view: { type: 'home', blocks } });

  const message = workspace.message(channel, String(ts));
  if (message === null) throw new Error('nothing was posted');
  const triggered = async (): Promise<string> => {
    await people.click('ann', message, 'take');
    return String(interactions.at(-1)?.trigger_id);
  };
  const view = {
    type: 'modal',
    callback_id: 'form',
    title: { type: 'plain_text', text: 'What happened?', emoji: true },
    submit: { type: 'plain_text', text: 'Send', emoji: true },
    blocks: [
      {
        type: 'input',
        block_id: 'what',
        label: { type: 'plain_text', text: 'What?', emoji: true },
        element: { type: 'plain_text_input', action_id: 'value' },
      },
    ],
  };
  const trigger = await triggered();
  await call('views.open', { trigger_id: trigger, view });
  await call('views.push', { trigger_id: await triggered(), view });
  const [, form] = sim.views;
  if (form === undefined) throw new Error('no form was opened');
  await call('views.update', { view_id: form.id, view });
  await people.submit(form, { what: 'Checkout' });
  await people.command('ann', 'incidents', '/triage', 'status');
  await people.shortcut('ann', 'triage', root);
  workspace.edit(root, { text: 'Checkout works' });
  const wrong = people.say('ann', 'incidents', 'wrong channel');
  workspace.remove(wrong);
  const newcomer = workspace.addUser({ name: 'newcomer' });
  workspace.join(workspace.channel(channel) ?? open, newcomer);

  const refused: readonly (readonly [string, Record<string, unknown>])[] = [
    ['chat.postMessage', { channel: 'C999', text: 'x' }],
    ['chat.postMessage', { channel }],
    ['chat.postMessage', { channel, text: 'x'.repeat(40_001) }],
    ['chat.postMessage', { channel, text: 'x', thread_ts: 'yesterday' }],
    ['chat.postMessage', { channel, text: 'x', blocks: [{ type: 'x' }] }],
    ['chat.update', { channel, ts: root.ts, text: 'not ours' }],
    ['chat.delete', { channel, ts: '1.000001' }],
    ['chat.delete', { channel, ts: root.ts }],
    ['conversations.history', { channel: 'C999' }],
    ['conversations.replies', { channel, ts: '1.000001' }],
    ['users.info', { user: 'U999' }],
    ['users.lookupByEmail', { email: 'nobody@example.com' }],
    ['views.open', { trigger_id: trigger, view }],
    ['chat.postEphemeral', { channel, user: 'U999', text: 'x' }],
  ];
  for (const [method, args] of refused) await call(method, args).catch(() => {});
  await call('chat.delete', { channel, ts });
  line.close();
}
