// The shape of the rule files, one per class, and of conditions.yaml.

import { z } from 'zod';
import { durationSchema } from './units.js';
import { KINDS, whenSchema } from './when-schema.js';

/** Names in rule files: lower case words joined by hyphens. */
export const idSchema = z
  .string({ error: 'an id of lower case words joined by hyphens' })
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
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

const exampleSchema = z.union(
  [
    text('the text of a report'),
    z.strictObject({
      ...circumstances,
      at: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/, {
          error: 'a time with its zone, such as 2024-03-05T14:30:00-05:00',
        })
        .optional()
        .describe('When it was said; a working Tuesday afternoon unless stated'),
      after: z.array(earlierSchema).min(1).max(50).optional().describe('Reports that came before it'),
    }),
  ],
  { error: 'a text, or a mapping with text and its circumstances' },
);

const ruleSchema = z
  .strictObject({
    id: idSchema.describe('Area first, then the state: checkout-failing-for-many'),
    why: text('a reason that can be shown to a reporter').describe('Prose that can be shown to a reporter'),
    weight: z
      .number()
      .min(-20)
      .max(20)
      .optional()
      .describe('Evidence for the class of the file; summed with that of other rules'),
    decisive: z.literal(true, { error: 'true' }).optional().describe('Ends the matter when it fires'),
    when: whenSchema.describe('The conditions'),
    severity: z.string().min(1).max(40).optional().describe("A name of the policy's severity scale"),
    area: z
      .string()
      .min(1)
      .max(80)
      .meta({ id: 'area', title: 'An area of directory.yaml' })
      .optional()
      .describe('An area of directory.yaml that the report is then likely about'),
    wakes: z.boolean().optional().describe('Whether somebody may be woken for it'),
    examples: z.array(exampleSchema).min(1).max(200).describe('Reports that fire the rule'),
    'near-misses': z.array(exampleSchema).min(1).max(200).describe('Reports close by that do not fire it'),
  })
  .refine((rule) => (rule.weight === undefined) !== (rule.decisive === undefined), {
    error: 'either weight or decisive, and not both',
    path: ['weight'],
  })
  .meta({ id: 'rule', title: 'A rule' });

/** One of incident.yaml, urgent-non-incident.yaml, non-incident.yaml, none.yaml. */
export const rulesFileSchema = z.strictObject({ rules: z.array(ruleSchema) });

/** conditions.yaml: conditions that several rules share. */
export const conditionsFileSchema = z.strictObject({ conditions: z.record(idSchema, whenSchema) });

export type RuleEntry = z.infer<typeof ruleSchema>;
export type Example = z.infer<typeof exampleSchema>;
