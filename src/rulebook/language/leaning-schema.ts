// The shape of leaning.json, which programs write and nobody edits by hand.

import { z } from 'zod';
import { type LeaningModel, loadLeaning } from '../../classifier/index.js';
import { type Problem, START } from '../problem.js';
import type { RuleFile } from '../rule-files.js';
import { readUtf8 } from '../utf8.js';

const table = z.strictObject({ hashes: z.base64(), scores: z.base64(), unit: z.number() });
const tables = z.strictObject({
  outcomes: z.array(z.string()).min(2),
  start: z.array(z.number()),
  words: table,
  pairs: table,
  pieces: table,
  facts: table,
});
const leaningSchema = z.strictObject({
  about: z.array(z.string()),
  format: z.literal(2),
  classes: tables,
  areas: tables,
});

/** The word model of a rules folder, or null with the reason why it cannot be used. */
export function readLeaning(
  file: string,
  bytes: RuleFile,
): { readonly leaning: LeaningModel | null; readonly problems: readonly Problem[] } {
  const { text, problems } = readUtf8(file, bytes);
  if (text === null) return { leaning: null, problems };
  try {
    return { leaning: loadLeaning(leaningSchema.parse(JSON.parse(text))), problems: [] };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError || error instanceof z.ZodError))
      throw error;
    const reason = error instanceof z.ZodError ? 'its shape is not that of the program' : error.message;
    return {
      leaning: null,
      problems: [
        {
          file,
          ...START,
          found: `a word model that cannot be used (${reason})`,
          expected: 'the file as the fitting program wrote it',
          cure: 'Make it again, or remove it.',
          severity: 'error',
        },
      ],
    };
  }
}
