import type { Effect, EffectKind } from '../router/index.js';
import type { EffectPlacement, PortName, StoredReport } from './records.js';

/** Which port delivers each kind of effect. */
const ports: Readonly<Record<EffectKind, PortName>> = {
  reply: 'chat',
  tell: 'chat',
  announce: 'chat',
  'contact-pm': 'chat',
  'cross-link': 'chat',
  'ask-human': 'chat',
  escalate: 'chat',
  'file-ticket': 'backlog',
  'file-follow-up': 'backlog',
  'link-ticket': 'backlog',
  'note-on-ticket': 'backlog',
  'open-card': 'board',
};

/** Where an effect is delivered: effects of one lane share its pace, and its rest after failures. */
export function placeOf(effect: Effect, report: StoredReport): EffectPlacement {
  const port = ports[effect.kind];
  return { port, lane: port === 'chat' ? `chat ${placeInChat(effect, report)}` : port };
}

function placeInChat({ destination }: Effect, { report }: StoredReport): string {
  switch (destination.kind) {
    case 'thread':
      return `#${report.source.channel}`;
    case 'channel':
      return `#${destination.channel}`;
    case 'person':
      return `@${destination.person}`;
  }
}
