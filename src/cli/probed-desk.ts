import type { FollowedRules } from '../desk/follow-rules.js';
import type { Health } from '../desk/health.js';
import type { Desk } from '../desk/start-desk.js';
import { deskMetrics, type Metrics } from '../web/metrics.js';
import type { Probed } from '../web/probes.js';

/** What the probes see, and what is counted besides what the desk tells. */
export interface ProbedDesk extends Probed, Pick<Metrics, 'countWebhook'> {}

/** The running desk as the probes see it; counts from now on. `now` gives milliseconds since 1970, UTC. */
export function probedDesk(
  desk: Desk,
  rules: FollowedRules,
  outsideProblems: () => readonly string[],
  now: () => number,
): ProbedDesk {
  const health = async (): Promise<Health> => {
    const read = await desk.health();
    const { problem } = rules.state();
    const others = [...outsideProblems(), ...(problem === null ? [] : [problem])];
    return others.length === 0 ? read : { ...read, problems: [...read.problems, ...others] };
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
    countWebhook: metrics.countWebhook,
  };
}
