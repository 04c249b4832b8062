import { expect, it } from 'vitest';
import type { DeskEvent } from '../../src/desk/events.js';
import type { Health } from '../../src/desk/health.js';
import type { StoredEffect } from '../../src/desk/records.js';
import { deskMetrics } from '../../src/web/metrics.js';

const well: Health = {
  problems: ['a', 'b'],
  blocking: [],
  oldestMs: 1_500,
  facts: { undecided: 1, stuck: 2, due: 3, parked: 4, unheard: 5, openCases: 6, oldestUndelivered: 7 },
};

function metrics(health: Health = well) {
  return deskMetrics({ health: async () => health, rulebook: () => 'abc', now: () => 10_000 });
}

function delivered(report: string, more: Partial<StoredEffect> = {}): DeskEvent {
  const effect = {
    effect: {
      key: 'k',
      kind: 'reply',
      destination: { kind: 'thread' },
      template: null,
      mentions: [],
      after: [],
    },
    report,
    createdAt: 8_000,
    deliveredAt: null,
    ...more,
  } as unknown as StoredEffect;
  return { kind: 'delivered', how: 'made', effect, ref: { id: 'm', url: null }, text: null };
}

it('counts what was done and how long it took, in seconds', async () => {
  const counted = metrics();
  counted.count({ kind: 'accepted', report: 'r-1', again: false });
  counted.count(delivered('r-1'));
  counted.count(delivered('r-1', { deliveredAt: 9_000 }));
  const { text, type } = await counted.read();
  expect(type).toContain('text/plain');
  expect(text).toContain('triage_reports_accepted_total{accepted="new"} 1');
  expect(text).toContain('triage_effects_total{kind="reply",outcome="made"} 2');
  // An edit is no delivery: only the first counts.
  expect(text).toContain('triage_effect_delivery_seconds_count{kind="reply"} 1');
  expect(text).toContain('triage_effect_delivery_seconds_sum{kind="reply"} 2');
});

it('leaves out what the desk says to itself', async () => {
  const counted = metrics();
  counted.count(delivered('s-1'));
  expect((await counted.read()).text).not.toContain('triage_effects_total{');
});

it('shows how the desk stands, and the rules in force', async () => {
  const { text } = await metrics().read();
  for (const line of [
    'triage_undelivered_age_seconds 1.5',
    'triage_effects_parked 4',
    'triage_cases_open 6',
    'triage_store_up 1',
    'triage_problems 2',
    'triage_rulebook_info{version="abc"} 1',
    'process_cpu_seconds_total',
  ])
    expect(text).toContain(line);
});

it('still answers when the store does not', async () => {
  const { text } = await metrics({ ...well, facts: null }).read();
  expect(text).toContain('triage_store_up 0');
});

it('names every figure as Prometheus does', async () => {
  const { text } = await metrics().read();
  for (const [, name, kind] of text.matchAll(/^# TYPE (triage_\w+) (\w+)$/gm))
    expect(`${name} ${kind}`).toMatch(/_total counter$|_seconds histogram$|^(?!.*_total ).* gauge$/);
});
