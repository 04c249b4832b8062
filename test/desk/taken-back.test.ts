import { afterEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../src/desk/ports.js';
import { intake } from './intakes.js';
import { morning, type ShippedDesk, shippedDesk } from './shipped-desk.js';

describe('who first reported an incident and takes it back before it could be announced', () => {
  let shipped: ShippedDesk;
  afterEach(() => shipped.close());

  it('keeps nobody from hearing of what others still report', async () => {
    shipped = await shippedDesk();
    const said: string[] = [];
    let isAway = true;
    const failing = {
      async post(key: string, { text }: { readonly text: string }) {
        if (isAway) throw new DeliveryError('busy', 'away', { retryAfterMs: 1_000 });
        said.push(text);
        return { id: `m-${said.length}-${key}`, url: null };
      },
      async edit() {},
      findByKey: async () => null,
      async withdraw() {},
    };
    const desk = await shipped.restart({ chat: failing });
    const report = (event: string, text: string) => desk.accept(intake(event, text, { at: morning }));
    const first = await report('e1', 'Nobody can log in, collectors write that the password is not accepted');
    await desk.settled();
    await report('e2', 'Login fails for all collectors of Atelier Nord since this morning');
    await desk.settled();
    await desk.amend(intake('e1', 'Never mind, it works for me again', { at: morning }), morning + 60_000);
    await desk.settled();
    expect((await shipped.store.decision(first.id))?.decision.class).toBe('none');
    isAway = false;
    await shipped.pass(10 * 60_000);
    expect(said.filter((text) => text.startsWith('Incident reported'))).toEqual([
      expect.stringContaining('> Login fails for all collectors of Atelier Nord'),
    ]);
    expect((await shipped.store.caseOf(first.id))?.class).toBe('incident');
  });
});

describe('what is taken back at the moment that it is brought up to date', () => {
  let shipped: ShippedDesk;
  afterEach(() => shipped.close());

  it('goes at once, and not when the claim on it has run out', async () => {
    shipped = await shippedDesk();
    const { store } = shipped;
    let meanwhile: (() => Promise<void>) | null = null;
    const desk = await shipped.restart({
      store: {
        ...store,
        // The last look before the call.
        async holds(claim, forMs) {
          if (claim.effect.effect.template === 'asked-after') await meanwhile?.();
          return store.holds(claim, forMs);
        },
      },
    });
    const pointers = async (): Promise<readonly boolean[]> =>
      (await store.localItems('chat', 100))
        .filter(({ key }) => key.includes(':asked-after:'))
        .map(({ withdrawn }) => withdrawn);
    const outage = 'Nobody can log in since ten, all galleries are affected';
    const first = await desk.accept(intake('e1', outage, { at: morning }));
    await desk.settled();
    const asked = await desk.accept(intake('e2', 'any news on login?', { at: morning }));
    await desk.settled();
    expect(await pointers()).toEqual([false]);
    let isAmended = false;
    meanwhile = async () => {
      meanwhile = null;
      const text = 'Checkout is broken for all collectors since ten, nobody can pay';
      await desk.amend(intake('e2', text, { at: morning }), shipped.now());
      await expect.poll(async () => (await store.decision(asked.id))?.decision.area).toBe('payments');
      isAmended = true;
    };
    // Whoever takes it up is named in all that was said.
    const { id = '' } = (await store.caseOf(first.id)) ?? {};
    await desk.act(id, { do: 'acknowledge' }, 'you');
    await expect.poll(() => isAmended).toBe(true);
    await desk.settled();
    expect(await pointers()).toEqual([true]);
  });
});
