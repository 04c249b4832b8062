// What happened at the desk, for the verbs that tell of it: an export that is named, or what the desk keeps now.

import { createReadStream } from 'node:fs';
import { type History, HistoryError, type Period, readHistory } from '../history/index.js';
import { atDesk } from './desk-door.js';
import { UsageError } from './exit.js';
import { linesOf } from './lines.js';
import { readTime } from './read-time.js';
import type { Terminal } from './terminal.js';

/** Options of every verb that tells of the past. */
export interface PastOptions {
  /** A file that `triage export` wrote, or - for standard input. */
  readonly history?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The history of an export, or of the desk; throws UsageError for what is none. */
export async function readPast({ history: file }: PastOptions, terminal: Terminal): Promise<History> {
  try {
    if (file === undefined) return await atDesk(terminal, (desk) => readHistory(desk.dump()));
    return await readHistory(textsOf(file === '-' ? terminal.input : createReadStream(file)));
  } catch (cause) {
    if (cause instanceof HistoryError)
      throw new UsageError(`${file ?? 'the desk'}: ${cause.message}`, { cause });
    const code = (cause as NodeJS.ErrnoException).code;
    if (file !== undefined && (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES'))
      throw new UsageError(
        `--history: ${file} cannot be read (${code}); name a file that triage export wrote.`,
        { cause },
      );
    throw cause;
  }
}

/** The period that is meant; what is not named is `otherwise`. Throws UsageError for a time that cannot be read. */
export function periodOf({ from, to }: PastOptions, otherwise: Period, zone: string): Period {
  const period = {
    from: from === undefined ? otherwise.from : timeOf('--from', from, zone),
    to: to === undefined ? otherwise.to : timeOf('--to', to, zone),
  };
  if (period.from >= period.to)
    throw new UsageError('--from lies after --to; give them the other way round.');
  return period;
}

function timeOf(option: string, written: string, zone: string): number {
  const time = readTime(written, zone);
  if (time === null)
    throw new UsageError(`${option} is "${written}", expected a time like 2026-03-02 or 2026-03-02T11:30.`);
  return time.at;
}

async function* textsOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const { text } of linesOf(input)) yield text;
}
