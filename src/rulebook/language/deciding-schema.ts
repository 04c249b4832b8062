// The shape of deciding.yaml: how evidence is weighed.

import { z } from 'zod';
import { advice } from '../advice.js';
import { numberMeant } from './units.js';

const start = z.number().min(-20).max(20);
const chance = z.number().min(0).max(1).register(advice, { mend: numberMeant });

const alone = {
  start: z
    .strictObject({
      incident: start,
      'urgent-non-incident': start,
      'non-incident': start,
      none: start,
    })
    .describe('What each class starts with, before any rule fires'),
  temperature: z
    .number()
    .min(0.1)
    .max(10)
    .describe('Calibration: summed evidence is divided by it before it becomes a probability'),
  undecided: z
    .strictObject({
      below: chance.describe('Below this probability of the best class a human is asked'),
      margin: chance.describe('A human is asked when the second class comes closer than this'),
      incidentGuard: chance.describe(
        'From this probability of an incident on, a report is never called non-incident or none',
      ),
    })
    .describe('When a human is asked'),
};

export const decidingFileSchema = z.strictObject({
  ...alone,
  leaningWeight: z
    .number()
    .min(0)
    .max(5)
    .describe('What one unit of the log-probability of the word model (leaning.json) counts; 0 for nothing'),
  alone: z
    .strictObject(alone)
    .nullable()
    .default(null)
    .describe('What holds instead where the word model is switched off; without it the same'),
});
