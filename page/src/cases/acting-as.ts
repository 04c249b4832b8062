import { effect, signal } from '@preact/signals';
import { start } from '../ask.js';

/** As whom one acts, where the page leaves that open. */
export const actingAs = signal('');

effect(() => {
  const begun = start.value;
  if (begun !== null && actingAs.peek() === '')
    actingAs.value = begun.visitor.person ?? begun.operator ?? begun.people[0]?.id ?? '';
});
