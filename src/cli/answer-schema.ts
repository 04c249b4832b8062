import { z } from 'zod';
import { MOST_EVIDENCE } from './answer.js';

const reportClass = z.enum(['incident', 'urgent-non-incident', 'non-incident', 'none']);
const decisionClass = z.enum([...reportClass.options, 'undecided']);
const offset = z.int().min(0).describe('UTF-16 offset into the text as given');
const evidence = z.strictObject({ text: z.string(), start: offset, end: offset });

/** The shape of one line of `triage classify --json`. */
export const answerSchema = z
  .strictObject({
    id: z.string(),
    class: decisionClass.describe(
      'undecided means: a human on call is asked. With --together, the final class',
    ),
    bestGuess: reportClass.describe(
      'the class with the most evidence; differs from class only when undecided',
    ),
    firstClass: decisionClass.describe('with --together: the class on arrival').optional(),
    area: z.string().nullable().describe('a name of rules/directory.yaml'),
    scope: z.enum(['one', 'few', 'many', 'all', 'unknown']).describe('few is 2 to 9, many is 10 and more'),
    severity: z.string().nullable().describe('a name of the severity scale in rules/policy.yaml'),
    wakes: z.boolean().describe('downtime: somebody may be woken for it'),
    deadline: z
      .strictObject({
        text: z.string(),
        start: offset,
        end: offset,
        at: z.iso.datetime().nullable().describe('UTC; null when only an event was named'),
      })
      .nullable(),
    confidence: z.number().min(0).max(1).describe('calibrated probability that bestGuess is right'),
    because: z.array(
      z.strictObject({
        rule: z.string(),
        class: reportClass,
        weight: z.number().nullable().describe('null for a decisive rule'),
        why: z.string(),
        evidence: z.array(evidence).max(MOST_EVIDENCE).describe('the first pieces, 20 at most'),
      }),
    ),
    nearest: z.strictObject({ rule: z.string(), class: reportClass, missing: z.string() }).nullable(),
    correlation: z
      .strictObject({ rule: z.string(), with: z.array(z.string()) })
      .nullable()
      .describe('with --together: the other reports that show the same failure')
      .optional(),
    route: z.string().describe('a route of rules/routes.yaml'),
    reply: z.string().nullable().describe('what the reporter would read; null for silence'),
    truncated: z.boolean().describe('only the first 64 KiB were read'),
    rulebook: z.string().describe('content hash of the rules that decided'),
  })
  .meta({ title: 'Decision', description: 'One line of `triage classify --json`' });
