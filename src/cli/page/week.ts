// The last weeks in figures, what is to be handed over, and the rota from now on.

import { checkRota, LOOK_AHEAD_DAYS } from '../../adapters/calendar/check-rota.js';
import type { Shift } from '../../adapters/calendar/shifts.js';
import { DeliveryError, type Rota, type Store } from '../../desk/ports.js';
import { handoffNeedsMs, handoffOf, readHistory, statsOf } from '../../history/index.js';
import { incidentsChannel } from '../../router/index.js';
import type { Rulebook } from '../../rulebook/index.js';
import type { WeekView } from '../../web/page/shapes.js';

const day = 86_400_000;
const hour = 3_600_000;
/** What `checkRota` looks at, whatever the clocks do meanwhile. */
const daysAhead = LOOK_AHEAD_DAYS + 1;
const daysShown = 28;

/** All of it, as things stand now. */
export async function weekView(
  store: Store,
  { routing, vocabulary }: Rulebook,
  rota: Rota,
): Promise<WeekView> {
  const { directory, policy } = routing;
  const now = await store.now();
  const history = await readHistory(store.dumpLately(now - handoffNeedsMs));
  const { zone, responseMs } = policy;
  const { shifts, problems } = await shiftsFrom(rota, now);
  const wrong = checkRota({ shifts, nobodyKnown: [] }, directory, now, zone);
  return {
    stats: statsOf(
      history,
      { from: now - 56 * day, to: now },
      { zone, incidents: incidentsChannel(policy), responseMs },
    ),
    handoff: handoffOf(history, { from: now - 7 * day, to: now }, { directory, zone, vocabulary }),
    shifts: shifts.filter(({ from }) => from < now + daysShown * day),
    rotaProblems: problems.length > 0 ? problems : wrong.map(({ text }) => text),
  };
}

/** Shifts as the rota names people, by the hour. */
async function shiftsFrom(
  rota: Rota,
  now: number,
): Promise<{ readonly shifts: readonly Shift[]; readonly problems: readonly string[] }> {
  const done: Shift[] = [];
  let open: readonly Shift[] = [];
  const begin = Math.floor(now / hour) * hour;
  try {
    for (let time = begin; time < begin + daysAhead * day; time += hour) {
      const people = await rota.at(time);
      done.push(...open.filter(({ person }) => !people.includes(person)));
      open = people.map((person) => ({
        person,
        from: open.find((shift) => shift.person === person)?.from ?? time,
        to: time + hour,
      }));
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return { shifts: [], problems: [error.message] };
  }
  return { shifts: [...done, ...open].sort((a, b) => a.from - b.from), problems: [] };
}
