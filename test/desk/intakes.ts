import type { Intake } from '../../src/desk/records.js';

/** A report as a test needs it. */
export function intake(event: string, text: string, more: Partial<Intake> = {}): Intake {
  return {
    event,
    text,
    source: { kind: 'human', channel: 'gallery-help', user: `user-${event}` },
    at: 1_700_000_000_000,
    utcOffset: 0,
    anchor: { id: `message-${event}`, url: null },
    private: false,
    synthetic: false,
    ...more,
  };
}
