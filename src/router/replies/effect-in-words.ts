// What an effect does, in a few words, for those who read what would have been done.

import { type Directory, personOf } from '../directory.js';
import { joined } from '../promise.js';
import type { Effect, PersonId } from '../types.js';

/** An effect as the end of a sentence: "announce it in #incidents, mentioning Ada and Ben". */
export function effectInWords({ kind, destination, mentions }: Effect, directory: Directory): string {
  const name = (id: PersonId) => personOf(id, directory)?.name ?? id;
  const where =
    destination.kind === 'thread'
      ? 'in its thread'
      : destination.kind === 'channel'
        ? `in #${destination.channel}`
        : `in a direct message to ${name(destination.person)}`;
  const others = mentions.filter((id) => destination.kind !== 'person' || id !== destination.person);
  const mentioning =
    others.length === 0 ? '' : `, mentioning ${joined(others.map((id) => ({ name: name(id) })))}`;
  switch (kind) {
    case 'reply':
      return `answer ${where}${mentioning}`;
    case 'tell':
      return `tell it ${where}${mentioning}`;
    case 'announce':
      return `announce it ${where}${mentioning}`;
    case 'file-ticket':
      return 'file a ticket in the backlog';
    case 'file-follow-up':
      return 'file a ticket for what is left to do';
    case 'link-ticket':
      return 'link its ticket to the incident';
    case 'note-on-ticket':
      return 'add a comment to its ticket';
    case 'contact-pm':
      return `ask for advice ${where}${mentioning}`;
    case 'open-card':
      return 'open a card on the incidents board';
    case 'cross-link':
      return `say ${where} where it is followed${mentioning}`;
    case 'ask-human':
      return `ask what it is ${where}${mentioning}`;
    case 'escalate':
      return `remind ${where}${mentioning}`;
  }
}
