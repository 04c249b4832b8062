import { openPostgresStore, openSqliteStore } from '../adapters/store/open-store.js';
import type { Settings } from '../config.js';
import type { Store } from '../desk/ports.js';

/** The store that the settings name. Throws StoreError when it cannot be used. */
export function openStore(settings: Settings): Promise<Store> {
  return settings.databaseUrl === null
    ? openSqliteStore(settings.dataFolder)
    : openPostgresStore(settings.databaseUrl);
}
