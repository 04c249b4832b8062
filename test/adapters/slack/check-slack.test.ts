import { afterEach, describe, expect, it } from 'vitest';
import { botScopes } from '../../../src/adapters/slack/scopes.js';
import {
  type SimulatorOptions,
  startSimulator,
} from '../../../src/adapters/slack/simulator/serve-workspace.js';
import type { Configured, Standing } from '../../../src/cli/doctor-check.js';
import { chatCheck } from '../../../src/cli/doctor-slack.js';
import type { RoutingRules } from '../../../src/router/index.js';
import { quietLog } from '../../desk/quiet-log.js';
import { shippedRules } from '../../router/shipped-rules.js';

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

const routing: RoutingRules = {
  ...shippedRules,
  directory: {
    areas: [],
    people: [
      { id: 'ann', name: 'Ann', email: 'ann@example.com' },
      { id: 'gone', name: 'Gone', left: true },
    ],
    groups: {},
  },
};

async function start(options: SimulatorOptions = {}) {
  const sim = await startSimulator(options);
  running.push(sim);
  sim.workspace.addUser({ name: 'ann', email: 'ann@example.com' });
  for (const name of ['incidents', 'alerts', 'gallery-help', 'auctions-ops'])
    sim.workspace.addChannel({ name });
  sim.workspace.addChannel({ name: 'triage-desk', kind: 'private' });
  const look = (
    more: Partial<RoutingRules> = {},
    tokens: Partial<Record<'botToken' | 'appToken', string>> = {},
  ): Promise<Standing> =>
    chatCheck.look({
      settings: { slack: { apiUrl: sim.apiUrl, botToken: sim.botToken, appToken: sim.appToken, ...tokens } },
      routing: { ...routing, ...more },
      log: quietLog,
    } as unknown as Configured);
  return { sim, look };
}

describe('triage doctor, of Slack,', () => {
  it('finds nothing to mend where all is well', async () => {
    const { look } = await start({ scopes: Object.keys(botScopes) });
    expect(await look()).toEqual({ state: 'live', notes: ['Slack', 'workspace Simulated'] });
  });

  it('says that messages are kept in the desk where no tokens are set', async () => {
    const settings = { slack: null };
    expect(await chatCheck.look({ settings, routing, log: quietLog } as unknown as Configured)).toMatchObject(
      {
        state: 'local',
      },
    );
  });

  it.each<[string, (made: Awaited<ReturnType<typeof start>>) => void, RegExp]>([
    [
      'a channel that is not there',
      ({ sim }) => void sim.workspace.channel('alerts')?.members.clear(),
      /The app is not in #alerts: say \/invite/,
    ],
    [
      'an archived channel',
      ({ sim }) => {
        const channel = sim.workspace.channel('alerts');
        if (channel !== null) channel.archived = true;
      },
      /#alerts is archived: restore it/,
    ],
  ])('finds %s', async (_, spoil, words) => {
    const made = await start();
    spoil(made);
    const { state, notes } = await made.look();
    expect(state).toBe('wrong');
    expect(notes).toContainEqual(expect.stringMatching(words));
  });

  it('finds channels that do not exist, people whom Slack does not know, and examples', async () => {
    const { look } = await start();
    const people = [
      { id: 'ben', name: 'Ben', email: 'ben@example.com' },
      { id: 'pm', name: 'Example', example: true },
    ];
    const area = {
      name: 'a',
      title: 'A',
      pm: 'ben',
      pointPerson: 'ben',
      standIn: null,
      component: '',
      playbook: null,
    };
    const { state, notes } = await look({
      policy: { ...routing.policy, observer: 'nowhere' },
      directory: { ...routing.directory, people, areas: [area] },
    });
    expect(state).toBe('wrong');
    expect(notes).toEqual([
      'Slack',
      'workspace Simulated',
      expect.stringMatching(/There is no #nowhere .* correct observer in rules\/policy.yaml/),
      expect.stringMatching(/Slack knows nobody for Ben \(ben\): correct ben@example.com/),
      expect.stringMatching(/1 people of rules\/directory.yaml are examples/),
    ]);
  });

  it('finds scopes that are missing, and what they are for', async () => {
    const { look } = await start({ scopes: Object.keys(botScopes).filter((scope) => scope !== 'im:write') });
    const { state, notes } = await look();
    expect(state).toBe('wrong');
    expect(notes).toContainEqual(
      expect.stringMatching(/scope im:write is missing, to write to a product manager/),
    );
  });

  it('finds tokens that are worth nothing, and names no token', async () => {
    const { look } = await start();
    const app = await look({}, { appToken: 'xapp-wrong-token' });
    expect(app.notes).toContainEqual(
      expect.stringMatching(/SLACK_APP_TOKEN opens no connection \(invalid_auth\)/),
    );
    const bot = await look({}, { botToken: 'xoxb-wrong-token' });
    expect(bot).toMatchObject({ state: 'wrong' });
    expect(`${app.notes}${bot.notes}`).not.toContain('wrong-token');
  });
});
