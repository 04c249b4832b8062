// What comes in: stored before it is acknowledged, once per event, with edits and deletions.

import { ownWords, takenBack } from './added.js';
import { noteAlert } from './alerts.js';
import type { RunningDeps } from './deps.js';
import { forget } from './forget.js';
import { wordHolds } from './persons-word.js';
import { RefusedValue } from './ports.js';
import type { Intake, StoredReport } from './records.js';
import { takeUpByEdit } from './take-up-again.js';

/** The id of a report, and whether it was known already. */
interface Accepted {
  readonly id: string;
  readonly accepted: 'new' | 'known';
}

/** The receiving side of the desk. Every call that resolves has been stored; one that rejects has not. */
export interface Inbox {
  /** Keeps a report; the same event again gives the same id and makes no second one. */
  accept(intake: Intake): Promise<Accepted>;
  /**
   * The author changed a message at `editedAt`. Accepts it when it is not known yet. Decided again only when its
   * words changed and no person has decided meanwhile.
   */
  amend(intake: Intake, editedAt: number): Promise<'new' | 'changed' | 'unchanged'>;
  /** The author deleted a message, or `actor` asks that it be forgotten; false when it was never stored. */
  retract(event: string, actor?: string): Promise<boolean>;
}

/** Who is told that there is work: a report to be decided, or something that was accepted before has changed. */
interface Wakes {
  readonly arrived: () => void;
  readonly changed: () => void;
}

/** An inbox that tells others of work; `current` gives the rules in force. */
export function createInbox(current: () => RunningDeps, wake: Wakes): Inbox {
  const deps = current();
  const { store, events, log } = deps;

  const accept: Inbox['accept'] = async (intake) => {
    const taken = await keep(deps, intake);
    log.info({ report: taken.id, accepted: taken.accepted }, 'a report was accepted');
    events.tell({ kind: 'accepted', report: taken.id, again: taken.accepted === 'known' });
    wake.arrived();
    return taken;
  };

  return {
    accept,

    async amend(intake, editedAt) {
      let known = await store.reportByEvent(intake.event);
      if (known === null) {
        const { accepted } = await accept(intake);
        if (accepted === 'new') return 'new';
        // Stored by another desk meanwhile, with the words from before the edit: those are changed below.
        known = await store.reportByEvent(intake.event);
      }
      const changed = known === null ? 'unchanged' : await change(current(), known, intake, editedAt);
      wake.changed();
      return changed;
    },

    async retract(event, actor = 'author') {
      const erased = await forget(deps, event, actor);
      wake.changed();
      return erased;
    },
  };
}

/** What the store will not take is the fault of whoever sent it; all else is a trouble of the desk. */
async function keep({ store, troubles }: RunningDeps, intake: Intake): Promise<Accepted> {
  try {
    const taken = await add(store, intake);
    troubles.wentWell(taking);
    return taken;
  } catch (error) {
    if (!(error instanceof RefusedValue)) troubles.failed(taking, error);
    throw error;
  }
}

const taking = 'taking reports';

/** A report and what its monitor says of it are kept together. */
async function add(store: RunningDeps['store'], intake: Intake): Promise<Accepted> {
  const { alert } = intake;
  if (alert === undefined) return store.addReport(intake, await store.now());
  return store.transaction(async (records) => {
    const now = await records.now();
    const taken = await records.addReport(intake, now);
    if (taken.accepted === 'new') await noteAlert(records, alert, taken.id, now);
    return taken;
  });
}

async function change(
  deps: RunningDeps,
  known: StoredReport,
  intake: Intake,
  editedAt: number,
): Promise<'changed' | 'unchanged'> {
  const { store, log } = deps;
  const { id, source } = known.report;
  if (await takeUpByEdit(deps, known, { text: intake.text, user: source.user, at: editedAt }))
    return 'changed';
  const added = await whatStays(deps, known, intake.text);
  return store.transaction(async (records) => {
    await records.lockReport(id);
    if (!(await records.amendReport(id, intake.text, editedAt, added))) return 'unchanged';
    const record = await records.caseOf(id);
    const human = await wordHolds(records, id, record);
    if (human === null) await records.reopenReport(id);
    else await records.touchReport(id, await records.now());
    log.info({ report: id, again: human === null }, 'a report was edited by its author');
    return 'changed';
  });
}

/** Who edits it to say that it is over, or after they called it off that it is not, says so of all they have added. */
async function whatStays(
  { judge }: RunningDeps,
  known: StoredReport,
  text: string,
): Promise<'kept' | 'dropped'> {
  if (known.added.length === 0) return 'kept';
  if (await judge.saysItIsOver({ ...known.report, text })) return 'dropped';
  const isOff = (await takenBack(judge, known)) !== null;
  return isOff && (await judge.saysAnew(ownWords(known), { ...known.report, text })) ? 'dropped' : 'kept';
}
