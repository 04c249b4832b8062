import { afterEach, describe, expect, it } from 'vitest';
import { createConsole } from '../../../src/adapters/slack/simulator/console.js';
import { furnish } from '../../../src/adapters/slack/simulator/furnish.js';
import { type Simulator, startSimulator } from '../../../src/adapters/slack/simulator/serve-workspace.js';

const running: Simulator[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

async function start() {
  const sim = await startSimulator();
  running.push(sim);
  furnish(sim, {
    people: [{ id: 'ann', name: 'Ann', email: 'ann@example.com' }],
    channels: ['incidents', 'gallery-help'],
    privateChannels: ['triage-desk'],
  });
  const printed: string[] = [];
  const hands = createConsole(
    () => sim,
    { user: 'you', channel: 'gallery-help' },
    (text) => printed.push(text),
  );
  hands.watch();
  return { sim, hands, printed };
}

describe('the console of a simulated workspace', () => {
  it('says, answers, edits and deletes what is typed', async () => {
    const { hands, printed } = await start();
    for (const line of [
      'Checkout fails',
      ':as ann',
      ':reply 1 on it',
      ':edit 1 Checkout works',
      '#incidents',
      'all well',
      ':delete 3',
    ])
      await hands.take(line);
    expect(printed).toEqual([
      '[1] #gallery-help, you: Checkout fails',
      '[2] #gallery-help in the thread of [1], ann: on it',
      'now [1] #gallery-help, you: Checkout works',
      '[3] #incidents, ann: all well',
      '[3] was deleted',
    ]);
  });

  it.each([
    [':click 9 x', 'There is no message 9.'],
    [':as nobody', 'There is nobody called "nobody". :who lists all.'],
    ['#nowhere x', 'There is no channel #nowhere.'],
    [':dance', '":dance" is none of what can be done. :help lists all.'],
  ])('says what is wrong with %s', async (line, message) => {
    const { hands } = await start();
    await expect(hands.take(line)).rejects.toThrow(new RangeError(message));
  });

  it('tells that nobody answered a command', async () => {
    const { hands, printed } = await start();
    await hands.take('/triage status');
    expect(printed).toEqual(['(Slack shows: the app did not respond in time)']);
  });
});
