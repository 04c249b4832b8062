// A week at a desk by the shipped rules, with decisions that people know to be wrong: a real desk on a throw-away
// store, whose export every figure is made of.

import { localIntake } from '../../src/cli/intake.js';
import type { CaseStep } from '../../src/router/index.js';
import { morning, type ShippedDesk, shippedDesk } from '../desk/shipped-desk.js';

const hourMs = 3_600_000;

/** One thing that happens, so many hours after the week began. */
export type Happening =
  | {
      readonly at: number;
      readonly says: string;
      readonly as: string;
      readonly by?: string;
      readonly in?: string;
      readonly partner?: string;
    }
  | { readonly at: number; readonly to: string; readonly step: CaseStep; readonly by?: string };

/** A desk through which the happenings went, in their order; whoever asked for it closes it. */
export async function playWeek(
  happenings: readonly Happening[],
): Promise<ShippedDesk & { idOf(as: string): string }> {
  const shipped = await shippedDesk();
  const ids = new Map<string, string>();
  for (const happening of happenings) {
    await shipped.pass(Math.max(0, morning + happening.at * hourMs - shipped.now()));
    if ('says' in happening) {
      const source = {
        kind: 'human',
        channel: happening.in ?? 'gallery-help',
        user: happening.by ?? `user-${happening.as}`,
      } as const;
      const { id } = await shipped.desk.accept(
        localIntake({
          text: happening.says,
          source,
          at: shipped.now(),
          utcOffset: -240,
          ...(happening.partner !== undefined && { partner: happening.partner }),
        }),
      );
      ids.set(happening.as, id);
      await shipped.desk.settled();
      continue;
    }
    const record = await shipped.store.caseOf(ids.get(happening.to) ?? '');
    if (record === null) throw new Error(`there is no case of "${happening.to}"`);
    const change = await shipped.desk.act(record.id, happening.step, happening.by ?? 'you');
    if (change.outcome === 'refused') throw new Error(change.why);
    await shipped.desk.settled();
  }
  return Object.assign(shipped, { idOf: (as: string) => ids.get(as) ?? '' });
}

/** The export of a desk, line by line. */
export async function exportOf({ store }: Pick<ShippedDesk, 'store'>): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of store.dump()) lines.push(line);
  return lines;
}
