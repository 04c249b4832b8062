import { z } from 'zod';
import { REPORT_CLASSES } from '../classifier/index.js';
import type { CaseStep } from '../router/index.js';

/** Words as they come in over HTTP. */
export const words = z.string().trim().min(1).max(2_000);

/** A step to a case as it comes in over HTTP, and who does it. */
export const doingSchema = z.strictObject({
  as: words.describe('id of the person in directory.yaml, or the operator in local mode'),
  step: z.discriminatedUnion('do', [
    z.strictObject({ do: z.enum(['acknowledge', 'take-over', 'resolve', 'reopen', 'ask-point-person']) }),
    z.strictObject({
      do: z.literal('reclassify'),
      to: z.enum(REPORT_CLASSES),
      area: words.nullable().optional(),
    }),
    z.strictObject({ do: z.literal('merge'), into: words }),
    z.strictObject({ do: z.literal('set-severity'), severity: words }),
    z.strictObject({ do: z.enum(['add-note', 'add-talking-point', 'tell', 'follow-up']), text: words }),
  ]),
});

/** The step as the router knows it. */
export function stepOf(step: z.infer<typeof doingSchema>['step']): CaseStep {
  if (step.do !== 'reclassify') return step;
  const { area, ...rest } = step;
  return area === undefined ? rest : { ...rest, area };
}
