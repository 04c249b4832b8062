import { createReadStream } from 'node:fs';
import { ImportError } from '../adapters/store/dump.js';
import { readSettings } from '../config.js';
import { runningDesk } from './desk-client.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { linesOf } from './lines.js';
import { openStore } from './open-store.js';
import type { Terminal } from './terminal.js';

/** Takes in what `triage export` wrote, all or nothing, into a store that holds no reports yet. */
export async function importVerb(file: string, terminal: Terminal): Promise<ExitCode> {
  const settings = readSettings(terminal.env, process.cwd());
  if ((await runningDesk(settings.dataFolder)) !== null) {
    throw new UsageError(
      `A desk runs on ${settings.dataFolder}. Stop it first, or point TRIAGE_DATA to a new folder.`,
    );
  }
  const lines = textsOf(() => (file === '-' ? terminal.input : createReadStream(file)));
  const store = await openStore(settings);
  try {
    const rows = await store.restore(lines);
    await terminal.out(`${rows} rows taken in\n`);
    return EXIT.ok;
  } catch (cause) {
    if (cause instanceof ImportError) throw new UsageError(`${file}: ${cause.message}`, { cause });
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES')
      throw new UsageError(`${file}: it cannot be read (${code}). Name a file that triage export wrote.`, {
        cause,
      });
    throw cause;
  } finally {
    await store.close();
  }
}

/** Opened once somebody reads: a file that is not there then fails whoever reads it. */
async function* textsOf(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const { text } of linesOf(open())) yield text;
}
