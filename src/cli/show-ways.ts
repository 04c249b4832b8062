import type { Desk } from '../desk/start-desk.js';
import { paint } from './paint.js';
import { showEvent } from './show-event.js';
import type { Terminal } from './terminal.js';

/** Prints what happens to reports, from now on. */
export function showWays(desk: Pick<Desk, 'on'>, terminal: Terminal): void {
  const p = paint(terminal.colour);
  desk.on((event) => {
    const text = showEvent(event, p);
    if (text !== null) void terminal.out(text);
  });
}
