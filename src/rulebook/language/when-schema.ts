// The shape of `when`: short forms, combinations, and raw json-rules-engine conditions. All short forms are
// keys of one mapping, since several in one mapping mean all of them.

import { z } from 'zod';
import { REPORT_CLASSES, SCOPES } from '../../classifier/index.js';
import { advice } from '../advice.js';
import { tightColon } from '../shape-words.js';
import { durationSchema, numberMeant, spanMeant, wordsSchema } from './units.js';

export const SPEECH = ['fault', 'request', 'question', 'status', 'thanks', 'joke', 'chatter'] as const;
export const STATES = ['firing', 'resolved', 'test', 'planned'] as const;
export const HOURS = ['working', 'off', 'holiday'] as const;
export const KINDS = ['human', 'automated'] as const;

const name = (of: string) =>
  z
    .string({ error: `the name of ${of}` })
    .min(1, { error: `the name of ${of}` })
    .max(100);
const oneOrMore = <T extends z.ZodType>(item: T, what: string) =>
  z.union([item, z.array(item).min(1).max(500)], { error: what });
const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);

const concept = name('a concept').meta({ id: 'concept', title: 'A concept of the vocabulary' });
const concepts = oneOrMore(concept, 'a concept, or a list of concepts');

const nearSchema = z.strictObject({
  concepts: z
    .array(oneOrMore(concept, 'a concept, or a list of alternatives'))
    .min(2, { error: 'at least two concepts' })
    .max(10)
    .describe('All of these must be asserted; a list inside the list holds alternatives')
    .register(advice, { mend: listMeant }),
  within: wordsSchema.optional().describe('Most words between first and last; without it, one sentence'),
});

const affectedSchema = z
  .strictObject({
    atLeast: z.int().min(0).max(1_000_000_000).optional(),
    atMost: z.int().min(0).max(1_000_000_000).optional(),
  })
  .refine((range) => range.atLeast !== undefined || range.atMost !== undefined, {
    error: 'atLeast, atMost or both',
  });

const deadlineSchema = z.union(
  [
    z.literal(true),
    z
      .strictObject({
        within: durationSchema.optional(),
        before: concepts.optional().describe('An event of the vocabulary'),
      })
      .refine((deadline) => deadline.within !== undefined || deadline.before !== undefined, {
        error: 'within, before or both',
      }),
  ],
  { error: 'true, or a mapping with within (a span of time), before (an event) or both' },
);

const simultaneousSchema = z.strictObject({
  partners: z.int().min(2).max(1000).describe('Distinct partners, the one of this report included'),
  within: durationSchema,
  function: z
    .union([z.literal('critical'), concept, z.array(concept).min(1)], {
      error: '"critical", a concept, or a list of concepts',
    })
    .optional()
    .describe('Which functions must be failing: business-critical ones, or those named'),
  same: z
    .enum(['function', 'area'])
    .optional()
    .describe(
      'What the reports must share: a failing function (when left out), or only the area they complain about',
    ),
});

const leaningSchema = z.strictObject({
  class: z.enum(REPORT_CLASSES),
  atLeast: z
    .number()
    .min(0)
    .max(1)
    .describe('Probability by the word model, 0 to 1')
    .register(advice, { mend: probabilityMeant }),
});

const factSchema = z.strictObject({
  name: name('a fact'),
  operator: name('an operator'),
  value: z.union([scalar, z.array(scalar).max(1000)], {
    error: 'a text, a number, true, false, null or a list',
  }),
});

/** Conditions under `all` or `any`; a function, since conditions hold conditions. */
const conditions = () =>
  z
    .array(whenSchema, { error: 'a list of conditions, such as [{ mentions: payment }, { scope: many }]' })
    .min(1, { error: 'at least one condition' })
    .max(200)
    .register(advice, { mend: conditionsMeant, cure: conditionsCure });

