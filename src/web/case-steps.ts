import { z } from 'zod';
import { REPORT_CLASSES } from '../classifier/index.js';

/** Words as they come in over HTTP. */
export const words = z.string().trim().min(1).max(2_000);

const as = words.describe('id of the person in directory.yaml, or the operator in local mode');

/** What somebody says it is; without an area that stays as it is. */
const reclassify = z
  .strictObject({
    do: z.literal('reclassify'),
    to: z.enum(REPORT_CLASSES),
    area: words.nullable().optional(),
  })
  .transform(({ area, ...rest }) => (area === undefined ? rest : { ...rest, area }));

/** A step to a case as it comes in over HTTP, and who does it. */
export const doingSchema = z.strictObject({
  as,
  step: z.discriminatedUnion('do', [
    z.strictObject({ do: z.enum(['acknowledge', 'take-over', 'resolve', 'reopen', 'ask-point-person']) }),
    reclassify,
    z.strictObject({ do: z.literal('merge'), into: words }),
    z.strictObject({ do: z.literal('separate'), report: words }),
    z.strictObject({ do: z.literal('set-severity'), severity: words }),
    z.strictObject({ do: z.enum(['add-note', 'add-talking-point', 'tell', 'follow-up']), text: words }),
  ]),
});

/** A person's word on a report, which need not have a case. */
export const correctingSchema = z.strictObject({ as, step: reclassify });
