// The tables as Kysely sees them. Only text, whole numbers and null are ever bound: times are milliseconds,
// flags are 0 or 1, structures are JSON text, on SQLite and PostgreSQL alike.

import type { Generated } from 'kysely';

type Flag = 0 | 1;
type Json = string;

export interface ReportsTable {
  readonly seq: Generated<number>;
  readonly id: string;
  readonly event: string;
  readonly channel: string;
  readonly author: string;
  /** The report and its anchor; JSON escapes carry NUL and lone surrogates through both databases. */
  readonly document: Json;
  /** Id of the message below which it is answered; empty for a deleted one that never came. */
  readonly anchor: string;
  readonly synthetic: Flag;
  readonly received_at: number;
  readonly state: 'stored' | 'decided' | 'stuck' | 'erased';
  readonly attempts: number;
  readonly error: string | null;
  readonly edited_at: number | null;
  readonly erased_at: number | null;
}

export interface SeenTable {
  readonly report: string;
  readonly at: number;
  readonly document: Json;
  readonly class: string;
  readonly open: Flag;
}

export interface SeenTopicsTable {
  readonly name: string;
  readonly at: number;
  readonly report: string;
}

export interface DecisionsTable {
  readonly report: string;
  readonly revision: number;
  readonly cause: 'arrival' | 'edit' | 'correlation' | 'correction';
  readonly at: number;
  readonly class: string;
  readonly area: string | null;
  readonly rulebook: string;
  readonly document: Json;
}

export interface PlansTable {
  readonly report: string;
  readonly revision: number;
  readonly route: string;
  readonly at: number;
}

export interface EffectsTable {
  readonly seq: Generated<number>;
  readonly key: string;
  readonly report: string;
  readonly case_id: string | null;
  readonly kind: string;
  readonly port: 'chat' | 'backlog' | 'board';
  readonly lane: string;
  readonly document: Json;
  readonly says: Flag;
  readonly state: 'pending' | 'delivered' | 'parked' | 'cancelled' | 'withdrawn';
  readonly attempts: number;
  readonly in_flight: Flag;
  readonly lease_by: string | null;
  readonly lease_until: number | null;
  readonly token: number;
  readonly ref_id: string | null;
  readonly ref_url: string | null;
  readonly desired: number;
  readonly shown: number;
  readonly digest: string | null;
  readonly created_at: number;
  readonly delivered_at: number | null;
  readonly due_at: number | null;
  readonly error: string | null;
}

export interface EffectNeedsTable {
  readonly effect: string;
  readonly needs: string;
}

export interface LanesTable {
  readonly name: string;
  readonly next_at: number;
  readonly failures: number;
}

export interface CasesTable {
  readonly id: string;
  readonly status: string;
  readonly class: string;
  readonly area: string | null;
  readonly opened_at: number;
  readonly document: Json;
}

export interface CaseReportsTable {
  readonly report: string;
  readonly case_id: string;
}

export interface CaseEventsTable {
  readonly seq: Generated<number>;
  readonly case_id: string;
  readonly at: number;
  readonly what: string;
  readonly by: string;
}

export interface TimersTable {
  readonly key: string;
  readonly kind: string;
  readonly due_at: number;
  readonly subject: string;
  readonly state: 'waiting' | 'fired' | 'cancelled';
}

export interface CorrectionsTable {
  readonly seq: Generated<number>;
  readonly report: string;
  readonly from_class: string;
  readonly to_class: string;
  readonly by: string;
  readonly at: number;
  readonly why: string;
  readonly rulebook: string;
  readonly sample: string | null;
}

export interface ShadowDecisionsTable {
  readonly report: string;
  readonly document: Json;
}

export interface AuditTable {
  readonly seq: Generated<number>;
  readonly at: number;
  readonly actor: string;
  readonly what: string;
  readonly subject: string;
}

export interface WatermarksTable {
  readonly channel: string;
  readonly at: number;
}

export interface SettingsTable {
  readonly name: string;
  readonly value: string;
}

export interface RepliesTable {
  readonly event: string;
  readonly report: string;
  readonly at: number;
}

export interface LocalItemsTable {
  readonly seq: Generated<number>;
  readonly key: string;
  readonly port: 'chat' | 'backlog' | 'board';
  readonly ref: string;
  readonly body: Json;
  readonly at: number;
  readonly edited_at: number | null;
  readonly withdrawn: Flag;
}

export interface MigrationsTable {
  readonly name: string;
  readonly applied_at: number;
}

/** Every table of the store. */
export interface Schema {
  readonly reports: ReportsTable;
  readonly seen: SeenTable;
  readonly seen_topics: SeenTopicsTable;
  readonly decisions: DecisionsTable;
  readonly plans: PlansTable;
  readonly effects: EffectsTable;
  readonly effect_needs: EffectNeedsTable;
  readonly lanes: LanesTable;
  readonly cases: CasesTable;
  readonly case_reports: CaseReportsTable;
  readonly case_events: CaseEventsTable;
  readonly timers: TimersTable;
  readonly corrections: CorrectionsTable;
  readonly shadow_decisions: ShadowDecisionsTable;
  readonly audit: AuditTable;
  readonly watermarks: WatermarksTable;
  readonly settings: SettingsTable;
  readonly replies: RepliesTable;
  readonly local_items: LocalItemsTable;
  readonly migrations: MigrationsTable;
}
