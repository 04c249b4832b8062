import type { WriteHandoff } from '../desk/optional-parts.js';
import { incidentsChannel, type Offer } from '../router/index.js';
import type { Rulebook } from '../rulebook/index.js';
import { handoffTelling } from './handoff-telling.js';

const mostBugsOffered = 3;

/** The hand-off as a rulebook has it told: in the incidents channel, with a button for each bug that nobody has opened. */
export function handoffBy({ routing, vocabulary }: Rulebook): WriteHandoff {
  return async (linesSince, shift) => {
    // Once a week: nobody else need load it.
    const { handoffMessage, handoffNeedsMs, handoffOf, readHistory, trendTitle } = await import(
      '../history/index.js'
    );
    const { directory, policy } = routing;
    const telling = handoffTelling(routing);
    const history = await readHistory(linesSince(Math.min(shift.from, shift.to - handoffNeedsMs)));
    const handoff = handoffOf(history, shift, { directory, zone: policy.zone, vocabulary });
    const offers = handoff.trends.flatMap((trend): readonly Offer[] =>
      trend.openBugFrom === null
        ? []
        : [{ do: 'open-bug', case: trend.openBugFrom, about: trendTitle(trend, telling) }],
    );
    return {
      text: handoffMessage(handoff, telling),
      offers: [...new Map(offers.map((offer) => [JSON.stringify(offer), offer])).values()].slice(
        0,
        mostBugsOffered,
      ),
      channel: incidentsChannel(policy),
    };
  };
}
