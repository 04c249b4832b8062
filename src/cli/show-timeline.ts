import type { CaseTimeline } from './desk-views.js';
import { harmless, type Paint } from './paint.js';

interface Moment {
  readonly at: number;
  readonly text: string;
}

/** A case as a story for people: how it stands, what was reported, and what happened, oldest first. */
export function showTimeline(timeline: CaseTimeline, p: Paint): string {
  const { case: record } = timeline;
  const facts = [
    record.area ?? 'no area',
    record.severity,
    record.ticket?.id,
    record.card?.id,
    record.decidedBy === null ? null : `decided by ${record.decidedBy}`,
    record.mergedInto === undefined ? null : `part of ${record.mergedInto}`,
  ].filter((fact) => fact != null);
  const moments = [...reported(timeline, p), ...happened(timeline, p), ...done(timeline, p)];
  return [
    `${p.strong(record.id)}  ${p.strong(record.status)} ${record.class}  ${p.faint(facts.join(' · '))}\n`,
    ...moments.sort((a, b) => a.at - b.at).map(({ at, text }) => `  ${p.faint(time(at))}  ${text}\n`),
    ...failing(timeline, p),
  ].join('');
}

/** A moment in UTC, to the second, as `2026-03-05 14:02:07`. */
export function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function reported({ reports }: CaseTimeline, p: Paint): readonly Moment[] {
  return reports.flatMap(({ id, at, channel, user, text, decisions }) => [
    {
      at,
      text: `${id} by ${harmless(user) || 'somebody'} in #${harmless(channel)}: ${text === '' ? p.faint('(erased)') : harmless(text.replace(/\s+/g, ' ').slice(0, 200))}`,
    },
    ...decisions.map((decision) => ({
      at: decision.at,
      text: `${id} decided: ${p.strong(decision.class)} ${p.faint(`(${decision.cause})`)}`,
    })),
  ]);
}

function happened({ events }: CaseTimeline, p: Paint): readonly Moment[] {
  return events.map(({ at, what, by }) => ({
    at,
    text: `${harmless(what)} ${p.faint(`by ${harmless(by)}`)}`,
  }));
}

function done({ effects }: CaseTimeline, p: Paint): readonly Moment[] {
  return effects.flatMap(({ deliveredAt, kind, to, ref, state }) =>
    deliveredAt === null
      ? []
      : [
          {
            at: deliveredAt,
            text: `${p.good('✓')} ${kind} ${p.faint(`to ${harmless(to)}${ref === null ? '' : `, ${ref}`}${state === 'withdrawn' ? ', withdrawn since' : ''}`)}`,
          },
        ],
  );
}

function failing({ effects }: CaseTimeline, p: Paint): readonly string[] {
  return effects
    .filter(({ state }) => state === 'pending' || state === 'parked')
    .map(
      ({ kind, to, state, error }) =>
        `  ${p.unsure(`${kind} to ${harmless(to)} ${state}`)}${error === null ? '' : `  ${p.faint(harmless(error))}`}\n`,
    );
}
