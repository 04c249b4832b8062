import { z } from 'zod';
import { durationPattern } from './duration.js';

/** What a duration looks like, for messages. */
const wording = 'a number and a unit, such as "30 minutes" or "2 hours"';

/** A duration in policy.yaml or routes.yaml. */
export const spanSchema = z.string({ error: wording }).regex(durationPattern, { error: wording });
