// The shape of the rule files, one per class, and of conditions.yaml.

import { z } from 'zod';
import { advice } from '../advice.js';
import { slugOf } from '../slug.js';
import { durationSchema, numberMeant } from './units.js';
import { KINDS, whenSchema } from './when-schema.js';

/** Names in rule files: lower case words joined by hyphens. */
export const idSchema = z
  .string({ error: 'an id of lower case words joined by hyphens, such as payments-failing' })
  .regex(/^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'an id of lower case words joined by hyphens, such as payments-failing',
  })
  .max(80);

const text = (what: string) =>
  z
    .string({ error: what })
    .refine((value) => value.trim() !== '', { error: what })
    .max(100_000);

const circumstances = {
  text: text('the text of a report'),
  kind: z.enum(KINDS).optional().describe('Who speaks; a person unless stated'),
  channel: z.string().max(100).optional(),
  user: z.string().max(100).optional(),
  partner: z.string().max(200).optional().describe('The partner it is about, where a field carries it'),
};

const earlierSchema = z.union(
  [text('the text of a report'), z.strictObject({ ...circumstances, ago: durationSchema.optional() })],
  { error: 'a text, or a mapping with text and its circumstances' },
);

function isOnTheCalendar(time: string): boolean {
  const day = new Date(`${time.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(Date.parse(time)) || Number.isNaN(day.getTime())) return false;
  return day.toISOString().startsWith(time.slice(0, 10));
}

/** A time without its zone, taken for one of New York, as the usual time of examples is. */
function timeMeant(value: unknown): string | null {
  const [, day, time, seconds = ':00'] =
    /^(\d{4}-\d\d-\d\d)[T ]+(\d\d:\d\d)(:\d\d)?$/.exec(String(value)) ?? [];
  const meant = `${day}T${time}${seconds}-05:00`;
  return time !== undefined && isOnTheCalendar(meant) ? `"${meant}"` : null;
}

function timeCure(value: unknown): string | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(String(value))
    ? null
    : 'Write the day, the time of day and the zone, like 2024-03-05T14:30:00-05:00, or leave the line out.';
}

/** An example or near miss: a text, or a mapping with its circumstances. */
export const exampleSchema = z.union(
  [
    text('the text of a report'),
    z.strictObject({
      ...circumstances,
      at: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/, {
          error: 'a time with its zone, such as 2024-03-05T14:30:00-05:00',
          abort: true,
        })
        .refine(isOnTheCalendar, { error: 'a day and a time of day that exist' })
        .register(advice, { mend: timeMeant, cure: timeCure })
        .optional()
        .describe('When it was said; a working Tuesday afternoon unless stated'),
      after: z.array(earlierSchema).min(1).max(50).optional().describe('Reports that came before it'),
    }),
  ],
  { error: 'a text, or a mapping with text and its circumstances' },
);

const reports = (which: string) =>
  z
    .array(exampleSchema, { error: `a list of reports, at least one ${which}` })
    .min(1, { error: `at least one report ${which}` })
    .max(200);

const BY_FILE = 'Leave it out: the file that a rule stands in gives its class.';
const NO_ORDER = 'Leave it out: order decides nothing here, weights and `decisive: true` do.';
const FOREIGN_KEYS = {
  ...Object.fromEntries(['class', 'then', 'label', 'outcome', 'event'].map((key) => [key, BY_FILE])),
  priority: NO_ORDER,
  order: NO_ORDER,
  enabled: 'Leave it out: a rule that is not wanted is removed, or made a comment.',
  route: 'Leave it out: routes.yaml says where reports go.',
  reply: 'Leave it out: routes.yaml says what is replied.',
};

export const ruleSchema = z
  .strictObject({
    id: idSchema
      .describe('Area first, then the state: checkout-failing-for-many')
      .register(advice, { mend: (value) => slugOf(String(value)) }),
    why: text('a reason that can be shown to a reporter').describe('Prose that can be shown to a reporter'),
    weight: z
      .number({ error: 'a number from -20 to 20' })
      .min(-20)
      .max(20)
      .optional()
      .describe('Evidence for the class of the file; summed with that of other rules')
      .register(advice, { example: 'weight: 2.5', mend: numberMeant }),
    decisive: z
      .literal(true, { error: 'true, or no such line' })
      .optional()
      .describe('Ends the matter when it fires')
      .register(advice, { example: 'decisive: true, or a weight instead' }),
    voice: z
      .literal(true, { error: 'true, or no such line' })
      .optional()
      .describe('Small evidence for itself, such as a tone: weighed after the rules that know a matter')
      .register(advice, { example: 'voice: true, or leave the line out' }),
    when: whenSchema.describe('The conditions'),
    severity: z
      .string({ error: 'a name of the severity scale' })
      .min(1)
      .max(40)
      .optional()
      .describe("A name of the policy's severity scale"),
    area: z
      .string({ error: 'the name of an area of directory.yaml' })
      .min(1)
      .max(80)
      .meta({ id: 'area', title: 'An area of directory.yaml' })
      .optional()
      .describe('An area of directory.yaml that the report is then likely about'),
    wakes: z.boolean().optional().describe('Whether somebody may be woken for it'),
    examples: reports('that fires the rule')
      .describe('Reports that fire the rule')
      .register(advice, { example: 'examples: ["checkout is failing for everyone"]' }),
    'near-misses': reports('that comes close and does not fire the rule')
      .describe('Reports close by that do not fire it')
      .register(advice, { example: 'near-misses: ["checkout is failing for one collector"]' }),
  })
  .check(({ value: { voice, decisive }, issues }) => {
    if (voice === undefined || decisive === undefined) return;
    issues.push({
      code: 'custom',
      message: 'a voice with a weight, or a decisive rule',
      params: {
        found: 'both voice and decisive',
        cure: 'Keep one of the two: what decides is no small evidence.',
      },
      path: ['voice'],
      input: voice,
    });
  })
  .check(({ value: { weight, decisive }, issues }) => {
    if ((weight === undefined) !== (decisive === undefined)) return;
    const found = weight === undefined ? 'neither weight nor decisive' : 'both weight and decisive';
    issues.push({
      code: 'custom',
      message: 'one of the two: a weight, or `decisive: true`',
      params: {
        found,
        cure: weight === undefined ? 'Add a weight, such as weight: 2.' : 'Keep one of the two.',
      },
      path: weight === undefined ? [] : ['decisive'],
      input: weight,
    });
  })
  .meta({ id: 'rule', title: 'A rule' })
  .register(advice, { foreign: FOREIGN_KEYS });

/** Rules by their names, as concepts and areas are written. */
function ruleListCure(value: unknown): string | null {
  const [first] = typeof value === 'object' && !Array.isArray(value) ? Object.keys(value ?? {}) : [];
  return first === undefined
    ? null
    : `Begin each entry with "- ", and write its name as its id: - id: ${first}`;
}

/** A list that lacks the key above it. */
function rulesCure(value: unknown): string | null {
  return Array.isArray(value) ? 'Write "rules:" on a line above it, and indent the list.' : null;
}

/** One of incident.yaml, urgent-non-incident.yaml, non-incident.yaml, none.yaml. */
export const rulesFileSchema = z
  .strictObject({
    rules: z.array(ruleSchema, { error: 'a list of rules' }).register(advice, { cure: ruleListCure }),
  })
  .register(advice, { example: 'rules: []', cure: rulesCure });

/** conditions.yaml: conditions that several rules share. */
export const conditionsFileSchema = z.strictObject({
  conditions: z
    .record(idSchema, whenSchema, { error: 'a mapping of names and conditions' })
    .register(advice, { example: 'conditions: { at-night: { hours: off } }' }),
});

export type RuleEntry = z.infer<typeof ruleSchema>;
export type Example = z.infer<typeof exampleSchema>;
