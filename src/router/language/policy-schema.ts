// The shape of rules/policy.yaml: hours, expectations, scales, channels, permissions.

import { z } from 'zod';
import { SCOPES } from '../../classifier/index.js';
import { CASE_ACTIONS, DESK_ACTIONS } from '../policy.js';
import { spanSchema as duration } from './span-schema.js';

const clock = 'a time of day, such as "09:00"';

/** A time of day, from 00:00 to 24:00. */
export const timeOfDaySchema = z
  .string({ error: clock })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: clock });
const timeOfDay = timeOfDaySchema;
const day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** A day of one year, or of every year. */
export const dayOffSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$|^\d{2}-\d{2}$/, 'a day, such as 2026-12-28, or 12-28 for every year');
const mode = z.enum(['full', 'incidents-only', 'observe', 'silent']);

/** A country, by ISO 3166. */
export const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a country by its two letters, such as US')
  .describe('Whose public holidays count as weekends, like US');

const place = z.strictObject({
  name: z.string().min(1),
  zone: z.string().min(1).describe('IANA time zone, like America/New_York'),
  days: z.array(day).min(1).describe('Days of work'),
  from: timeOfDay,
  to: timeOfDay,
  country: countrySchema,
  region: z.string().optional().describe('State or region of that country, by the names of date-holidays'),
  closed: z.array(dayOffSchema).optional().describe('Further days on which nobody works there'),
  open: z.array(dayOffSchema).optional().describe('Public holidays on which people do work there'),
});

const severity = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9-]+$/, 'a name of letters, digits and hyphens, such as P1'),
  title: z.string().min(1),
  text: z.string().min(1).describe('What makes it so'),
  also: z.array(z.string().min(1)).optional().describe('Other names for it, in any case'),
  when: z
    .strictObject({
      wakes: z.boolean().optional().describe('Downtime'),
      scope: z.array(z.enum(SCOPES)).min(1).optional().describe('Who is affected, as read from the text'),
    })
    .optional()
    .describe('Incidents for which it is set where nothing states one; the first that fits'),
});

const channel = z.strictObject({
  role: z.enum(['incidents', 'alerts', 'help', 'other']),
  mode,
  url: z.url().optional(),
});

/** rules/policy.yaml. */
export const policySchema = z
  .strictObject({
    hours: z.strictObject({
      zone: z.string().min(1).describe('Zone in which times are written for people'),
      places: z.array(place).min(1).describe('Where people work; it is working time while any place works'),
      'hand-over': z
        .strictObject({ day, at: timeOfDay })
        .default({ day: 'mon', at: '11:30' })
        .describe('When one shift hands over to the next; on a day off it is on the next day of work'),
    }),
    response: z.strictObject({
      within: duration.describe('When #incidents expects an answer'),
      'next-step-every': duration.describe('From one step of an escalation to the next'),
      'remind-before-deadline': duration.describe('How long before a deadline a PM is reminded'),
    }),
    severities: z.array(severity).min(1).describe('The scale, gravest first'),
    alerts: z
      .strictObject({
        burst: z.int().min(2).describe('So many alerts in a watched channel raise an incident'),
        within: duration.describe('When they come within that time'),
        'match-within': duration.describe('So does one that agrees with what a person says within that time'),
      })
      .describe('When watched alerts raise an incident'),
    joining: z
      .strictObject({
        within: duration.describe('So lately somebody must have told the same'),
        'not-in': z.array(z.string().min(1)).describe('Areas whose parts say too little of what fails'),
        alone: z
          .array(z.string().min(1))
          .describe('Concepts: whoever speaks of one of them has a matter of their own'),
      })
      .optional()
      .describe('When whoever reports what an open incident is about joins it'),
    'needs-a-tool': z
      .strictObject({
        day,
        at: timeOfDay,
        channel: z.string().min(1).describe('Where the list is told, without #'),
        weeks: z.int().min(1).max(52).describe('How far it looks back'),
        'at-least': z.int().min(2).describe('How often something must have come'),
        ignoring: z
          .array(z.string().min(1))
          .describe('Rules that do not say what is asked for; a star ends a beginning'),
      })
      .describe('The weekly list of urgent matters that came more than once'),
    channels: z.record(z.string(), channel).describe('Channels by name, without #'),
    'other-channels': mode.describe('Mode of channels that are not listed'),
    observer: z.string().optional().describe('Channel that is told what is decided in observed channels'),
    storms: z.strictObject({
      'same-alert-within': duration.describe('An alert that comes again within it is counted in its case'),
      'quiet-before-closing': duration.describe(
        'How long it must stay over before a monitor closes a case that nobody has taken up',
      ),
      'replies-per-hour': z
        .int()
        .min(1)
        .describe('Most replies in one channel; incidents are always answered'),
      'messages-about-one-bot': z.int().min(1).describe('Most within the time below'),
      'messages-within': duration,
      'then-quiet-for': duration.describe('How long nothing is said about that bot then'),
    }),
    guide: z.strictObject({ title: z.string().min(1), url: z.url() }).describe('How to report bugs'),
    board: z.url().optional().describe('The incidents board'),
    backlog: z.url().optional().describe('The universal bug backlog'),
    replies: z.strictObject({
      'regular-after': z.int().min(1).describe('Reports after which somebody gets the shorter reply'),
    }),
    permissions: z
      .record(z.enum([...CASE_ACTIONS, ...DESK_ACTIONS]), z.array(z.string().min(1)).min(1))
      .describe(
        'Who may do what to a case, or to the desk: anyone, reporter, on-call, pm, point-person or a group',
      ),
  })
  .describe('What the company has agreed on');

export type PolicyFile = z.infer<typeof policySchema>;
