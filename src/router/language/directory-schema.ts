// The shape of rules/directory.yaml: areas of the product and the people who answer for them.

import { z } from 'zod';

const wording = 'lower-case words joined by hyphens or dots';
const id = z.string({ error: wording }).regex(/^[a-z0-9][a-z0-9.-]*$/, { error: wording });

/** One day, or the first and the last of several. */
export const awayPattern = /^(\d{4}-\d{2}-\d{2})(?: to (\d{4}-\d{2}-\d{2}))?$/;

const person = z.strictObject({
  name: z.string().min(1).describe('As written in messages'),
  email: z.email().optional().describe('Used to find the person in Slack, Jira and the calendar'),
  example: z
    .boolean()
    .optional()
    .describe('True for people shipped as examples: nobody should take them for real'),
  manager: id.optional().describe('Covers the shifts of this person after they have left'),
  left: z.boolean().optional().describe('True once gone: never mentioned or contacted any more'),
  away: z
    .array(z.string().regex(awayPattern, 'a day or several, such as 2026-03-09, or 2026-03-09 to 2026-03-13'))
    .optional()
    .describe('Days of absence: the stand-in is asked meanwhile'),
  addresses: z
    .record(z.string(), z.string().min(1))
    .optional()
    .describe('Names in other systems, by system: slack, jira, trello'),
});

const area = z.strictObject({
  title: z.string().min(1).describe('As written in messages'),
  pm: id.describe('Product manager: prioritises the backlog, advises on urgent matters'),
  'point-person': id.describe('Engineer who knows the systems'),
  'stand-in': id.optional().describe('Answers when the PM is away or gone'),
  component: z.string().min(1).describe('Component in the universal bug backlog'),
  playbook: z.url().optional().describe('Where its support procedures are written down'),
});

/** rules/directory.yaml: areas by name, people by id, groups of people by name. */
export const directorySchema = z
  .strictObject({
    areas: z.record(id, area).describe('Areas of the product; `other` takes what no area claims'),
    people: z.record(id, person).describe('People by id'),
    groups: z
      .record(id, z.array(id).min(1))
      .optional()
      .describe('Named sets of people, for the permissions of policy.yaml'),
  })
  .describe('Who answers for what');

export type DirectoryFile = z.infer<typeof directorySchema>;
