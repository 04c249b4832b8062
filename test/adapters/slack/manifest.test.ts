// The app's manifest against what the code does: every call it makes is allowed, every event it reads is subscribed,
// and nothing is asked for that nobody needs.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { messageShortcut, reportShortcut } from '../../../src/adapters/slack/doings/take-shortcut.js';
import { readEvent } from '../../../src/adapters/slack/read-event.js';
import { botEvents, botScopes } from '../../../src/adapters/slack/scopes.js';
import { simMethods } from '../../../src/adapters/slack/simulator/serve-workspace.js';
import { contractJson, withContracts } from '../../support/contracts.js';

const root = resolve(import.meta.dirname, '../../..');
const source = (path: string): string => readFileSync(resolve(root, 'src/adapters/slack', path), 'utf8');
const manifest = parse(readFileSync(resolve(root, 'slack-app-manifest.yaml'), 'utf8'));
const scopes: readonly string[] = manifest.oauth_config.scopes.bot;
const events: readonly string[] = manifest.settings.event_subscriptions.bot_events;

const methods = [
  ...new Set(
    [...source('web-slack-api.ts').matchAll(/'((?:auth|chat|views|conversations|users)\.[A-Za-z.]+)'/g)].map(
      (found) => found[1] ?? '',
    ),
  ),
];

/** What Slack's own description of its methods wants, in the scopes of today's apps; the app goes into no group messages. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  'chat:write:bot': ['chat:write'],
  'channels:history': ['channels:history'],
  'groups:history': ['groups:history'],
  'im:history': ['im:history'],
  'channels:read': ['channels:read'],
  'groups:read': ['groups:read'],
  'im:read': ['im:read'],
  'users:read': ['users:read'],
  'users:read.email': ['users:read.email'],
};
const onlyDirect: Readonly<Record<string, readonly string[]>> = { 'conversations.open': ['im:write'] };

const scopesOfEvent: Readonly<Record<string, readonly string[]>> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  app_mention: ['app_mentions:read'],
  app_home_opened: [],
  channel_rename: ['channels:read'],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  channel_deleted: ['channels:read'],
  group_rename: ['groups:read'],
  group_archive: ['groups:read'],
  group_unarchive: ['groups:read'],
  user_change: ['users:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  tokens_revoked: [],
  app_uninstalled: [],
};

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly security?: readonly { slackAuth?: readonly string[] }[] }>>
    >
  >;
}

const described = (): Described['paths'] =>
  (contractJson('slack', 'web-api.openapi2.json') as Described).paths;

function scopesOf(method: string): readonly string[] {
  const own = onlyDirect[method];
  if (own !== undefined) return own;
  const known = described()[`/${method}`];
  if (known === undefined) return [];
  const asked = Object.values(known).flatMap(({ security = [] }) =>
    security.flatMap(({ slackAuth = [] }) => slackAuth),
  );
  return asked.flatMap((scope) => wanted[scope] ?? []);
}

describe('the manifest', () => {
  it('sees the calls it judges', () => {
    expect(methods).toContain('chat.postMessage');
    expect(methods.length).toBeGreaterThan(12);
    expect(methods.filter((method) => simMethods[method] === undefined)).toEqual([]);
  });

  withContracts('the scopes of calls', () => {
    it.each(methods)('allows %s', (method) => {
      expect(scopesOf(method).filter((scope) => !scopes.includes(scope))).toEqual([]);
    });

    it('asks for nothing that no call, event or command needs', () => {
      const needed = new Set([
        'commands',
        ...methods.flatMap(scopesOf),
        ...events.flatMap((event) => scopesOfEvent[event] ?? []),
      ]);
      expect(scopes.filter((scope) => !needed.has(scope))).toEqual([]);
    });
  });

  it.each(events)('allows the event %s', (event) => {
    expect(scopesOfEvent[event]?.filter((scope) => !scopes.includes(scope))).toEqual([]);
  });

  it('says the same as the scopes and events that the code tells of', () => {
    expect([...scopes].sort()).toEqual(Object.keys(botScopes).sort());
    expect([...events].sort()).toEqual([...botEvents].sort());
  });

  it('subscribes just the events that the desk reads', () => {
    const read = [...source('read-event.ts').matchAll(/case '([a-z_]+)':/g)].map((found) => found[1] ?? '');
    const heard = events.map((event) => event.replace(/^message\..*/, 'message'));
    // Slack sends that one unasked.
    expect([...new Set(heard), 'app_rate_limited'].sort()).toEqual([...read].sort());
    for (const type of heard)
      expect(readEvent({ type }, { userId: 'U1', botId: 'B1' })).not.toMatchObject({
        why: 'an event of another kind',
      });
  });

  it('names the command and the shortcuts that the desk answers', () => {
    const { slash_commands, shortcuts, app_home } = manifest.features;
    expect(slash_commands.map(({ command }: { command: string }) => command)).toEqual(['/triage']);
    expect(shortcuts).toMatchObject([
      { type: 'global', callback_id: reportShortcut },
      { type: 'message', callback_id: messageShortcut },
    ]);
    expect(app_home).toMatchObject({ home_tab_enabled: true, messages_tab_read_only_enabled: false });
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
    });
  });

  it('keeps the lengths that Slack sets', () => {
    const { name, description, long_description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(174);
    expect(long_description.length).toBeLessThanOrEqual(4_000);
    for (const shortcut of manifest.features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
    }
  });
});
