// What comes in: stored before it is acknowledged, once per event, with edits and deletions.

import { noteAlert } from './alerts.js';
import type { RunningDeps } from './deps.js';
import { forget } from './forget.js';
import { wordHolds } from './persons-word.js';
import { RefusedValue } from './ports.js';
import type { Intake } from './records.js';

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

/** An inbox that tells others of work. */
export function createInbox(deps: RunningDeps, wake: Wakes): Inbox {
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
      const known = await store.reportByEvent(intake.event);
      if (known === null) {
        const { accepted } = await accept(intake);
        // Stored by another desk meanwhile, with the words from before the edit: those are changed below.
        if (accepted === 'new') return 'new';
      }
      const changed = await change(deps, intake, editedAt);
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
  { store, log, judge }: RunningDeps,
  intake: Intake,
  editedAt: number,
): Promise<'changed' | 'unchanged'> {
  return store.transaction(async (records) => {
    const known = await records.reportByEvent(intake.event);
    if (known === null) return 'unchanged';
    const { id } = known.report;
    await records.lockReport(id);
    // Whoever edits it to say that it is over says so of all that they have added, too.
    const { facts } = judge.read({ ...known.report, text: intake.text });
    const added = facts.state === 'resolved' ? 'dropped' : 'kept';
    if (!(await records.amendReport(id, intake.text, editedAt, added))) return 'unchanged';
    const record = await records.caseOf(id);
    const human = await wordHolds(records, id, record);
    if (human === null) await records.reopenReport(id);
    else await records.touchReport(id, await records.now());
    log.info({ report: id, again: human === null }, 'a report was edited by its author');
    return 'changed';
  });
}
