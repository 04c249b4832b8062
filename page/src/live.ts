// What the desk tells while the page is open: a count that grows, so that whoever shows something looks again.

import { signal } from '@preact/signals';

/** Grows when cases or reports have changed. */
export const changes = signal(0);
/** False while the connection is gone; the browser tries again by itself. */
export const connected = signal(true);

const restMs = 150;

/** Listens until the page goes; the returned function ends it. */
export function listen(): () => void {
  const source = new EventSource('/page/events');
  let isSoon = false;
  const soon = (): void => {
    if (isSoon) return;
    isSoon = true;
    window.setTimeout(() => {
      isSoon = false;
      changes.value += 1;
    }, restMs);
  };
  source.addEventListener('told', soon);
  source.addEventListener('hello', () => {
    connected.value = true;
    soon();
  });
  source.addEventListener('error', () => {
    connected.value = false;
  });
  return () => source.close();
}
