// What a reader of a message may do about its case, offered beside the words: buttons in Slack, a line in the terminal.

import { type Decision, REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import type { Case, EffectKind } from './types.js';

/** One thing offered. `reclassify` without a class asks which; `why` shows what the decision rests on. */
export type Offer =
  | { readonly do: 'acknowledge' | 'take-over' | 'resolve' | 'why' }
  | { readonly do: 'reclassify'; readonly to: ReportClass | null }
  /** A ticket for the cause of what keeps coming back; `about` says in a few words what that is. */
  | { readonly do: 'open-bug'; readonly case: string; readonly about: string };

/** What a message of that kind offers, the likeliest first. Whether somebody may do it is asked when they do. */
export function offersFor(
  kind: EffectKind,
  record: Case | null,
  decision: Pick<Decision, 'class' | 'scores'>,
): readonly Offer[] {
  const which: Offer = { do: 'reclassify', to: null };
  // Those who watch what the desk would have done can say what it should have done.
  if (record === null) return kind === 'announce' ? [which, { do: 'why' }] : [{ do: 'why' }];
  if (record.status === 'merged') return [{ do: 'why' }];
  const isOver = record.status === 'resolved' || record.status === 'reclassified';
  switch (kind) {
    case 'file-ticket':
    case 'file-follow-up':
    case 'link-ticket':
    case 'note-on-ticket':
    case 'open-card':
      return [];
    case 'cross-link':
    case 'tell':
      return [{ do: 'why' }];
    case 'ask-human':
      return record.decidedBy === null && !isOver
        ? [...classesByGuess(decision).map((to): Offer => ({ do: 'reclassify', to })), { do: 'why' }]
        : [{ do: 'why' }];
    case 'reply':
    case 'announce':
    case 'contact-pm':
    case 'escalate':
      if (isOver) return [{ do: 'why' }];
      return [...forFollowers(record), which, { do: 'why' }];
  }
}

function forFollowers(record: Case): readonly Offer[] {
  if (record.class !== 'incident' && record.class !== 'urgent-non-incident') return [];
  return record.status === 'open' ? [{ do: 'acknowledge' }] : [{ do: 'resolve' }, { do: 'take-over' }];
}

/** All classes, that with the most evidence first; of equals the graver. */
export function classesByGuess({ scores }: Pick<Decision, 'scores'>): readonly ReportClass[] {
  return [...REPORT_CLASSES].sort((one, other) => scores[other] - scores[one]);
}
