import { createHash } from 'node:crypto';

/** What an effect's key is called in other systems: short, stable, and made of nothing that could break a query. */
export function keyMark(key: string): string {
  return `triage-${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;
}
