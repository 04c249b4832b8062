import type { FollowedRules } from '../desk/follow-rules.js';
import type { Health } from '../desk/health.js';
import type { Desk } from '../desk/start-desk.js';
import { deskMetrics } from '../web/metrics.js';
import type { Probed } from '../web/probes.js';

/** The running desk as the probes see it; counts from now on. `now` gives milliseconds since 1970, UTC. */
export function probedDesk(desk: Desk, rules: FollowedRules, now: () => number): Probed {
  const health = async (): Promise<Health> => {
    const read = await desk.health();
    const { problem } = rules.state();
    return problem === null ? read : { ...read, problems: [...read.problems, problem] };
  };
  const metrics = deskMetrics({ health, rulebook: () => rules.state().version, now });
  desk.on(metrics.count);
  return {
    async readiness() {
      const { blocking, problems } = await health();
      const { version, since } = rules.state();
      return { reasons: blocking, problems, rulebook: { version, since: new Date(since).toISOString() } };
    },
    metrics: () => metrics.read(),
  };
}
