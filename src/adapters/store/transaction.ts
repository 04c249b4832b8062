import { setTimeout as rest } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { RefusedValue } from '../../desk/ports.js';

/** Two desks waited for each other and one was sent away, or it saw what another has changed since. */
const sentAway: ReadonlySet<string> = new Set(['40P01', '40001']);
const tries = 5;
const restMs = 20;

/**
 * Does work in a transaction: again from the start where two desks stood in each other's way. Throws RefusedValue
 * where the store will never take what it was given.
 */
export async function inTransaction<T>(once: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await once();
    } catch (error) {
      if (left > 0 && sentAway.has(codeOf(error))) {
        // The other is to get what it waits for first.
        await rest(restMs * (tries - left));
        continue;
      }
      throw isAboutValues(error) ? new RefusedValue('the store refuses a value', { cause: error }) : error;
    }
  }
}

/** Values that cannot be bound, break a constraint or are too large: PostgreSQL's classes 22, 23 and 54. */
function isAboutValues(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const code = codeOf(error);
  return error instanceof Database.SqliteError
    ? /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH)/.test(code)
    : /^(22|23|54)[0-9A-Z]{3}$/.test(code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
