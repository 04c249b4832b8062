import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import type { Desk } from '../../src/desk/start-desk.js';
import { intake } from './intakes.js';
import { type ShippedDesk, shippedDesk } from './shipped-desk.js';

const outage = 'Checkout is broken for all collectors since ten, nobody can pay';

describe('a desk that is not to speak', () => {
  let shipped: ShippedDesk;
  let desk: Desk;
  let store: Store;

  const said = async (): Promise<readonly { readonly to: unknown; readonly text: string }[]> =>
    (await store.localItems('chat', 100)).map((item) => {
      const { destination, text } = JSON.parse(item.body);
      return { to: destination.channel ?? destination.person ?? destination.kind, text };
    });

  beforeEach(async () => {
    shipped = await shippedDesk();
    ({ desk, store } = shipped);
  });
  afterEach(() => shipped.close());

  it('says nothing while it is paused, files tickets all the same, and says it all afterwards', async () => {
    expect((await desk.changeSpeaking({ do: 'pause' }, 'you')).outcome).toBe('changed');
    await desk.accept(intake('e1', 'Please update the charge details of Kestrel Gallery'));
    await desk.settled();
    expect(await said()).toEqual([]);
    expect(await store.localItems('backlog', 10)).toHaveLength(1);
    await desk.changeSpeaking({ do: 'resume' }, 'you');
    await desk.settled();
    const [reply] = await said();
    expect(reply?.text).toContain("I've opened a ticket");
  });

  it('is still paused after a restart, and says so to whoever watches', async () => {
    await desk.changeSpeaking({ do: 'pause' }, 'head-of-product');
    desk = await shipped.restart();
    expect((await desk.channels()).paused?.by).toBe('head-of-product');
    expect((await desk.health()).problems).toContainEqual(expect.stringContaining('paused'));
    await desk.accept(intake('e1', outage));
    await desk.settled();
    expect(await said()).toEqual([]);
  });

  it('is paused by those who may, and nobody else', async () => {
    expect(await desk.changeSpeaking({ do: 'pause' }, 'somebody')).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('on-call'),
    });
    expect((await desk.changeSpeaking({ do: 'pause' }, 'engineer-payments')).outcome).toBe('changed');
    expect((await desk.changeSpeaking({ do: 'pause' }, 'engineer-payments')).outcome).toBe('unchanged');
  });

  it('tells the observers what it would have done, opens no case, and reminds nobody', async () => {
    desk = await shipped.restart({ settings: { ...localSettings, begins: 'observed' } });
    await desk.accept(intake('e1', outage));
    await desk.settled();
    await shipped.pass(3_600_000);
    const heard = await said();
    expect(heard).toHaveLength(1);
    expect(heard[0]?.to).toBe('triage-desk');
    expect(heard[0]?.text).toContain('announce it in #incidents, mentioning');
    expect(heard[0]?.text).toContain('Thank you for telling us.');
    expect(await store.cases('all', 10)).toEqual([]);
  });

  it('speaks in a channel once somebody has let it, and the incidents channel too', async () => {
    desk = await shipped.restart({ settings: { ...localSettings, begins: 'observed' } });
    expect(
      (await desk.changeSpeaking({ do: 'set-live', channel: 'incidents' }, 'engineer-payments')).outcome,
    ).toBe('refused');
    await desk.changeSpeaking({ do: 'set-live', channel: 'incidents' }, 'head-of-product');
    await desk.changeSpeaking({ do: 'set-live', channel: 'gallery-help' }, 'head-of-product');
    await desk.accept(intake('e1', outage));
    await desk.settled();
    expect((await said()).map(({ to }) => to)).toEqual(expect.arrayContaining(['incidents', 'thread']));
  });
});
