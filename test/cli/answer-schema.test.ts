import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { answerSchema } from '../../src/cli/answer-schema.js';

const published = resolve(import.meta.dirname, '../../docs/decision.schema.json');

it('the published schema is the one the code checks by (TRIAGE_UPDATE=1 npm test rewrites it)', () => {
  const schema = `${JSON.stringify(z.toJSONSchema(answerSchema), null, 2)}\n`;
  if (process.env.TRIAGE_UPDATE === '1') writeFileSync(published, schema);
  expect(existsSync(published)).toBe(true);
  expect(readFileSync(published, 'utf8')).toBe(schema);
});
