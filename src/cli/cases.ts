import { openPostgresStore, openSqliteStore } from '../adapters/store/open-store.js';
import { readSettings } from '../config.js';
import { runningDesk } from './desk-client.js';
import { casesOf, type ListedCase } from './desk-service.js';
import { EXIT, type ExitCode } from './exit.js';
import { paint } from './paint.js';
import { showCases } from './show-cases.js';
import type { Terminal } from './terminal.js';

/** Options of `triage cases`. */
export interface CasesOptions {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Lists cases: the running desk is asked, and only without one is its store opened. */
export async function casesVerb(options: CasesOptions, terminal: Terminal): Promise<ExitCode> {
  const settings = readSettings(terminal.env, process.cwd());
  const which = options.all ? 'all' : 'open';
  const desk = await runningDesk(settings.dataFolder);
  const cases =
    desk === null
      ? await fromStore(settings.dataFolder, settings.databaseUrl, which)
      : ((await desk.get(`/cases?which=${which}`)) as readonly ListedCase[]);
  await terminal.out(
    options.json ? `${JSON.stringify(cases, null, 2)}\n` : showCases(cases, paint(terminal.colour)),
  );
  return EXIT.ok;
}

async function fromStore(
  folder: string,
  databaseUrl: string | null,
  which: 'open' | 'all',
): Promise<readonly ListedCase[]> {
  const store = databaseUrl === null ? await openSqliteStore(folder) : await openPostgresStore(databaseUrl);
  try {
    return await casesOf(store, which);
  } finally {
    await store.close();
  }
}
