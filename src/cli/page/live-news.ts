// Tells pages that something has changed: what the desk tells of itself, and what people do to cases.

import { type DeskEvent, reportOf } from '../../desk/events.js';
import { isSynthetic } from '../../desk/self-test.js';
import type { Desk } from '../../desk/start-desk.js';
import type { Told } from '../../web/page/shapes.js';

/** A desk whose doings are told. */
export interface LiveNews {
  /** The same desk: what is done through it is told. */
  readonly desk: Desk;
  tell(told: Told): void;
  listen(tell: (told: Told) => void): () => void;
}

/** News of a desk from now on. */
export function liveNews(desk: Desk): LiveNews {
  const listeners = new Set<(told: Told) => void>();
  const tell = (told: Told): void => {
    for (const listener of listeners) listener(told);
  };
  desk.on((event) => {
    if (!isSynthetic(reportOf(event))) tell(toldOf(event));
  });
  return {
    desk: {
      ...desk,
      async act(caseId, step, person) {
        const change = await desk.act(caseId, step, person);
        if (change.outcome === 'changed') tell({ kind: 'case', case: caseId });
        return change;
      },
      async reply(reply) {
        const taken = await desk.reply(reply);
        tell({ kind: 'report', case: null });
        return taken;
      },
    },
    tell,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toldOf(event: DeskEvent): Told {
  if (event.kind === 'decided') return { kind: 'case', case: event.caseId };
  if (event.kind === 'accepted' || event.kind === 'undecidable' || event.kind === 'erased')
    return { kind: 'report', case: null };
  return { kind: 'case', case: event.effect.caseId };
}
