// The desk's own house: where it keeps things, and whether it runs.

import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { readAccess } from './desk-access.js';
import { runningDesk } from './desk-client.js';
import type { DoctorCheck, Standing } from './doctor-check.js';
import { openStore } from './open-store.js';

/** The data folder, or the PostgreSQL server. Only looked at: no file is made, nothing is migrated in a folder. */
export const storeCheck: DoctorCheck = {
  name: 'store',
  async look({ settings }) {
    if (settings.databaseUrl === null) return folderStanding(settings.dataFolder);
    try {
      const store = await openStore(settings);
      await store.close();
      return { state: 'live', notes: ['PostgreSQL, at DATABASE_URL'] };
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'StoreError') throw error;
      return { state: 'wrong', notes: [error.message] };
    }
  },
};

function folderStanding(folder: string): Standing {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch {
    const text = `${there} may not be written by this user. Set TRIAGE_DATA to a folder that may, or change its owner.`;
    return { state: 'wrong', notes: [text] };
  }
  return {
    state: 'local',
    notes: [there === folder ? `SQLite in ${folder}` : `SQLite in ${folder}, which is made at the start`],
  };
}

const readinessSchema = z.object({ reasons: z.array(z.string()), problems: z.array(z.string()) });

/** The desk that runs on the data folder, by what it says of itself. */
export const deskCheck: DoctorCheck = {
  name: 'desk',
  async look({ settings }) {
    const access = readAccess(settings.dataFolder);
    if (access === null || (await runningDesk(settings.dataFolder)) === null)
      return { state: 'off', notes: ['no desk runs on this data folder; triage start runs one'] };
    try {
      const answer = await fetch(`${access.url}/readyz`, {
        signal: AbortSignal.timeout(20_000),
        redirect: 'error',
      });
      const { reasons, problems } = readinessSchema.parse(await answer.json());
      return {
        state: reasons.length > 0 ? 'wrong' : 'live',
        notes: [`a desk runs at ${access.url}`, ...problems],
      };
    } catch (error) {
      const why = error instanceof Error ? error.name : 'unknown';
      return { state: 'wrong', notes: [`The desk at ${access.url} does not say how it is (${why}).`] };
    }
  },
};
