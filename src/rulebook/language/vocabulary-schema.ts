// The shape of vocabulary/*.yaml.

import { z } from 'zod';
import { type Concept, ROLES } from '../../classifier/index.js';
import { advice } from '../advice.js';
import { loosePart } from '../loose-part.js';
import { idSchema } from './rules-schema.js';

/** Languages that a concept may carry words of, besides English (`words`). */
export const OTHER_LANGUAGES = ['de', 'es', 'fr', 'it', 'nl', 'pt'] as const;

const phrases = (what: string) =>
  z
    .array(
      z
        .string({ error: 'a word or phrase (quote it, if it looks like a number or yes and no)' })
        .refine((phrase) => phrase.trim() !== '', { error: 'a word or phrase' })
        .max(200),
      { error: 'a list of words and phrases' },
    )
    .max(2000)
    .describe(what);

export const conceptSchema = z
  .strictObject({
    about: z.string().max(500).optional().describe('For people: what the concept stands for'),
    area: z
      .string({ error: 'the name of an area of directory.yaml' })
      .min(1)
      .meta({ id: 'area', title: 'An area of directory.yaml' })
      .optional()
      .describe('Finding it votes for this area of directory.yaml'),
    function: z
      .enum(['critical', 'ordinary'])
      .optional()
      .describe('A function of the product: business-critical, or another'),
    roles: z
      .union([z.enum(ROLES), z.array(z.enum(ROLES))], { error: `one or more of ${ROLES.join(', ')}` })
      .optional()
      .describe('What finding it tells the reading, beside being found'),
    deniable: z
      .boolean()
      .optional()
      .describe('false: asserted even after "not" (words that deny, greet, thank)'),
    words: phrases('English words and phrases').optional(),
    de: phrases('German').optional(),
    es: phrases('Spanish').optional(),
    fr: phrases('French').optional(),
    it: phrases('Italian').optional(),
    nl: phrases('Dutch').optional(),
    pt: phrases('Portuguese').optional(),
    not: phrases('Look-alikes: where one of these stands, the concept does not').optional(),
  })
  .refine((concept) => (concept.words ?? []).length + otherPhrases(concept).length > 0, {
    error: 'words, in English or another language',
  });

const OTHER_LANGUAGE = `Leave it out: of other languages only ${OTHER_LANGUAGES.join(', ')} are read.`;
const FOREIGN_KEYS = {
  plural: 'Leave it out: plural and tense are found by themselves.',
  ...Object.fromEntries(
    [
      'no',
      'nb',
      'nn',
      'da',
      'sv',
      'fi',
      'pl',
      'cs',
      'ru',
      'uk',
      'tr',
      'ro',
      'hu',
      'el',
      'ar',
      'he',
      'zh',
      'ja',
      'ko',
    ].map((language) => [language, OTHER_LANGUAGE]),
  ),
};

export const vocabularyFileSchema = z.strictObject({
  concepts: z
    .record(
      idSchema,
      conceptSchema.register(advice, {
        example: 'invoice: { words: [invoice, bill] }',
        mend: conceptMeant,
        foreign: FOREIGN_KEYS,
      }),
      { error: 'a mapping of names and concepts' },
    )
    .register(advice, { example: 'concepts: { invoice: { words: [invoice, bill] } }' }),
});

/** Words in the place of a mapping that holds them. */
function conceptMeant(value: unknown): string | null {
  const words = (Array.isArray(value) ? value : [value]).filter((word) => typeof word === 'string');
  return words.length === 0 ? null : `{ words: [${words.join(', ')}] }`;
}

type ConceptEntry = z.infer<typeof conceptSchema>;

/** A concept as the classifier wants it. */
export function conceptFrom(name: string, entry: ConceptEntry): Concept {
  const { about, area, function: ofFunction, roles = [], deniable = true, words = [], not = [] } = entry;
  return {
    name,
    ...(about === undefined ? {} : { about }),
    ...(area === undefined ? {} : { area }),
    ...(ofFunction === undefined ? {} : { function: ofFunction }),
    roles: typeof roles === 'string' ? [roles] : roles,
    deniable,
    phrases: [...words.map((text) => ({ text, language: 'en' })), ...otherPhrases(entry)],
    not,
  };
}

/** As much of a concept of a wrong shape as can be read; null where that is no word. */
export function conceptPart(name: string, entry: unknown): Concept | null {
  const part = loosePart(conceptSchema, entry);
  if (part === null) return null;
  const listed = (key: 'words' | 'not' | (typeof OTHER_LANGUAGES)[number]) =>
    (part[key] ?? []).filter((phrase) => phrase !== undefined);
  const others = Object.fromEntries(OTHER_LANGUAGES.map((language) => [language, listed(language)]));
  const concept = conceptFrom(name, { ...others, words: listed('words'), not: listed('not') });
  return concept.phrases.length === 0 ? null : concept;
}

function otherPhrases(
  entry: Partial<Record<(typeof OTHER_LANGUAGES)[number], readonly string[] | undefined>>,
): readonly { readonly text: string; readonly language: string }[] {
  return OTHER_LANGUAGES.flatMap((language) => (entry[language] ?? []).map((text) => ({ text, language })));
}
