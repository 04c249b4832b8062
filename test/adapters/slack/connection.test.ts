// Staying connected: each trouble that Slack can make, ordered from the simulated workspace. An unhandled rejection
// anywhere fails the run by itself.

import { afterEach, describe, expect, it } from 'vitest';
import { catchUp } from '../../../src/adapters/slack/catch-up.js';
import { createPace } from '../../../src/adapters/slack/pace.js';
import { systemClock } from '../../../src/adapters/system.js';
import { quietLog } from '../../desk/quiet-log.js';
import {
  fewPeopleWorkspace,
  quickTerms,
  quickTimes,
  type SlackDesk,
  type SlackDeskOptions,
  startSlackDesk,
  until,
} from '../../support/slack/slack-desk.js';

const running: SlackDesk[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

async function start(options: SlackDeskOptions = {}): Promise<SlackDesk> {
  const desk = await startSlackDesk(options);
  running.push(desk);
  return desk;
}

/** Says so many things, and waits until each has its one answer. */
async function sayAndHear(desk: SlackDesk, texts: readonly string[]): Promise<void> {
  const before = desk.said().length;
  const roots = texts.map((text) => desk.sim.people.say('greta', 'gallery-help', text));
  await until(() => desk.said().length >= before + texts.length);
  await desk.desk.settled();
  for (const { ts } of roots) expect(desk.said().filter(({ threadTs }) => threadTs === ts)).toHaveLength(1);
}

function sayDirectly({ sim: { workspace } }: SlackDesk, name: string, text: string): void {
  const user = workspace.user(name)?.id ?? '';
  workspace.say({ channel: workspace.direct(user).id, user, text });
}

describe('a connection', () => {
  it('hears each event once, although the library tells it twice, and Slack delivers it twice', async () => {
    const desk = await start();
    desk.sim.faults.deliverTwice(3);
    await sayAndHear(desk, ['one', 'two', 'three']);
    expect(await desk.store.reports(10)).toHaveLength(3);
  });

  it('opens the next socket before the last one goes, and loses nothing between', async () => {
    // Slack is patient: the next socket opens in time on a busy machine too.
    const terms = { ...quickTerms, redeliverMs: [0, 200, 400, 5_000, 30_000], leaveMs: 30_000 };
    const desk = await start({ sim: await fewPeopleWorkspace({ terms }) });
    desk.sim.sockets.disconnect('refresh_requested', 'first', 3);
    await sayAndHear(desk, ['one', 'two', 'three', 'four']);
    await until(() => desk.sim.sockets.opened() > 1 && desk.sim.sockets.count() === 1);
    expect(desk.sim.sockets.givenUp).toEqual([]);
  });

  it('works with two sockets at once', async () => {
    const sim = await fewPeopleWorkspace({ terms: { ...quickTerms, leaveMs: 30_000 } });
    const desk = await start({ sim, slack: { times: { ...quickTimes, overlapMs: 30_000 } } });
    desk.sim.faults.deliverTwice(4);
    desk.sim.sockets.disconnect('warning');
    await until(() => desk.sim.sockets.count() === 2);
    await sayAndHear(desk, ['one', 'two', 'three', 'four']);
  });

  it.each([
    ['is cut', (desk: SlackDesk) => desk.sim.sockets.cut()],
    [
      'is cut, and the next three are refused',
      (desk: SlackDesk) => {
        desk.sim.faults.failSocket('refused', 3);
        desk.sim.sockets.cut();
      },
    ],
    [
      'is cut, and the next gets no hello',
      (desk: SlackDesk) => {
        desk.sim.faults.failSocket('silent');
        desk.sim.sockets.cut();
      },
    ],
    [
      'is cut, and opening another is asked to wait',
      (desk: SlackDesk) => {
        desk.sim.faults.failCall('apps.connections.open', { status: 429, retryAfter: 1 });
        desk.sim.sockets.cut();
      },
    ],
    [
      'is cut, and Slack fails when asked for another',
      (desk: SlackDesk) => {
        desk.sim.faults.failCall('apps.connections.open', { status: 503 });
        desk.sim.faults.failCall('apps.connections.open', 'garbled');
        desk.sim.faults.failCall('apps.connections.open', { error: 'internal_error' });
        desk.sim.sockets.cut();
      },
    ],
    [
      'never answers',
      (desk: SlackDesk) => {
        desk.sim.faults.failSocket('deaf');
        desk.sim.sockets.cut();
      },
    ],
    [
      'is closed for there being too many',
      (desk: SlackDesk) => desk.sim.sockets.disconnect('too_many_websockets'),
    ],
    [
      'is sent nonsense',
      (desk: SlackDesk) => {
        for (const data of [
          '{',
          '[]',
          'null',
          '{"type":"events_api"}',
          '{"type":"events_api","payload":{"event":7}}',
        ])
          desk.sim.sockets.sendRaw(data);
      },
    ],
  ])('comes back when its socket %s', async (_, trouble) => {
    const desk = await start();
    trouble(desk);
    await sayAndHear(desk, ['one', 'two']);
  });

  it('reads afterwards what was said while Slack was away, edits and answers included', async () => {
    const desk = await start();
    await sayAndHear(desk, ['before: outage']);
    const known = desk.sim.people.say('greta', 'gallery-help', 'thanks for nothing');
    await until(async () => (await desk.store.reports(10)).length === 2);
    const [root] = desk.sim.workspace.messages;
    desk.sim.goAway();
    // Slack gives these up: nobody is there to take them, and the retries come too early.
    for (const text of ['one', 'two', 'three']) desk.sim.people.say('greta', 'gallery-help', text);
    desk.sim.workspace.edit(known, { text: 'total outage' });
    desk.sim.people.say('ann', 'gallery-help', 'I am on it', { threadTs: root?.ts });
    await until(() => desk.sim.sockets.givenUp.length >= 5);
    desk.sim.comeBack();
    await until(async () => (await desk.store.reports(10)).length === 5);
    await until(async () =>
      (await desk.store.cases('all', 10)).some(({ acknowledged }) => acknowledged !== null),
    );
    const stored = await desk.store.reportByEvent(`slack:${known.channel}:${known.ts}`);
    expect(stored?.report.text).toBe('total outage');
    expect((await desk.store.caseOf(stored?.report.id ?? ''))?.class).toBe('incident');
  });

  it('sees afterwards what was deleted while Slack was away, answered or not, and lets the rest stand', async () => {
    let ahead = 0;
    const clock = { ...systemClock, now: () => Date.now() + ahead };
    const desk = await start({ slack: { clock } });
    await sayAndHear(desk, ['one', 'two', 'three']);
    const [one, two, three] = desk.sim.workspace.messages;
    if (one === undefined || two === undefined || three === undefined) throw new Error('nothing was said');
    for (const answer of desk.said().filter(({ threadTs }) => threadTs === one.ts))
      desk.sim.workspace.remove(answer);
    desk.sim.goAway();
    desk.sim.workspace.remove(one);
    desk.sim.workspace.remove(two);
    await until(() => desk.sim.sockets.givenUp.length >= 2);
    ahead = 60_000;
    desk.sim.comeBack();
    const states = async () =>
      Promise.all(
        [one, two, three].map(
          async ({ channel, ts }) => (await desk.store.reportByEvent(`slack:${channel}:${ts}`))?.state,
        ),
      );
    await until(async () => (await states()).join() === 'erased,erased,decided');
    await until(() => desk.said().every(({ threadTs }) => threadTs !== two.ts));
    await desk.slack.catchUp();
    expect((await states()).join()).toBe('erased,erased,decided');
    expect(desk.said().map(({ threadTs }) => threadTs)).toEqual([three.ts]);
  });

  it('sees afterwards what was changed or deleted of what was said hours before', async () => {
    let ahead = 0;
    const desk = await start({ slack: { clock: { ...systemClock, now: () => Date.now() + ahead } } });
    await sayAndHear(desk, ['one', 'two']);
    const [one, two] = desk.sim.workspace.messages;
    if (one === undefined || two === undefined) throw new Error('nothing was said');
    ahead = 3 * 3_600_000;
    await desk.slack.catchUp();
    expect(await desk.store.watermark(one.channel)).toBeGreaterThan(Date.now() + 2 * 3_600_000);
    desk.sim.goAway();
    desk.sim.workspace.edit(one, { text: 'total outage' });
    desk.sim.workspace.remove(two);
    await until(() => desk.sim.sockets.givenUp.length >= 2);
    desk.sim.comeBack();
    const stored = async ({ channel, ts }: typeof one) => desk.store.reportByEvent(`slack:${channel}:${ts}`);
    await until(async () => (await stored(one))?.report.text === 'total outage');
    await until(async () => (await stored(two))?.state === 'erased');
  });

  it('a message that history does not show for a moment is not taken for deleted', async () => {
    const clock = { ...systemClock, now: () => Date.now() + 60_000 };
    const desk = await start({ slack: { clock } });
    await sayAndHear(desk, ['one']);
    const [one] = desk.sim.workspace.messages;
    if (one === undefined) throw new Error('nothing was said');
    const { api } = desk.slack;
    const deletions: unknown[] = [];
    await catchUp({
      api: {
        ...api,
        history: async (range) => (range.limit === 1 ? api.history(range) : { messages: [], cursor: null }),
      },
      names: desk.slack.names,
      store: desk.store,
      self: await desk.slack.identity(),
      log: quietLog,
      away: true,
      now: clock.now,
      hear: async (heard) => void deletions.push(heard),
    });
    expect(deletions).toEqual([]);
  });

  it('reads afterwards what was said to it directly, by somebody new too', async () => {
    const desk = await start();
    sayDirectly(desk, 'greta', 'one');
    await until(async () => (await desk.store.reports(10)).length === 1);
    desk.sim.goAway();
    sayDirectly(desk, 'greta', 'two');
    sayDirectly(desk, 'pia', 'three');
    await until(() => desk.sim.sockets.givenUp.length >= 2);
    desk.sim.comeBack();
    await until(async () => (await desk.store.reports(10)).length === 3);
    expect((await desk.store.reports(10)).map((stored) => stored.private)).toEqual([true, true, true]);
  });

  it('a direct message whose event went nowhere is found without an absence', async () => {
    const desk = await start();
    sayDirectly(desk, 'greta', 'one');
    await until(async () => (await desk.store.reports(10)).length === 1);
    const heard: unknown[] = [];
    const again = async (): Promise<boolean> =>
      catchUp({
        api: desk.slack.api,
        names: desk.slack.names,
        store: desk.store,
        self: await desk.slack.identity(),
        log: quietLog,
        away: false,
        now: () => Date.now(),
        hear: async (words) => void heard.push(words),
      });
    expect(await again()).toBe(true);
    expect(heard).toMatchObject([{ kind: 'report', message: { markup: 'one' } }]);
  });

  it('reads the channels when Slack holds events back, and says so', async () => {
    const desk = await start();
    desk.sim.faults.loseEvents(1);
    desk.sim.limitEvents();
    await until(async () => (await desk.slack.problem()) !== null);
    expect(await desk.slack.problem()).toMatch(/app_rate_limited/);
    await sayAndHear(desk, ['one']);
  });

  it('says how to mend a switched-off socket mode, and comes back by itself once it is mended', async () => {
    const desk = await start();
    desk.sim.faults.failCall('apps.connections.open', { error: 'link_disabled' }, 2);
    desk.sim.sockets.disconnect('link_disabled');
    await until(async () => /Socket Mode/.test((await desk.slack.problem()) ?? ''));
    await sayAndHear(desk, ['one']);
    await until(async () => (await desk.slack.problem()) === null);
  });

  it('a revoked token makes the health red and keeps what comes in; a mended one goes on where it was', async () => {
    const desk = await start();
    desk.sim.revoke();
    desk.sim.people.say('greta', 'gallery-help', 'one');
    await until(async () => /SLACK_BOT_TOKEN/.test((await desk.slack.problem()) ?? ''));
    expect((await desk.desk.health()).blocking.join()).toMatch(/install the app anew/);
    await until(async () => (await desk.store.reports(5)).length === 1);
    expect(await desk.store.facts()).toMatchObject({ parked: 0 });
    desk.sim.restore();
    await desk.slack.catchUp();
    await until(async () => (await desk.slack.problem()) === null);
  });

  it('knows of invalid_auth when it comes back, and does not die of it', async () => {
    const desk = await start();
    desk.sim.faults.failCall('apps.connections.open', { error: 'invalid_auth' }, 3);
    desk.sim.sockets.cut();
    await until(async () => /SLACK_APP_TOKEN \(invalid_auth\)/.test((await desk.slack.problem()) ?? ''));
    await sayAndHear(desk, ['one']);
  });

  it('starts although nobody listens there, and says so', async () => {
    const sim = await fewPeopleWorkspace();
    sim.goAway();
    const desk = await Promise.race([start({ sim }), until(() => false, 500).catch(() => null)]);
    expect(desk).toBeNull();
    sim.comeBack();
    await until(() => running.length > 0);
    await sayAndHear(running[0] as SlackDesk, ['one']);
  });

  it('an event that the store cannot keep is not acknowledged, and kept when it comes again', async () => {
    let failures = 2;
    const desk = await start({
      inbox: (inbox) => ({
        ...inbox,
        async accept(intake) {
          if (failures-- > 0) throw new Error('the disk is full');
          return inbox.accept(intake);
        },
      }),
    });
    await sayAndHear(desk, ['one']);
    expect([...desk.sim.sockets.deliveries.values()].some((count) => count > 1)).toBe(true);
  });

  it('a storm of changes makes one decision', async () => {
    const desk = await start();
    await sayAndHear(desk, ['one']);
    const [message] = desk.sim.workspace.messages;
    if (message === undefined) throw new Error('nothing was said');
    for (let at = 0; at < 100; at++) desk.sim.workspace.unfurl(message);
    await until(() => desk.sim.sockets.deliveries.size > 100);
    await desk.desk.settled();
    const [stored] = await desk.store.reports(1);
    expect(await desk.store.decisions(stored?.report.id ?? '')).toHaveLength(1);
  });

  it('ends at once, also while it is opening a socket', async () => {
    const desk = await start();
    desk.sim.faults.failSocket('silent', 5);
    desk.sim.sockets.cut();
    await until(() => desk.sim.sockets.opened() > 1);
    await desk.slack.stop();
    const opened = desk.sim.sockets.opened();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(desk.sim.sockets.opened()).toBe(opened);
    await until(() => desk.sim.sockets.count() === 0);
  });
});

describe('the pace of calls', () => {
  const clockOf = () => {
    const clock = {
      time: 0,
      waited: 0,
      now: () => clock.time,
      after: (ms: number, then: () => void) => {
        clock.time += ms;
        clock.waited += ms;
        then();
        return () => {};
      },
    };
    return clock;
  };

  it('posts at once a few times, and then once a second in each channel', async () => {
    const clock = clockOf();
    const pace = createPace(clock);
    for (let count = 0; count < 6; count++) await pace.turn('chat.postMessage', 'C1');
    expect(clock.waited).toBe(3_000);
    await pace.turn('chat.postMessage', 'C2');
    expect(clock.waited).toBe(3_000);
  });

  it('tells rather than waits when a turn is far away, and gives it back', async () => {
    const pace = createPace({ now: () => 0, after: () => () => {} });
    for (let taken = 0; taken < 6; taken++) void pace.turn('conversations.list', null);
    for (let late = 0; late < 3; late++) {
      await expect(pace.turn('conversations.list', null)).rejects.toMatchObject({
        outcome: 'busy',
        retryAfterMs: 6_000,
      });
    }
  });

  it('leaves a method alone for as long as Slack asks', async () => {
    const clock = clockOf();
    const pace = createPace(clock);
    pace.rest('chat.update', undefined, 30_000);
    await expect(pace.turn('chat.update', 'C1')).rejects.toMatchObject({
      outcome: 'busy',
      retryAfterMs: 30_000,
    });
    clock.time = 29_000;
    await pace.turn('chat.update', 'C1');
    expect(clock.waited).toBe(1_000);
  });
});
