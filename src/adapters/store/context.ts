import type { Kysely, RawBuilder } from 'kysely';
import type { Schema } from './schema.js';

export type Dialect = 'sqlite' | 'postgresql';

/** What every query needs: a connection or an open transaction, which database it is, and its clock. */
export interface Context {
  readonly db: Kysely<Schema>;
  readonly dialect: Dialect;
  /** Milliseconds by the database's clock, as part of a query. */
  clock(): RawBuilder<number>;
  /** The same, asked for alone. */
  now(db: Kysely<Schema>): Promise<number>;
}