/** One `when`: a mapping in which every key is one condition, and all must hold. */
export const whenSchema = z.strictObject(
  {
    mentions: concepts.optional().describe('One of these concepts is asserted'),
    denies: concepts.optional().describe('One of these concepts is found, and only denied'),
    near: nearSchema
      .optional()
      .describe('Concepts asserted in one sentence, close to one another')
      .register(advice, {
        example: 'near: { concepts: [payment, failing], within: 8 words }',
        mend: nearMeant,
      }),
    scope: oneOrMore(z.enum(SCOPES), `one of ${SCOPES.join(', ')}, or a list of them`)
      .optional()
      .describe('Who is affected, as read from the text')
      .register(advice, { cure: scopeCure }),
    affected: affectedSchema
      .optional()
      .describe('The number of people or things affected, as read')
      .register(advice, { example: 'affected: { atLeast: 5 }', mend: affectedMeant }),
    deadline: deadlineSchema
      .optional()
      .describe('Something must happen by a stated time, or before an event')
      .register(advice, { example: 'deadline: { within: 3 days }', mend: deadlineMeant }),
    source: z
      .enum(KINDS)
      .optional()
      .describe('Who speaks')
      .register(advice, { example: 'source: human; without the line anybody may speak' }),
    channel: oneOrMore(name('a channel, without #'), 'a channel name without #, or a list of them')
      .optional()
      .describe('Where it was said'),
    hours: oneOrMore(z.enum(HOURS), `one of ${HOURS.join(', ')}, or a list of them`)
      .optional()
      .describe('When it was said, by policy.yaml'),
    simultaneous: simultaneousSchema
      .optional()
      .describe('Several partners report the same failing function')
      .register(advice, { example: 'simultaneous: { partners: 2, within: 30 minutes }' }),
    matches: z
      .string({ error: 'a regular expression between slashes' })
      .regex(/^\/.+\/$/s, { error: 'a regular expression between slashes, such as /\\b5\\d\\d\\b/' })
      .max(500)
      .optional()
      .describe('A regular expression over the text, any case: re2 syntax, no back-references')
      .register(advice, { mend: patternMeant }),
    leaning: leaningSchema
      .optional()
      .describe('The word model leans to a class')
      .register(advice, { example: 'leaning: { class: incident, atLeast: 0.7 }' }),
    speech: oneOrMore(z.enum(SPEECH), `one of ${SPEECH.join(', ')}, or a list of them`)
      .optional()
      .describe('The kind of speech, as read'),
    state: oneOrMore(z.enum(STATES), `one of ${STATES.join(', ')}, or a list of them`)
      .optional()
      .describe('Of the matter: going on, over, a drill, planned'),
    fact: z
      .union([name('a fact'), factSchema], { error: 'a mapping of name, operator and value' })
      .optional()
      .describe('Any fact, by an operator of json-rules-engine'),
    operator: name('an operator')
      .optional()
      .describe('With fact and value: a raw json-rules-engine condition'),
    value: z
      .union([scalar, z.array(scalar).max(1000)], { error: 'a text, a number, true, false, null or a list' })
      .optional(),
    condition: name('a condition in conditions.yaml')
      .meta({ id: 'condition', title: 'A named condition' })
      .optional()
      .describe('A named condition of conditions.yaml'),
    get all() {
      return conditions().optional().describe('Every one holds');
    },
    get any() {
      return conditions().optional().describe('At least one holds');
    },
    get not() {
      return whenSchema.optional().describe('It does not hold');
    },
  },
  { error: 'a mapping of conditions, such as { mentions: payment }' },
);

/** Conditions in a list of their own, or a name without the condition that it belongs to. */
function whenCure(value: unknown): string | null {
  if (Array.isArray(value))
    return 'Write "all:" (every one holds) or "any:" (at least one does) above the list.';
  if (typeof value !== 'string' || value === '') return null;
  const tight = tightColon(value, Object.keys(whenSchema.shape));
  if (tight !== null) return `Put a space after the colon: { ${tight} }.`;
  return /\s/.test(value)
    ? 'Write which concepts, people or times it is about, such as { mentions: payment, scope: many }.'
    : `Write the condition too: { mentions: ${value} }.`;
}

/** A name, or several, in the place of conditions. */
function conditionsMeant(value: unknown): string | null {
  const names = namesIn(value).filter((name) => /^[a-z0-9-]+$/.test(name));
  return names.length === 0 || names.length < namesIn(value).length
    ? null
    : `[${names.map((name) => `{ mentions: ${name} }`).join(', ')}]`;
}

function conditionsCure(value: unknown): string | null {
  if (typeof value !== 'object') return null;
  const [first] = Object.keys(value ?? {});
  return first === undefined
    ? 'Write the conditions below it, each with "- " before it: - mentions: payment'
    : `Begin each entry with "- ". Here: - ${first}: …`;
}

/** A number, which the scope is not. */
function scopeCure(value: unknown): string | null {
  const [count] = /^\d+$/.exec(String(value)) ?? [];
  return count === undefined
    ? null
    : `Write affected: { atLeast: ${count} } for a number; of scopes few is 2 to 9, and many 10 and more.`;
}

/** A bare "yes", or a span without its key. */
function deadlineMeant(value: unknown): string | null {
  if (/^(?:yes|y|on|any)$/i.test(String(value))) return 'true';
  const span = durationSchema.safeParse(value).success ? `"${String(value)}"` : spanMeant(value);
  return span === null ? null : `{ within: ${span.replaceAll('"', '')} }`;
}

/** A list, or words in a row, in the place of a mapping that holds it. */
function nearMeant(value: unknown): string | null {
  const names = namesIn(value);
  return names.length < 2 ? null : `{ concepts: [${names.join(', ')}], within: 8 words }`;
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((name) => name !== '');
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

/** Several names without brackets and commas. */
function listMeant(value: unknown): string | null {
  const names = typeof value === 'string' ? namesIn(value) : [];
  return names.length < 2 ? null : `[${names.join(', ')}]`;
}

function affectedMeant(value: unknown): string | null {
  const [, sign, count] = /^\s*(>=?|<=?)?\s*(\d+)\s*\+?\s*$/.exec(String(value)) ?? [];
  if (count === undefined) return null;
  if (sign?.startsWith('<')) return `{ atMost: ${Number(count) - (sign === '<' ? 1 : 0)} }`;
  return `{ atLeast: ${Number(count) + (sign === '>' ? 1 : 0)} }`;
}

function patternMeant(value: unknown): string | null {
  if (typeof value !== 'string' || value.length < 3 || value.startsWith('//')) return null;
  const inner = /^\/(.+)\/[a-z]*$/s.exec(value)?.[1] ?? value.replaceAll('/', '');
  return `/${inner}/`;
}

function probabilityMeant(value: unknown): string | null {
  const percent = typeof value === 'number' ? value : Number(/^(\d+)\s*%$/.exec(String(value))?.[1]);
  return percent > 1 && percent <= 100 ? String(percent / 100) : numberMeant(value);
}

whenSchema.register(advice, {
  cure: whenCure,
  foreign: {
    path: 'Leave it out: facts have no parts here.',
    params: 'Leave it out: facts take no parameters here.',
  },
});

export type When = z.infer<typeof whenSchema>;
