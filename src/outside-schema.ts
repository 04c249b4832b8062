// The shape of triage.yaml: which systems outside the desk works with. Secrets have no place in it.

import { IANAZone } from 'luxon';
import { z } from 'zod';

const name = z.string().trim().min(1).max(200);
const webAddress = z
  .url({ protocol: /^https?$/, error: 'an address like https://example.atlassian.net' })
  .transform((url) => url.replace(/\/+$/, ''));
const zone = z.string().refine((text) => IANAZone.isValidZone(text), 'a zone like America/New_York');

const jira = z.strictObject({
  site: webAddress.describe('Address of Jira, like https://example.atlassian.net'),
  email: z
    .email('an e-mail address')
    .optional()
    .describe('Whose API token it is; leave out for a Data Center personal access token'),
  project: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,50}$/, 'a project key like BUGS')
    .describe('Key of the project that is the universal bug backlog'),
  'issue-type': name.default('Bug'),
  labels: z.array(z.string().regex(/^\S{1,200}$/, 'a label without spaces')).default(['triage-desk']),
  priorities: z.record(z.string(), name).default({}).describe('Priority of Jira by severity of policy.yaml'),
  fields: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('Fixed values of further required fields, by field id'),
});

const trello = z.strictObject({
  api: webAddress.default('https://api.trello.com').describe('Address of Trello, or of a proxy before it'),
  board: z
    .string()
    .regex(/^[A-Za-z0-9]{8}$|^[0-9a-f]{24}$/, 'the id in the address of the board, like sZQ9qpVo'),
  lists: z
    .strictObject({ incoming: name.default('Reported'), resolved: name.default('Resolved') })
    .prefault({})
    .describe('Names of the lists that the desk uses'),
});

const calendar = z.strictObject({
  file: name.optional().describe('An iCalendar file, relative to the folder of triage.yaml'),
  zone: zone.optional().describe('IANA zone of whole days, where the calendar names none'),
  ignore: z.array(name).default([]).describe('Events with these words in their title are no shifts'),
  'refresh-minutes': z.int().min(1).max(1440).default(5),
  'stale-hours': z.int().min(1).max(720).default(24),
});

const sender = z.strictObject({
  channel: z.string().regex(/^[^#\s]\S{0,79}$/, 'the name of a channel, without #'),
});

const webhooks = z.strictObject({
  port: z.int().min(0).max(65_535).default(4546),
  'per-minute': z.int().min(1).max(100_000).default(600).describe('Most requests a minute, of one sender'),
  senders: z
    .strictObject({
      intercom: sender.optional(),
      alertmanager: sender.optional(),
      pagerduty: sender.optional(),
      opsgenie: sender.optional(),
      datadog: sender.optional(),
      sentry: sender.optional(),
      sns: sender
        .extend({ topics: z.array(z.string().regex(/^arn:aws[\w-]*:sns:/, 'a topic ARN')).min(1) })
        .optional(),
      grafana: sender.optional(),
      plain: sender.optional(),
    })
    .refine((senders) => Object.keys(senders).length > 0, 'at least one sender'),
});

/** triage.yaml. */
export const outsideSchema = z
  .strictObject({
    jira: jira.optional(),
    trello: trello.optional(),
    calendar: calendar.optional(),
    webhooks: webhooks.optional(),
    shadow: z
      .strictObject({ rules: name.describe('Folder of rules, relative to the folder of triage.yaml') })
      .optional()
      .describe('A second rulebook that decides beside the first: recorded, never acted on'),
  })
  .describe('Which systems outside the desk works with; what is left out stays local');

export type OutsideFile = z.infer<typeof outsideSchema>;
