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
