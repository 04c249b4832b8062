// What the desk has done, counted from what it tells, in the names and units of Prometheus: seconds, `_total`.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type DeskEvent, reportOf } from '../desk/events.js';
import type { Health } from '../desk/health.js';
import { isSynthetic } from '../desk/self-test.js';

/** What is read at the moment the figures are asked for. */
export interface Measured {
  health(): Promise<Health>;
  /** Content hash of the rules in force. */
  rulebook(): string;
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** Counters of one desk. */
export interface Metrics {
  /** To be told everything that happens; what the desk says to itself is left out. */
  count(event: DeskEvent): void;
  /** A request of another system, and how it ended. */
  countWebhook(sender: string, outcome: string): void;
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Counters from nought, and gauges that are read when asked for. */
export function deskMetrics(measured: Measured): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const count = counters(registry, measured);
  const refresh = gauges(registry, measured);
  const webhooks = new Counter({
    name: 'triage_webhooks_total',
    help: 'Requests of other systems, by sender and how they ended',
    labelNames: ['sender', 'outcome'],
    registers: [registry],
  });
  return {
    countWebhook: (sender, outcome) => webhooks.inc({ sender, outcome }),
    count(event) {
      if (!isSynthetic(reportOf(event))) count(event);
    },
    async read() {
      await refresh();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

function counters(registry: Registry, { now }: Measured): (event: DeskEvent) => void {
  const registers = [registry];
  const accepted = new Counter({
    name: 'triage_reports_accepted_total',
    help: 'Reports that came in, by whether they were new or known already',
    labelNames: ['accepted'],
    registers,
  });
  const reports = new Counter({
    name: 'triage_reports_total',
    help: 'Reports decided on arrival, by class',
    labelNames: ['class'],
    registers,
  });
  const again = new Counter({
    name: 'triage_redecisions_total',
    help: 'Reports decided again, by class and cause',
    labelNames: ['class', 'cause'],
    registers,
  });
  const undecidable = new Counter({
    name: 'triage_undecidable_total',
    help: 'Tries to decide a report that failed',
    registers,
  });
  const effects = new Counter({
    name: 'triage_effects_total',
    help: 'Tries to do something to the world, by kind and how they ended',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const delivery = new Histogram({
    name: 'triage_effect_delivery_seconds',
    help: 'From when an effect could start until it was delivered',
    labelNames: ['kind'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    registers,
  });
  return (event) => {
    switch (event.kind) {
      case 'accepted':
        return accepted.inc({ accepted: event.again ? 'known' : 'new' });
      case 'decided': {
        const { cause, decision } = event;
        if (cause === 'arrival') return reports.inc({ class: decision.class });
        return again.inc({ class: decision.class, cause });
      }
      case 'undecidable':
        return undecidable.inc();
      case 'delivered': {
        const { effect, createdAt, deliveredAt } = event.effect;
        effects.inc({ kind: effect.kind, outcome: event.how });
        const from = Math.max(createdAt, effect.notBefore ?? 0);
        if (deliveredAt === null) delivery.observe({ kind: effect.kind }, Math.max(0, now() - from) / 1_000);
        return;
      }
      case 'delayed':
      case 'parked':
      case 'withdrawn':
        return effects.inc({ kind: event.effect.effect.kind, outcome: event.kind });
      case 'erased':
        return;
    }
  };
}

function gauges(registry: Registry, { health, rulebook }: Measured): () => Promise<void> {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers: [registry] });
  const up = gauge('triage_store_up', '1 when the store answers');
  const age = gauge(
    'triage_undelivered_age_seconds',
    'How long the oldest undelivered effect could have been delivered',
  );
  const due = gauge('triage_effects_due', 'Effects that should have been delivered by now');
  const parked = gauge('triage_effects_parked', 'Effects that were given up and wait for a person');
  const undecided = gauge('triage_reports_undecided', 'Reports that wait to be decided');
  const stuck = gauge('triage_reports_stuck', 'Reports that could not be decided and wait for a person');
  const open = gauge('triage_cases_open', 'Cases that are followed');
  const problems = gauge('triage_problems', 'Things that somebody should look at, as /readyz lists them');
  const info = new Gauge({
    name: 'triage_rulebook_info',
    help: 'The rules in force: always 1, the content hash is the label',
    labelNames: ['version'],
    registers: [registry],
  });
  return async () => {
    const now = await health();
    info.reset();
    info.set({ version: rulebook() }, 1);
    up.set(now.facts === null ? 0 : 1);
    problems.set(now.problems.length);
    if (now.facts === null) return;
    age.set(now.oldestMs / 1_000);
    due.set(now.facts.due);
    parked.set(now.facts.parked);
    undecided.set(now.facts.undecided);
    stuck.set(now.facts.stuck);
    open.set(now.facts.openCases);
  };
}
