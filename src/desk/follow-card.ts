// A card that is open is kept in step with its case: a note says how the case stands whenever that has changed, and
// the card goes to the column of what is over. Its title and description are people's from the day it was opened, but
// for the words of a report that was deleted.

import { createHash } from 'node:crypto';
import { isFollowed } from '../router/index.js';
import type { RunningDeps } from './deps.js';
import type { Situation } from './judge.js';
import type { Ref } from './ports.js';
import { rewordCard } from './reword.js';

/** Stands for how a case was told on its card last. */
export function digestOfCard({ scribe }: Pick<RunningDeps, 'scribe'>, situation: Situation): string {
  return digestOf(scribe.cardNote(situation), situation);
}

/** What is to be done about an open card; `make` is null when the card tells how the case stands already. */
export function followCard(
  { board, scribe }: Pick<RunningDeps, 'board' | 'scribe'>,
  card: Ref,
  told: string | null,
  situation: Situation,
): { readonly digest: string; readonly text: string; readonly make: (() => Promise<Ref>) | null } {
  const { effect, case: record, events } = situation;
  const text = scribe.cardNote(situation);
  const digest = digestOf(text, situation);
  if (record === null || digest === told) return { digest, text, make: null };
  const make = async (): Promise<Ref> => {
    if (situation.instead !== null) await rewordCard({ board, scribe }, card, situation);
    // As many events make the same note: it is not added twice after an answer that was lost.
    if (text !== '') await board.update(`${effect.key}:${events.length}`, card, text);
    await board.move?.(card, isOver(situation) ? 'resolved' : 'incoming');
    return card;
  };
  return { digest, text, make };
}

function isOver({ case: record }: Situation): boolean {
  return record !== null && !isFollowed(record);
}

function digestOf(text: string, situation: Situation): string {
  const { instead } = situation;
  return createHash('sha256')
    .update(JSON.stringify([text, isOver(situation), ...(instead === null ? [] : [instead])]))
    .digest('base64url');
}
