// What somebody reads who has done something to a case.

import type { CaseChange, CaseStep, Directory } from '../../../router/index.js';
import { personOf } from '../../../router/index.js';

/** One or two sentences; refusals are kind and tell what can be done. */
export function changeInWords(
  step: CaseStep,
  change: CaseChange,
  person: string,
  directory: Directory,
): string {
  if (change.outcome === 'changed') return done(step) ?? `Thank you: ${change.event.what}.`;
  if (change.outcome === 'unchanged') return change.why;
  return refusalInWords(change.why, person, directory);
}

/** Why somebody may not, and who can. */
export function refusalInWords(why: string, person: string, directory: Directory): string {
  const known = personOf(person, directory) !== null;
  return `${why} ${
    known
      ? 'Please ask one of them; in an emergency, say so in this thread and those on call will see it.'
      : 'The desk does not know you yet: your e-mail address has to stand in rules/directory.yaml for that.'
  }`;
}

function done(step: CaseStep): string | null {
  switch (step.do) {
    case 'acknowledge':
      return 'Thank you, you have taken it up: nobody is reminded of it any more.';
    case 'take-over':
      return 'It is yours now: the desk leaves it alone and decides nothing about it any more.';
    case 'resolve':
      return 'Thank you, it is resolved; everybody who reported it is told.';
    case 'reclassify':
      return 'Thank you, so it is: what that needs is done now, and those who were told otherwise are told.';
    default:
      return null;
  }
}
