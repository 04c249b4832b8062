// What the app may do in a workspace, and what for: no more than it needs. `slack-app-manifest.yaml` asks for the same.

/** Scopes of the bot token, each with its purpose. */
export const botScopes: Readonly<Record<string, string>> = {
  'chat:write': 'to speak where it was invited',
  commands: 'to take /triage and its shortcuts',
  'app_mentions:read': 'to hear when somebody calls it',
  'channels:history': 'to hear what is reported in public channels it was invited to',
  'groups:history': 'to hear what is reported in private channels it was invited to',
  'im:history': 'to hear what somebody tells it directly',
  'channels:read': 'to know public channels by name',
  'groups:read': 'to know private channels by name',
  'im:read': 'to know a direct message for what it is',
  'im:write': 'to write to a product manager directly',
  'users:read': 'to know who reports, and in which time zone',
  'users:read.email': 'to find people of the directory by their e-mail address',
};

/** Scope of the app-level token. */
export const appScope = 'connections:write';

/** Events that the app hears, beside what is said. */
export const botEvents: readonly string[] = [
  'message.channels',
  'message.groups',
  'message.im',
  'app_mention',
  'app_home_opened',
  'channel_rename',
  'channel_archive',
  'channel_unarchive',
  'channel_deleted',
  'group_rename',
  'group_archive',
  'group_unarchive',
  'user_change',
  'member_joined_channel',
  'member_left_channel',
  'tokens_revoked',
  'app_uninstalled',
];
