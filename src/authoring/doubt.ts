// Why a person is asked: what of the evidence was not enough.

import { type DecidingAlone, type Decision, type ReportClass, ranked } from '../classifier/index.js';
import { CLASS_WORDS } from './class-words.js';

/** A sentence that says why a decision is undecided; null for one that is not. */
export function doubtOn(
  { class: of }: Pick<Decision, 'class'>,
  chances: Readonly<Record<ReportClass, number>>,
  { undecided }: Pick<DecidingAlone, 'undecided'>,
  readable: boolean,
): string | null {
  if (of !== 'undecided') return null;
  if (!readable) return 'It is in a language that the rules cannot read, so a person is asked.';
  const [best, second] = ranked(chances);
  if (chances[best] < undecided.below)
    return `No class is likely enough: ${percent(undecided.below)} is asked for, and ${CLASS_WORDS[best]} has ${percent(chances[best])}. So a person is asked.`;
  if (chances[best] - chances[second] < undecided.margin)
    return `It could be ${CLASS_WORDS[best]} (${percent(chances[best])}) or ${CLASS_WORDS[second]} (${percent(chances[second])}): too close to call, so a person is asked.`;
  return `It looks like ${CLASS_WORDS[best]} (${percent(chances[best])}), but may be an incident (${percent(chances.incident)}): from ${percent(undecided.incidentGuard)} on a person is asked, so that no incident is missed.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
