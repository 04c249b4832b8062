// Slack's markup as plain text: who and what is mentioned by name, links by their address, entities as characters.

/** Names for ids, as far as they are known. */
export interface NamesForIds {
  userName(id: string): string | null;
  channelName(id: string): string | null;
}

/** Nobody is known by name. */
export const noNames: NamesForIds = { userName: () => null, channelName: () => null };

/** What a person reads where Slack's markup stands. */
export function plainText(markup: string, names: NamesForIds = noNames): string {
  return markup
    .replace(/<([^<>\n]{1,4000})>/g, (whole, inside: string) => read(inside, names) ?? whole)
    .replace(/&(amp|lt|gt);/g, (_, name: 'amp' | 'lt' | 'gt') => ({ amp: '&', lt: '<', gt: '>' })[name]);
}

/** Ids of the people and channels that a text mentions without telling their name. */
export function unnamedIn(markup: string): {
  readonly users: readonly string[];
  readonly channels: readonly string[];
} {
  const found = [...markup.matchAll(/<([@#])([A-Z0-9]{2,30})>/g)];
  const ids = (sign: string) => [
    ...new Set(found.filter((each) => each[1] === sign).map((each) => each[2] ?? '')),
  ];
  return { users: ids('@'), channels: ids('#') };
}

/** Null for what is no markup of Slack's. */
function read(inside: string, names: NamesForIds): string | null {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? '' : inside.slice(bar + 1);
  const user = /^@([A-Z0-9]{2,30})$/.exec(target)?.[1];
  if (user !== undefined) return `@${label || names.userName(user) || user}`;
  const channel = /^#([A-Z0-9]{2,30})$/.exec(target)?.[1];
  if (channel !== undefined) return `#${label || names.channelName(channel) || channel}`;
  if (target.startsWith('!')) return special(target.slice(1), label);
  if (/^[a-z][a-z0-9+.-]{0,20}:/i.test(target)) return link(target, label);
  return null;
}

function special(name: string, label: string): string {
  if (name.startsWith('subteam^')) return label.startsWith('@') ? label : `@${label || 'group'}`;
  if (name.startsWith('date^')) return label;
  return label === '' ? `@${name}` : label;
}

/** A label that hides where a link leads does not hide it from us. */
function link(target: string, label: string): string {
  const address = target.replace(/^(?:mailto|tel):/i, '');
  if (label === '' || bare(label) === bare(address)) return address;
  return `${label} (${address})`;
}

function bare(address: string): string {
  return address
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
