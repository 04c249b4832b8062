import type { Channel, Joining, Place, Policy, Storms } from '../policy.js';
import { durationMs } from './duration.js';
import { holidaysOf } from './holidays.js';
import { offsetsOf } from './offsets.js';
import type { PolicyFile } from './policy-schema.js';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * The policy of a valid file, its public holidays and changes of clocks worked out for the years 2015 to 2050.
 * Asynchronous because the library of holidays is only loaded when a policy is read: it takes 0.1 s.
 */
export async function readPolicy(file: PolicyFile): Promise<Policy> {
  return {
    places: await Promise.all(file.hours.places.map(readPlace)),
    zone: file.hours.zone,
    offsets: offsetsOf(file.hours.zone),
    handOver: {
      day: weekdays.indexOf(file.hours['hand-over'].day) + 1,
      minute: minutes(file.hours['hand-over'].at),
    },
    responseMs: durationMs(file.response.within),
    escalateEveryMs: durationMs(file.response['next-step-every']),
    remindBeforeDeadlineMs: durationMs(file.response['remind-before-deadline']),
    severities: file.severities.map(({ name, title, text, also, when }) => ({
      name,
      title,
      text,
      ...(also !== undefined && { also }),
      ...(when !== undefined && {
        when: {
          ...(when.wakes !== undefined && { wakes: when.wakes }),
          ...(when.scope !== undefined && { scope: when.scope }),
        },
      }),
    })),
    alerts: {
      burst: file.alerts.burst,
      withinMs: durationMs(file.alerts.within),
      matchMs: durationMs(file.alerts['match-within']),
    },
    joining: file.joining === undefined ? null : readJoining(file.joining),
    needsATool: {
      weekday: weekdays.indexOf(file['needs-a-tool'].day) + 1,
      minute: minutes(file['needs-a-tool'].at),
      channel: file['needs-a-tool'].channel,
      windowMs: file['needs-a-tool'].weeks * durationMs('1 week'),
      atLeast: file['needs-a-tool']['at-least'],
      ignoring: file['needs-a-tool'].ignoring,
    },
    channels: Object.entries(file.channels).map(
      ([name, { role, mode, url }]): Channel => ({ name, role, mode, url: url ?? null }),
    ),
    otherChannels: file['other-channels'],
    observer: file.observer ?? null,
    storms: readStorms(file.storms),
    guide: file.guide,
    board: file.board ?? null,
    backlog: file.backlog ?? null,
    regularAfter: file.replies['regular-after'],
    permissions: file.permissions,
  };
}

function readJoining({ within, 'not-in': notIn, alone }: NonNullable<PolicyFile['joining']>): Joining {
  return { withinMs: durationMs(within), notIn, alone };
}

function readStorms(storms: PolicyFile['storms']): Storms {
  return {
    sameAlertMs: durationMs(storms['same-alert-within']),
    quietMs: durationMs(storms['quiet-before-closing']),
    repliesPerHour: storms['replies-per-hour'],
    botAnswers: {
      most: storms['messages-about-one-bot'],
      withinMs: durationMs(storms['messages-within']),
      restMs: durationMs(storms['then-quiet-for']),
    },
  };
}

type PlaceEntry = PolicyFile['hours']['places'][number];

async function readPlace(place: PlaceEntry): Promise<Place> {
  return {
    name: place.name,
    zone: place.zone,
    offsets: offsetsOf(place.zone),
    days: place.days.map((day) => weekdays.indexOf(day) + 1),
    from: minutes(place.from),
    to: minutes(place.to),
    holidays: await holidaysOf({
      country: place.country,
      region: place.region ?? null,
      closed: place.closed ?? [],
      open: place.open ?? [],
    }),
  };
}

/** Minutes after midnight of a time of day like "09:00". */
export function minutes(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
