// What is said in private is quoted nowhere else, and secrets are shown to nobody: tried on a whole desk, at work in a
// simulated workspace, by looking through everything that leaves it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pinoLog } from '../../../src/adapters/log.js';
import { shippedSlackDesk } from '../../support/slack/shipped-slack-desk.js';
import { until } from '../../support/slack/slack-desk.js';

type ShippedSlackDesk = Awaited<ReturnType<typeof shippedSlackDesk>>;

describe('in private', () => {
  let desk: ShippedSlackDesk;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const log = pinoLog('debug', { write: (line) => void lines.push(line) });
    desk = await shippedSlackDesk({ log });
  });
  afterEach(async () => {
    const { complaints } = desk.sim;
    await desk.close();
    expect(complaints).toEqual([]);
  });

  const shown = (message: { readonly text: string; readonly blocks?: unknown }): string =>
    `${message.text} ${JSON.stringify(message.blocks ?? null)}`;
  const made = async (port: 'backlog' | 'board'): Promise<string> =>
    JSON.stringify(await desk.store.localItems(port, 50));
  const linkOf = (text: string): string => {
    const said = desk.sim.workspace.messages.find((message) => message.text === text);
    return `https://desk-dev.slack.com/archives/${said?.channel}/p${said?.ts.replace('.', '')}`;
  };
  /** All that the desk made of a report has been made. */
  const settled = async (): Promise<void> => {
    await until(async () => (await desk.store.cases('open', 5)).length > 0);
    await desk.desk.settled();
  };

  it.each([
    ['in a direct message', null],
    ['in a private channel', 'secrets'],
  ])('what is said %s is quoted nowhere else', async (_, channel) => {
    const outage = 'Checkout is broken for all collectors since ten, Zanzibar Fine Arts and Quux cannot pay';
    const { workspace } = desk.sim;
    const greta = workspace.user('greta')?.id ?? '';
    const place = (channel === null ? workspace.direct(greta) : workspace.channel(channel))?.id ?? '';
    workspace.say({ user: greta, channel: place, text: outage });
    await settled();
    const elsewhere = desk.said().filter(({ channel: id }) => id !== place);
    expect(elsewhere.some(({ text }) => text.startsWith('Incident reported'))).toBe(true);
    expect((await made('board')).length).toBeGreaterThan(2);
    const all = [...elsewhere.map(shown), await made('backlog'), await made('board'), ...lines].join('\n');
    expect(all).not.toMatch(/zanzibar|quux|collectors|since ten/i);
  });

  it.each([
    'The password reset fails for all collectors, nobody can log in. password: hunter2secret',
    'Charge failed, credit card 4111 1111 1111 1111 cvc 123 was declined, the payment details need updating',
    'Please change the bid before the auction today, API token: abcd-1234-efgh, login password is tr0ub4dor',
  ])('secrets are masked wherever the desk shows words again: %s', async (text) => {
    desk.sim.people.say('greta', 'gallery-help', text);
    await settled();
    await desk.sim.people.command('ann', 'gallery-help', '/triage', `why ${linkOf(text)}`);
    await until(() => /Rules that fired/.test(JSON.stringify(desk.sim.views)));
    await desk.sim.people.command('ann', 'gallery-help', '/triage', 'status');
    await until(() => desk.sim.whispers.length > 0);
    const all = [
      ...desk.said().map(shown),
      await made('backlog'),
      await made('board'),
      JSON.stringify(desk.sim.views),
      JSON.stringify(desk.sim.whispers),
      ...lines,
    ].join('\n');
    expect(all).toContain('removed]');
    expect(all).not.toMatch(/hunter2|4111|abcd-1234|tr0ub4dor|cvc 123/);
  });
});
