// The labelled reports of fixtures/reports, as benches read them.

import { readdirSync, readFileSync } from 'node:fs';
import { DateTime } from 'luxon';
import type { Report } from '../src/classifier/index.js';

/** All labelled reports, in the order of their files. */
export function readLabelled(): readonly Report[] {
  const folder = new URL('../fixtures/reports/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readFileSync(new URL(name, folder), 'utf8').trim().split('\n'))
    .map((line) => {
      const { id, text, source, ts } = JSON.parse(line) as Report & { readonly ts: string };
      const written = DateTime.fromISO(ts, { setZone: true });
      return { id, text, source, at: written.toMillis(), utcOffset: written.offset };
    });
}

/** A report that a person makes in no special channel, at the beginning of 1970. */
export function reportOf(text: string): Report {
  return { id: 'made', text, source: { kind: 'human', channel: 'other', user: '' }, at: 0, utcOffset: 0 };
}
