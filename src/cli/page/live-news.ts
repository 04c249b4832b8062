// Tells pages that something has changed: what the desk tells of itself, and what people do to cases.

import { reportOf } from '../../desk/events.js';
import { isSynthetic } from '../../desk/self-test.js';
import type { Desk } from '../../desk/start-desk.js';

/** A desk whose doings are told. */
export interface LiveNews {
  /** The same desk: what is done through it is told. */
  readonly desk: Desk;
  listen(tell: () => void): () => void;
}

/** News of a desk from now on. */
export function liveNews(desk: Desk): LiveNews {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  desk.on((event) => {
    if (!isSynthetic(reportOf(event))) tell();
  });
  return {
    desk: {
      ...desk,
      async act(caseId, step, person) {
        const change = await desk.act(caseId, step, person);
        if (change.outcome === 'changed') tell();
        return change;
      },
      async reply(reply) {
        const taken = await desk.reply(reply);
        tell();
        return taken;
      },
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
