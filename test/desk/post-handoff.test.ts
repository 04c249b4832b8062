import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localBacklog } from '../../src/adapters/local/local-backlog.js';
import { localBoard } from '../../src/adapters/local/local-board.js';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { localRota } from '../../src/adapters/local/local-rota.js';
import { systemClock, systemRandom } from '../../src/adapters/system.js';
import { handoffBy } from '../../src/cli/handoff-by.js';
import type { RunningDeps } from '../../src/desk/deps.js';
import { createEvents } from '../../src/desk/events.js';
import { judgeByRules } from '../../src/desk/judge-by-rules.js';
import { type Chat, DeliveryError, type Message } from '../../src/desk/ports.js';
import { postHandoff } from '../../src/desk/post-handoff.js';
import { scribeByRules } from '../../src/desk/scribe-by-rules.js';
import { localSettings } from '../../src/desk/settings.js';
import { noTroubles } from '../../src/desk/troubles.js';
import { createDriftWatch } from '../../src/desk/watch-drift.js';
import { type Happening, playWeek } from '../history/scripted-week.js';
import { quietLog } from './quiet-log.js';

const weekHours = 7 * 24;
const upload = (at: number, as: string): Happening => ({
  at,
  as,
  says: `${as} Gallery cannot upload images to CMS`,
});

describe('the hand-off at the hand-over', () => {
  let shipped: Awaited<ReturnType<typeof playWeek>>;
  let said: Message[];
  let chat: Chat;
  const deps = (more: Partial<RunningDeps> = {}): RunningDeps => ({
    store: shipped.store,
    troubles: noTroubles(),
    drifting: createDriftWatch(),
    judge: judgeByRules(shipped.rulebook, shipped.rulebook.routing),
    handoff: handoffBy(shipped.rulebook),
    scribe: scribeByRules(shipped.rulebook.routing, shipped.rulebook.data.replies),
    rota: localRota(shipped.rulebook.routing.directory),
    backlog: localBacklog({ store: shipped.store, now: shipped.now }),
    board: localBoard({ store: shipped.store, now: shipped.now }),
    name: 'desk',
    chat,
    settings: localSettings,
    clock: systemClock,
    random: systemRandom,
    log: quietLog,
    events: createEvents(quietLog),
    ...more,
  });

  beforeEach(async () => {
    shipped = await playWeek([upload(0, 'Kestrel'), upload(30, 'Moss'), upload(60, 'Pinsker')]);
    said = [];
    chat = localChat({ store: shipped.store, now: shipped.now }, (message) => said.push(message));
  });
  afterEach(() => shipped.close());

  it('is posted once a week to the incidents channel, with a button for what keeps coming back', async () => {
    await postHandoff(deps());
    expect(said).toEqual([]);
    await shipped.pass(weekHours * 3_600_000);
    await postHandoff(deps());
    await postHandoff(deps());
    expect(said).toHaveLength(1);
    expect(said[0]?.destination).toEqual({ kind: 'channel', channel: 'incidents' });
    expect(said[0]?.text).toContain('What keeps coming back (1)');
    expect(said[0]?.about?.offers).toMatchObject([
      { do: 'open-bug', about: expect.stringMatching(/^3 reports about/) },
    ]);
  });

  it('stands there once after a failure of unknown end', async () => {
    await postHandoff(deps());
    await shipped.pass(weekHours * 3_600_000);
    const broken: Chat = {
      ...chat,
      async post(key, message) {
        await chat.post(key, message);
        throw new DeliveryError('ambiguous', 'the answer was lost');
      },
    };
    await postHandoff(deps({ chat: broken }));
    await postHandoff(deps());
    expect(said).toHaveLength(1);
  });

  it('waits while the desk is paused', async () => {
    await postHandoff(deps());
    await shipped.pass(weekHours * 3_600_000);
    await shipped.desk.changeSpeaking({ do: 'pause' }, 'you');
    await postHandoff(deps());
    expect(said).toEqual([]);
    await shipped.desk.changeSpeaking({ do: 'resume' }, 'you');
    await postHandoff(deps());
    expect(said).toHaveLength(1);
  });
});
