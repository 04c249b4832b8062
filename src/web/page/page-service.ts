import type { CaseStep, Reclassify } from '../../router/index.js';
import type {
  AccuracyView,
  BoardColumn,
  BoardPage,
  CaseView,
  ChatRoom,
  Checked,
  Consequences,
  Done,
  Edits,
  MutationView,
  PastReport,
  RuleFolder,
  Start,
  Trial,
  Tried,
  UnfollowedReport,
  Visitor,
  WeekView,
} from './shapes.js';

/** Something that a played person says in the chat of local mode. */
export interface Said {
  readonly as: string;
  readonly channel: string;
  readonly text: string;
  /** Id of the report below which it is said; null for a new one. */
  readonly thread: string | null;
}

/** What the desk does for its page; answers are plain JSON values. */
export interface PageService {
  start(visitor: Visitor, csrf: string): Promise<Start>;
  /** Calls back when reports or cases have changed; the returned function ends it. */
  listen(tell: () => void): () => void;
  tryOut(trial: Trial): Promise<Tried | Checked>;
  /** Reports to pick from: what the desk was told, and labelled ones, that contain some words. */
  past(find: string): Promise<readonly PastReport[]>;
  rules(): Promise<RuleFolder>;
  check(edits: Edits): Promise<Checked>;
  consequences(edits: Edits): Promise<Consequences>;
  /** Writes edited files into the folder, where that is allowed and nobody has changed it since `version`. */
  save(edits: Edits, version: string, visitor: Visitor): Promise<Done>;
  board(column: BoardColumn, after: string | null): Promise<BoardPage>;
  week(): Promise<WeekView>;
  accuracy(): Promise<AccuracyView>;
  /** Takes long: every small change of the rules is tried. */
  mutation(): Promise<MutationView>;
  /** Null when there is no case of that id. */
  caseView(id: string): Promise<CaseView | null>;
  act(caseId: string, step: CaseStep, person: string): Promise<Done>;
  /** The latest reports that have no case. */
  unfollowed(): Promise<readonly UnfollowedReport[]>;
  /** Takes a person's word on what a report is. */
  correct(report: string, step: Reclassify, person: string): Promise<Done>;
  /** What somebody sees in the chat of local mode; null where chat leads outside. */
  chat(as: string): Promise<readonly ChatRoom[] | null>;
  say(said: Said): Promise<Done>;
}
