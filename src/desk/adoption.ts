import type { Decision } from '../classifier/index.js';
import type { Case, OnCall, PersonId } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Cause, StoredReport } from './records.js';
import type { Repeat } from './same-alert.js';

/** A decision about a report, and what is needed to act on it. */
export interface Adoption {
  readonly stored: StoredReport;
  readonly decision: Decision;
  readonly cause: Cause;
  readonly onCall: OnCall;
  /** The case that the report joins, where others have one already. */
  readonly joins?: Case;
  /** It is an alert that came before: it is counted in its case, and nothing more is said. */
  readonly repeats?: Repeat;
  /** A person has said so. */
  readonly decidedBy?: PersonId;
  /** Whoever brings it about tells the reporter of it. */
  readonly isTold?: boolean;
  /** Somebody asks after that case. */
  readonly asksAfter?: Case;
  /** The open incident whose reports tell of the same. */
  readonly tellsOf?: Case;
}

/** Writing needs nothing of the outside. */
export type AdoptDeps = Pick<RunningDeps, 'judge' | 'settings'>;
