import { afterEach, describe, expect, it } from 'vitest';
import { noPace } from '../../../src/adapters/slack/pace.js';
import type { CallFault } from '../../../src/adapters/slack/simulator/faults.js';
import type { Simulator } from '../../../src/adapters/slack/simulator/serve-workspace.js';
import type { SimMessage } from '../../../src/adapters/slack/simulator/workspace.js';
import { openSlack, type Slack } from '../../../src/adapters/slack/slack.js';
import { systemClock, systemRandom } from '../../../src/adapters/system.js';
import type { Message, Ref } from '../../../src/desk/ports.js';
import { quietLog } from '../../desk/quiet-log.js';
import { chatContract } from '../../support/port-contracts.js';
import { fewPeople, fewPeopleWorkspace } from '../../support/slack/slack-desk.js';

const running: Simulator[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

interface Speaking {
  readonly sim: Simulator;
  readonly slack: Slack;
  readonly report: Ref;
  readonly root: SimMessage;
}

async function start(
  more: { readonly botToken?: string } = {},
  { timeoutMs = 5_000 }: { readonly timeoutMs?: number } = {},
): Promise<Speaking> {
  const sim = await fewPeopleWorkspace();
  running.push(sim);
  const { apiUrl, appToken, botToken } = { ...sim, ...more };
  const slack = openSlack(
    { apiUrl, appToken, botToken },
    {
      clock: systemClock,
      random: systemRandom,
      log: quietLog,
      directory: () => fewPeople,
      utcOffset: () => 0,
      pace: noPace,
      timeoutMs,
    },
  );
  const root = sim.people.say('greta', 'gallery-help', 'Checkout fails');
  return { sim, slack, root, report: { id: `${root.channel}:${root.ts}`, url: null } };
}

const thread = (report: Ref, text = 'A ticket will follow.'): Message => ({
  destination: { kind: 'thread' },
  anchor: report,
  channel: 'gallery-help',
  text,
  mentions: [],
});

const posts = ({ calls }: Simulator) => calls.filter(({ method }) => method === 'chat.postMessage');

describe('chat through Slack', () => {
  chatContract(async () => {
    const { slack, report } = await start();
    return { chat: slack.chat, report, person: 'ann-engineer' };
  });

  it('gives the address of what it said', async () => {
    const { slack, report, root } = await start();
    const { id, url } = await slack.chat.post('k', thread(report));
    const ts = id.split(':')[1] ?? '';
    expect(url).toBe(
      `https://sim.slack.com/archives/${root.channel}/p${ts.replace('.', '')}?thread_ts=${root.ts}&cid=${root.channel}`,
    );
  });

  it('mentions those it means by their ids, and nobody else, in text and blocks', async () => {
    const { sim, slack, report } = await start();
    const text = '@{ann-engineer}, <!channel> <@U0004> says <https://evil|bank>. Ask @{unknown-person}.';
    await slack.chat.post('k', { ...thread(report, text), mentions: ['ann-engineer'] });
    const said = sim.workspace.messages.at(-1);
    expect(said?.text).toMatch(/^<@U0002>, &lt;!channel&gt; &lt;@U0004&gt; says /);
    // Rich text: only an element of its own mentions anybody, whatever stands in the text of others.
    const elements = JSON.stringify(said?.blocks);
    expect([...elements.matchAll(/"user_id":"(\w+)"/g)].map((found) => found[1])).toEqual(['U0002']);
    expect(elements).not.toMatch(/"type":"(?:broadcast|mrkdwn|usergroup)"/);
    expect(sim.complaints).toEqual([]);
  });

  it('cuts what is too long where people see it', async () => {
    const { sim, slack, report } = await start();
    await slack.chat.post('k', thread(report, `${'<&> '.repeat(20_000)}`));
    const said = sim.workspace.messages.at(-1);
    expect(said?.text).toMatch(/\[cut: /);
    expect(said?.text).not.toMatch(/&[a-z]*\n/);
  });

  it('says in the channel what answers something that was never in Slack', async () => {
    const { sim, slack } = await start();
    await slack.chat.post('k', thread({ id: 'webhook:pagerduty:1', url: null }));
    expect(sim.workspace.messages.at(-1)).toMatchObject({
      channel: sim.workspace.channel('gallery-help')?.id,
      threadTs: null,
    });
  });

  it('does not take for its own what another app marked with its key', async () => {
    const { sim, slack, report, root } = await start();
    const own = await slack.chat.post('k', thread(report));
    const [, mine] = sim.workspace.messages;
    sim.people.say('monitor', 'gallery-help', 'forged', { threadTs: root.ts, metadata: mine?.metadata });
    expect(await slack.chat.findAllByKey?.('k', thread(report))).toEqual([own]);
  });

  it('tells all that was said twice, oldest first', async () => {
    const { slack, report } = await start();
    const posted = [await slack.chat.post('k', thread(report)), await slack.chat.post('k', thread(report))];
    expect(await slack.chat.findAllByKey?.('k', thread(report))).toEqual(posted);
  });

  it('finds what it said on whatever page it stands', async () => {
    const { sim, slack, report, root } = await start();
    for (let at = 0; at < 450; at++) sim.people.say('greta', 'gallery-help', `${at}`, { threadTs: root.ts });
    const posted = await slack.chat.post('k', thread(report));
    expect(await slack.chat.findByKey('k', thread(report))).toEqual(posted);
  });

  it('looks people and channels up once', async () => {
    const { sim, slack, report } = await start();
    for (let at = 0; at < 3; at++) {
      await slack.chat.post(`${at}`, {
        ...thread(report),
        destination: { kind: 'person', person: 'pia-pm' },
      });
      await slack.chat.post(`${at}`, {
        ...thread(report),
        destination: { kind: 'channel', channel: 'incidents' },
      });
    }
    const asked = sim.calls.map(({ method }) => method).filter((method) => method !== 'chat.postMessage');
    expect(asked.toSorted()).toEqual([
      'auth.test',
      'conversations.list',
      'conversations.open',
      'users.lookupByEmail',
    ]);
  });

  it('what a person has deleted stays deleted', async () => {
    const { sim, slack, report } = await start();
    const posted = await slack.chat.post('k', thread(report));
    const said = sim.workspace.messages.at(-1);
    if (said !== undefined) sim.workspace.remove(said);
    await slack.chat.edit('k', posted, thread(report, 'Resolved.'));
    expect(posts(sim)).toHaveLength(1);
  });
});

/** Where no answer comes; elsewhere a machine that is busy must not look like it. */
const quickly = { timeoutMs: 400 };

describe('what goes wrong with Slack', () => {
  it.each<[string, CallFault, { readonly outcome: string; readonly retryAfterMs?: number }, number]>([
    ['429', { status: 429, retryAfter: 7 }, { outcome: 'busy', retryAfterMs: 7_000 }, 0],
    ['429 without a time', { status: 429 }, { outcome: 'ambiguous' }, 0],
    ['500', { status: 500 }, { outcome: 'ambiguous' }, 0],
    ['503 although it was done', { status: 503, done: true }, { outcome: 'ambiguous' }, 1],
    ['404', { status: 404 }, { outcome: 'refused' }, 0],
    ['an answer that was dropped', 'lost', { outcome: 'ambiguous' }, 1],
    ['a connection that was cut', 'cut', { outcome: 'ambiguous' }, 0],
    ['no answer', 'hang', { outcome: 'ambiguous' }, 1],
    ['a web page', 'garbled', { outcome: 'ambiguous' }, 1],
    ['internal_error', { error: 'internal_error' }, { outcome: 'ambiguous' }, 0],
    ['ratelimited', { error: 'ratelimited' }, { outcome: 'busy' }, 0],
    ['token_revoked', { error: 'token_revoked' }, { outcome: 'busy', retryAfterMs: 60_000 }, 0],
    ['channel_not_found', { error: 'channel_not_found' }, { outcome: 'refused' }, 0],
    ['missing_scope', { error: 'missing_scope' }, { outcome: 'refused' }, 0],
    ['a code nobody knows', { error: 'some_new_error' }, { outcome: 'refused' }, 0],
  ])('%s: sent once, and said what it means', async (_, fault, expected, there) => {
    const { sim, slack, report } = await start({}, fault === 'hang' ? quickly : {});
    sim.faults.failCall('chat.postMessage', fault);
    await expect(slack.chat.post('k', thread(report))).rejects.toMatchObject({
      name: 'DeliveryError',
      ...expected,
    });
    expect(posts(sim)).toHaveLength(1);
    const found = (await slack.chat.findAllByKey?.('k', thread(report))) ?? [];
    expect(found).toHaveLength(there);
  });

  it('a question that got no answer changed nothing', async () => {
    const { sim, slack, report } = await start({}, quickly);
    sim.faults.failCall('conversations.replies', 'hang');
    await expect(slack.chat.findByKey('k', thread(report))).rejects.toMatchObject({ outcome: 'busy' });
  });

  it('nobody listening there is known to have changed nothing', async () => {
    const { sim, slack, report } = await start();
    await slack.identity();
    await sim.close();
    await expect(slack.chat.post('k', thread(report))).rejects.toMatchObject({ outcome: 'busy' });
  });

  it.each([
    ['a channel that is not there', { kind: 'channel', channel: 'nowhere' } as const, /no #nowhere/],
    ['somebody Slack does not know', { kind: 'person', person: 'nobody' } as const, /directory\.yaml/],
  ])('%s is for a person to mend', async (_, destination, message) => {
    const { slack, report } = await start();
    await expect(slack.chat.post('k', { ...thread(report), destination })).rejects.toMatchObject({
      outcome: 'refused',
      message: expect.stringMatching(message),
    });
  });

  it('tokens and words stand in no message of an error', async () => {
    const { slack, report } = await start({ botToken: 'xoxb-wrong-secret' });
    const error = await slack.chat
      .post('k', thread(report, 'private words'))
      .catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/invalid_auth.*SLACK_BOT_TOKEN/);
    expect(String(error)).not.toMatch(/wrong-secret|private words/);
  });
});
