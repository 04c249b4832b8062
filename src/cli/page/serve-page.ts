// The page wired to the desk: under the desk's own address, or at one of its own for others to reach.

import type { Hono } from 'hono';
import type { PageSettings } from '../../config.js';
import { pageDoors } from '../../web/page/doors.js';
import { createSessions } from '../../web/page/sessions.js';
import { PAGE_FOLDER } from '../shipped.js';
import { openWorkbench } from '../workbench-thread.js';
import { type PageWiring, pageService } from './page-service.js';

/** The page, ready to be served. */
export interface OpenPage {
  readonly app: Hono;
  close(): Promise<void>;
}

/** Opens the page; whoever has one of the tokens gets in, or where there is none whoever reaches the address. */
export function openPage(
  wiring: Omit<PageWiring, 'workbench'>,
  { visitors }: Pick<PageSettings, 'visitors'>,
  now: () => number,
): OpenPage {
  const workbench = openWorkbench(wiring.folder);
  const service = pageService({ ...wiring, workbench });
  const doors = pageDoors({ service, sessions: createSessions(visitors, now), folder: PAGE_FOLDER });
  return { app: doors as unknown as Hono, close: workbench.close };
}
