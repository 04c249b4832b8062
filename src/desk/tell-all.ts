// What follows from a step that everybody who waits for the case should hear of, or that files something more.

import {
  type Case,
  type CaseStep,
  type Effect,
  lastNote,
  type News,
  type NoteKind,
  newsOf,
  planFollowUp,
  planNoteOnTicket,
} from '../router/index.js';
import type { RunningDeps } from './deps.js';
import { placeOf } from './place.js';
import type { Records, StoredReport } from './records.js';
import { speakerOf } from './voices.js';

type TellDeps = Pick<RunningDeps, 'judge'>;

/** Plans what a step that was made asks for beyond the case itself; to be called inside a transaction. */
export async function tellOfStep(
  deps: TellDeps,
  records: Records,
  record: Case,
  step: CaseStep,
  at: number,
): Promise<void> {
  switch (step.do) {
    case 'resolve':
      return tellAll(deps, records, record, 'resolved', at);
    case 'reopen':
      await noteOnTicket(records, record, at);
      return tellAll(deps, records, record, 'reopened', at);
    case 'add-note':
      return passOn(deps, records, record, 'workaround');
    case 'add-talking-point':
      return passOn(deps, records, record, 'talking-point');
    case 'tell':
      return passOn(deps, records, record, 'update');
    case 'follow-up':
      return fileFollowUp(records, record);
    default:
  }
}

/** One message in the thread of each report, or of those that `only` names. */
export async function tellAll(
  { judge }: TellDeps,
  records: Records,
  record: Case,
  news: News,
  at: number,
  only: readonly string[] = record.reports,
): Promise<void> {
  const reports = await reportsOf(records, only);
  const effects = judge.news(
    news,
    reports.map(({ report }) => report),
    at,
    null,
  );
  await addEach(records, record, reports, effects, `told ${news}`);
}

async function passOn({ judge }: TellDeps, records: Records, record: Case, kind: NoteKind): Promise<void> {
  const [note, news] = [lastNote(record, kind), newsOf(kind)];
  if (note === null || news === null) return;
  const reports = await reportsOf(records, record.reports);
  const effects = judge.news(
    news,
    reports.map(({ report }) => report),
    note.at,
    note,
  );
  await addEach(records, record, reports, effects, `told ${news}`);
}

async function fileFollowUp(records: Records, record: Case): Promise<void> {
  const note = lastNote(record, 'follow-up');
  const [first] = await reportsOf(records, record.reports.slice(0, 1));
  if (note === null || first === undefined) return;
  await addEach(records, record, [first], [planFollowUp(first.report.id, note)], 'follow-up');
}

/** A bug that was called over and is not is still in the backlog, where somebody may have closed it. */
async function noteOnTicket(records: Records, record: Case, at: number): Promise<void> {
  const first = record.ticket === null ? null : await speakerOf(records, record);
  if (first === null) return;
  const effect = planNoteOnTicket(first.report.id, 'ticket-reopened', at);
  await addEach(records, record, [first], [effect], 'reopened');
}

/** Reports whose words are still there: to the thread of one that was deleted nothing is said. */
async function reportsOf(records: Records, ids: readonly string[]): Promise<readonly StoredReport[]> {
  const stored = await Promise.all(ids.map((id) => records.report(id)));
  return stored.filter((one) => one !== null).filter(({ state }) => state !== 'erased');
}

/** Writes effects of several reports as plans of their own; each belongs to the report its key begins with. */
export async function addEach(
  records: Records,
  record: Case,
  reports: readonly StoredReport[],
  effects: readonly Effect[],
  route: string,
): Promise<void> {
  const now = await records.now();
  for (const stored of reports) {
    const { id } = stored.report;
    const mine = effects.filter(({ key }) => key.startsWith(`${id}:`));
    if (mine.length === 0) continue;
    const revision = (await records.decision(id))?.revision ?? 1;
    await records.addPlan({ report: id, route, effects: mine }, record.id, revision, now, (effect) =>
      placeOf(effect, stored),
    );
  }
}
