import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localChat } from '../../src/adapters/local/local-chat.js';
import { DeliveryError } from '../../src/desk/ports.js';
import { localSettings } from '../../src/desk/settings.js';
import { intake } from './intakes.js';
import { morning, type ShippedDesk, shippedDesk } from './shipped-desk.js';

describe('an incident that cannot be announced', () => {
  let shipped: ShippedDesk;
  let isClosed = true;
  beforeEach(async () => {
    isClosed = true;
    shipped = await shippedDesk();
  });
  afterEach(() => shipped.close());

  const start = async (settings: Partial<typeof localSettings> = {}): Promise<void> => {
    const local = localChat({ store: shipped.store, now: shipped.now });
    await shipped.restart({
      settings: { ...localSettings, coalesceMs: 50, ...settings },
      chat: {
        ...local,
        async post(key, message) {
          const { destination } = message;
          if (isClosed && destination.kind === 'channel')
            throw new DeliveryError('refused', 'the channel is archived');
          return local.post(key, message);
        },
      },
    });
  };
  const answer = async (): Promise<string> => {
    await shipped.desk.accept(
      intake('e1', 'Checkout is broken for all collectors since ten, nobody can pay', { at: morning }),
    );
    await shipped.desk.settled();
    // The answer waits a minute for the announcement.
    await shipped.pass(2 * 60_000);
    return answered();
  };
  const answered = async (): Promise<string> =>
    (await shipped.store.localItems('chat', 10))
      .map(({ body }) => String(JSON.parse(body).text))
      .filter((text) => text.startsWith('Thank you'))
      .join();

  it('promises its reporter nobody, and asks to be told on', async () => {
    await start();
    const told = await answer();
    expect(told).toContain('I could not bring it to #incidents: please tell the engineers on call yourself');
    expect(told).not.toContain('should answer within');
  });

  it('is said to be announced once somebody has mended that', async () => {
    await start();
    await answer();
    isClosed = false;
    const [parked] = await shipped.store.parkedEffects();
    await shipped.store.retryEffect(parked?.effect.key ?? '', shipped.now());
    await shipped.pass(1_000);
    await shipped.pass(1_000);
    expect(await answered()).toContain("so I've brought it to #incidents");
    expect(await answered()).toContain('should answer within 30 minutes');
  });

  it('is said to be known where it was announced in a second place', async () => {
    await start({ second: { destination: { kind: 'person', person: 'engineer-payments' }, afterTries: 1 } });
    const told = await answer();
    expect(told).toContain('the engineers on call have been told of it');
    expect(told).not.toContain('it is on its way');
  });
});
