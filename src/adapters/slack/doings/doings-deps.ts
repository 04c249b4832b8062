import type { Decision, Report } from '../../../classifier/index.js';
import type { Logger, Records } from '../../../desk/ports.js';
import type { StoredDecision } from '../../../desk/records.js';
import type { Desk } from '../../../desk/start-desk.js';
import type { PersonId, RoutingRules } from '../../../router/index.js';
import type { NearlyFired } from '../blocks/why-view.js';
import type { IntakeDeps } from '../intake-of.js';
import type { SlackApi, SlackIdentity, SlackWords } from '../slack-api.js';
import type { SlackCommand } from '../slack-interactions.js';
import type { SlackNames } from '../slack-names.js';

/** A report decided without anything coming of it. */
export interface DryRun {
  readonly decision: Decision;
  /** What its reporter would read; null when nothing would be said. */
  readonly reply: string | null;
}

/** What is needed to do what people want done in Slack. */
export interface DoingsDeps {
  readonly api: SlackApi;
  readonly names: SlackNames;
  identity(): Promise<SlackIdentity>;
  readonly desk: Pick<
    Desk,
    'accept' | 'act' | 'channels' | 'correct' | 'changeSpeaking' | 'health' | 'onCall' | 'split'
  >;
  readonly store: Pick<
    Records,
    | 'report'
    | 'reportByEvent'
    | 'reportsBelow'
    | 'effectByRef'
    | 'decision'
    | 'correctionOf'
    | 'case'
    | 'caseOf'
    | 'cases'
    | 'now'
  >;
  /** As the rules stand now. */
  routing(): RoutingRules;
  /** The content hash of the rules in force. */
  rulebook(): string;
  /** Rules in force that lack one condition to fire for a report. */
  nearly(report: Report): Promise<readonly NearlyFired[]>;
  dryRun(report: Report): Promise<DryRun>;
  /** Minutes east of UTC at a moment, in an IANA zone or, for null, in the policy's. */
  utcOffset(at: number, zone: string | null): number;
  /** What messages need to become reports. */
  readonly intake: Pick<IntakeDeps, 'names' | 'utcOffset'>;
  /** The decision on a report, waited for a little; null when there is none by then. */
  decided(report: string): Promise<StoredDecision | null>;
  readonly log: Logger;
  /** Commands of other rooms, by name: what follows `/triage NAME` is theirs to answer. */
  readonly more?: Readonly<Record<string, MoreCommand>>;
}

/** A command that is told about elsewhere. */
export interface MoreCommand {
  /** What it does, for `/triage help`: "split the off hours with the other engineer". */
  readonly help: string;
  /** Answers in plain text; people stand in it as `@{id}`. */
  answer(rest: string, person: PersonId, command: SlackCommand): Promise<string>;
}

/** Plain words of ours for one person. */
export type Say = (text: string) => Promise<SlackWords>;
