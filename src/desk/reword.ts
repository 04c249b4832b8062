// A ticket or card that was made from a report stays when its author deletes that, as long as others tell of the
// same: it then tells in their words. What people have written there meanwhile is theirs; they are asked instead.

import type { RunningDeps } from './deps.js';
import type { Situation } from './judge.js';
import { DeliveryError, type Ref } from './ports.js';

const replaced = 'The report behind this was deleted. It is told here in the words of another now.';
const asked =
  'The report behind this was deleted, and what it said may still stand here. Others tell of the same, so this stays open: please take the words of the deleted report out.';

/** Puts the words of the report that speaks now on a ticket, and says so in a comment. */
export async function rewordTicket(
  { backlog, scribe }: Pick<RunningDeps, 'backlog' | 'scribe'>,
  ticket: Ref,
  situation: Situation,
): Promise<void> {
  const done = await mayBe(backlog.reword?.(ticket, scribe.ticket(situation)));
  await backlog.comment(noteKey(situation), ticket, done ? replaced : asked);
}

/** The same on a card, with a note. */
export async function rewordCard(
  { board, scribe }: Pick<RunningDeps, 'board' | 'scribe'>,
  card: Ref,
  situation: Situation,
): Promise<void> {
  const { key } = situation.effect;
  const done = await mayBe(board.reword?.(key, card, scribe.card(situation)));
  await board.update(noteKey(situation), card, done ? replaced : asked);
}

/** A desk that is not allowed to edit asks people too. */
async function mayBe(rewording: Promise<boolean> | undefined): Promise<boolean> {
  try {
    return (await rewording) ?? false;
  } catch (error) {
    if (error instanceof DeliveryError && error.outcome === 'refused') return false;
    throw error;
  }
}

/** One note for each report that comes to speak. */
function noteKey({ effect, instead }: Situation): string {
  return `${effect.key}:told-by:${instead}`;
}
