import type { Simulator } from './serve-workspace.js';

/** Whom and what a workspace is given. */
export interface Furniture {
  readonly people: readonly { readonly id: string; readonly name: string; readonly email?: string }[];
  /** Names without #. */
  readonly channels: readonly string[];
  readonly privateChannels: readonly string[];
}

/** Puts people, channels and a monitor into a workspace; everybody and the app are members everywhere. */
export function furnish({ workspace }: Simulator, { people, channels, privateChannels }: Furniture): void {
  workspace.addUser({ name: 'you', realName: 'You' });
  workspace.addUser({ name: 'monitor', realName: 'A monitor', botId: 'B0MONITOR' });
  for (const { id, name, email } of people)
    workspace.addUser({ name: id, realName: name, email: email ?? null });
  const members = workspace.users.map(({ id }) => id);
  for (const name of channels) workspace.addChannel({ name, members: new Set(members) });
  for (const name of privateChannels)
    workspace.addChannel({ name, kind: 'private', members: new Set(members) });
}
