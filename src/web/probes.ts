// For whatever watches the desk from outside: is the process alive, can it do its work, and how much has it done.
// No token is needed: they are served on the loopback address alone, and name neither people nor what was said.

import { Hono } from 'hono';

/** How the desk stands, as `/readyz` tells it. */
export interface Readiness {
  /** Why the desk cannot do its work now; none when it can. */
  readonly reasons: readonly string[];
  /** Everything that somebody should look at, those included. */
  readonly problems: readonly string[];
  /** Content hash of the rules in force, and since when, ISO 8601. */
  readonly rulebook: { readonly version: string; readonly since: string };
}

/** What the probes ask. */
export interface Probed {
  readiness(): Promise<Readiness>;
  /** Counters and gauges in the text format of Prometheus. */
  metrics(): Promise<{ readonly type: string; readonly text: string }>;
}

/** `/healthz`, `/readyz` (503 when not ready) and `/metrics`. */
export function probes(probed: Probed): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ alive: true }));
  app.get('/readyz', async (c) => {
    const readiness = await probed.readiness();
    const ready = readiness.reasons.length === 0;
    return c.json({ ready, ...readiness }, ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    const { type, text } = await probed.metrics();
    return c.body(text, 200, { 'content-type': type });
  });
  return app;
}
