// Does what a step of a timeline says, through the doors that people and adapters use.

import { DateTime } from 'luxon';
import type { Intake } from '../desk/records.js';
import type { CaseStep } from '../router/index.js';
import type { Timeline } from './read-timeline.js';
import type { SimulatedDesk } from './simulated-desk.js';
import type { TimelineStep } from './timeline-schema.js';

/** What whoever acted was answered. */
export interface Played {
  readonly answers: { readonly text: string; readonly refused: boolean }[];
}

/** Does one step; what was answered is added to `played`. */
export async function act(
  simulated: SimulatedDesk,
  step: TimelineStep,
  played: Played,
  change: (people: Timeline['people']) => void,
): Promise<void> {
  const { desk, store } = simulated;
  const by = step.by ?? 'somebody';
  const answer = (outcome: { readonly outcome: string; readonly why?: string }): void => {
    played.answers.push({ text: outcome.why ?? outcome.outcome, refused: outcome.outcome === 'refused' });
  };
  if ('report' in step || 'alert' in step) {
    for (const one of intakesOf(step, simulated.now())) {
      await desk.accept(one);
      // One after another, as they come in: later ones know of those before.
      if (step.times !== undefined) await simulated.settle();
    }
  } else if ('over' in step) {
    const over = { id: `alert-${step.over}`, over: true };
    await desk.accept({
      ...intakeOf(
        `${step.over}-over`,
        'Resolved.',
        { kind: 'automated', channel: 'alerts', user: 'monitor' },
        simulated.now(),
      ),
      alert: over,
    });
  } else if ('edit' in step) {
    const known = await store.reportByEvent(eventOf(step.edit));
    if (known === null) throw new Error(`there is no report "${step.edit}"`);
    const { report, event, anchor, synthetic } = known;
    const { source, at, utcOffset } = report;
    const now = simulated.now();
    await desk.amend(
      { event, text: step.says, source, at, utcOffset, anchor, private: known.private, synthetic },
      now,
    );
  } else if ('delete' in step) await desk.retract(eventOf(step.delete));
  else if ('reply' in step)
    await desk.reply({
      event: `reply-${step.reply}-${simulated.now()}`,
      root: { event: eventOf(step.reply), place: '' },
      text: step.says,
      kind: 'human',
      user: by,
      at: simulated.now(),
    });
  else if ('do' in step)
    answer(await desk.act(await caseOf(simulated, step.case), await stepOf(simulated, step), by));
  else if ('split' in step) answer(await desk.split(step.split, step.first ?? null, by));
  else if ('people' in step) change(step.people);
}

type Said =
  | Extract<TimelineStep, { readonly report: string }>
  | Extract<TimelineStep, { readonly alert: string }>;

function intakesOf(step: Said, now: number): readonly Intake[] {
  const names = (name: string): readonly string[] =>
    step.times === undefined
      ? [name]
      : Array.from({ length: step.times }, (_, index) => `${name}-${index + 1}`);
  if ('alert' in step) {
    const source = { kind: 'automated', channel: step.in ?? 'alerts', user: step.by ?? 'monitor' } as const;
    return names(step.alert).map((name) => ({
      ...intakeOf(name, step.says, source, now),
      alert: { id: `alert-${name}`, over: false },
    }));
  }
  const channel = step.in ?? 'gallery-help';
  return names(step.report).map((name) => {
    const user = step.by ?? (step.times === undefined ? 'a-colleague' : `colleague-of-${name}`);
    const partner = step.partner ?? (step.times === undefined ? undefined : name);
    return {
      ...intakeOf(name, step.says, { kind: 'human', channel, user }, now),
      private: step.private ?? false,
      ...(partner !== undefined && { partner }),
    };
  });
}

function intakeOf(name: string, text: string, source: Intake['source'], at: number): Intake {
  const event = eventOf(name);
  const utcOffset = DateTime.fromMillis(at, { zone: 'America/New_York' }).offset;
  return {
    event,
    text,
    source,
    at,
    utcOffset,
    anchor: { id: event, url: `local:${name}` },
    private: false,
    synthetic: false,
  };
}

function eventOf(name: string): string {
  return `local:${name}`;
}

async function reportOf({ store }: SimulatedDesk, name: string): Promise<string> {
  const stored = await store.reportByEvent(eventOf(name));
  if (stored === null) throw new Error(`there is no report "${name}"`);
  return stored.report.id;
}

async function caseOf(simulated: SimulatedDesk, name: string): Promise<string> {
  const record = await simulated.store.caseOf(await reportOf(simulated, name));
  if (record === null) throw new Error(`there is no case of "${name}"`);
  return record.id;
}

/** The step with its fields; whether they fit is asked of the desk. */
async function stepOf(
  simulated: SimulatedDesk,
  { do: what, case: about, to, into, text, severity, area }: Extract<TimelineStep, { readonly do: string }>,
): Promise<CaseStep> {
  const target = into === undefined ? undefined : await caseOf(simulated, into);
  return {
    do: what,
    ...(to !== undefined && { to }),
    ...(target !== undefined && { into: target }),
    ...(what === 'separate' && { report: await reportOf(simulated, about) }),
    ...(text !== undefined && { text }),
    ...(severity !== undefined && { severity }),
    ...(area !== undefined && { area }),
  } as CaseStep;
}
