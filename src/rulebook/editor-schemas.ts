// JSON Schemas for editors, made from the very schemas that loading checks with, and with the names of one
// rulebook filled in: a concept, an area, a rule or a reply that does not exist is underlined while it is typed.

import { z } from 'zod';
import { OPERATORS, REPORT_CLASSES, WORD_MODEL } from '../classifier/index.js';
import {
  directorySchema,
  PERMITTED_ROLES,
  policySchema,
  routesSchema,
  toneSchema,
} from '../router/language/index.js';
import { decidingFileSchema } from './language/deciding-schema.js';
import { FACTS } from './language/facts.js';
import { conditionsFileSchema, rulesFileSchema } from './language/rules-schema.js';
import { OTHER_LANGUAGES, vocabularyFileSchema } from './language/vocabulary-schema.js';
import { whenSchema } from './language/when-schema.js';

/** The names that a rulebook's files may use. */
export interface EditorNames {
  readonly concepts: readonly string[];
  readonly conditions: readonly string[];
  /** Ids of rules. */
  readonly rules: readonly string[];
  readonly areas: readonly string[];
  readonly severities: readonly string[];
  /** Channels that the policy lists. */
  readonly channels: readonly string[];
  /** Ids of people of the directory, and names of groups. */
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** Reply templates, without ending. */
  readonly replies: readonly string[];
}

/** Kinds of rule files, and the files each schema is for. */
export const EDITOR_SCHEMAS = {
  rules: REPORT_CLASSES.map((name) => `${name}.yaml`),
  conditions: ['conditions.yaml'],
  vocabulary: ['vocabulary/*.yaml'],
  deciding: ['deciding.yaml'],
  routes: ['routes.yaml'],
  directory: ['directory.yaml'],
  policy: ['policy.yaml'],
  tone: ['replies/tone.yaml'],
} as const;
export type EditorSchemaName = keyof typeof EDITOR_SCHEMAS;

/** One JSON Schema (draft 7, which editors know best) per kind of file. */
export function editorSchemas(names: EditorNames): Readonly<Record<EditorSchemaName, object>> {
  const facts = oneOf(Object.keys(FACTS));
  const when: Patches = {
    severity: oneOf(names.severities),
    operator: oneOf(Object.keys(OPERATORS)),
    fact: facts,
    name: facts,
    channel: offered(names.channels),
  };
  return {
    rules: schemaOf(rulesFileSchema, names, when),
    conditions: schemaOf(conditionsFileSchema, names, when),
    vocabulary: schemaOf(vocabularyFileSchema, names, {}),
    deciding: schemaOf(decidingFileSchema, names, {}),
    routes: schemaOf(routesSchema, names, {
      class: oneOf([...REPORT_CLASSES, 'undecided']),
      area: oneOf(names.areas),
      severity: oneOf(names.severities),
      say: oneOf(names.replies),
      channel: offered(names.channels),
    }),
    directory: schemaOf(directorySchema, names, {
      pm: oneOf(names.people),
      'point-person': oneOf(names.people),
      'stand-in': oneOf(names.people),
      manager: oneOf(names.people),
    }),
    policy: schemaOf(policySchema, names, {
      ignoring: (text) => {
        text.anyOf = [{ enum: [...names.rules, WORD_MODEL] }, { pattern: '\\*$' }];
      },
      'not-in': oneOf(names.areas),
      alone: oneOf(names.concepts),
      channel: offered(names.channels),
      observer: offered(names.channels),
      permissions: oneOf([...PERMITTED_ROLES, ...names.groups]),
    }),
    tone: schemaOf(toneSchema, names, {}),
  };
}

type Json = Record<string, unknown>;
/** What becomes of the plain text of a property, by its name. */
type Patches = Readonly<Record<string, (text: Json) => void>>;

function schemaOf(schema: z.ZodType, names: EditorNames, patches: Patches): object {
  const json: Json = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === whenSchema) jsonSchema.minProperties = 1;
    },
  });
  const { definitions = {} } = json as { definitions?: Record<string, Json> };
  const named = { concept: names.concepts, area: names.areas, condition: names.conditions };
  for (const [id, known] of Object.entries(named))
    if (definitions[id] !== undefined) oneOf(known)(definitions[id]);
  if (definitions.rule !== undefined) definitions.rule.oneOf = WEIGHT_OR_DECISIVE;
  eachProperty(json, (name, value) => {
    if (AT_LEAST_ONE_KEY.has(name)) for (const part of objectsIn(value)) part.minProperties = 1;
    const patch = patches[name];
    if (patch !== undefined) for (const text of textsIn(value)) patch(text);
    if (name === 'concepts' && isJson(value.additionalProperties))
      value.additionalProperties.anyOf = WORDS_IN_SOME_LANGUAGE;
  });
  return json;
}

// What a refinement of zod says has no words in JSON Schema, so it is said again here.
const WEIGHT_OR_DECISIVE = [{ required: ['weight'] }, { required: ['decisive'] }];
const WORDS_IN_SOME_LANGUAGE = ['words', ...OTHER_LANGUAGES].map((language) => ({ required: [language] }));
const AT_LEAST_ONE_KEY = new Set(['affected', 'deadline']);

/** Without a known name there is nothing to choose from, and nothing is refused. */
function oneOf(known: readonly string[]): (text: Json) => void {
  return (text) => {
    if (known.length > 0) text.enum = [...known];
  };
}

/** Names to choose from, where others may be right as well. */
function offered(known: readonly string[]): (text: Json) => void {
  return (text) => {
    if (known.length > 0) text.anyOf = [{ enum: [...known] }, { type: 'string' }];
  };
}

function eachProperty(json: unknown, visit: (name: string, value: Json) => void): void {
  if (Array.isArray(json)) for (const part of json) eachProperty(part, visit);
  if (!isJson(json)) return;
  if (isJson(json.properties))
    for (const [name, value] of Object.entries(json.properties)) if (isJson(value)) visit(name, value);
  for (const part of Object.values(json)) eachProperty(part, visit);
}

/** The alternatives of a value, lists looked into. */
function branches(value: Json): readonly Json[] {
  const parts = Array.isArray(value.anyOf) ? value.anyOf.filter(isJson) : [];
  if (parts.length > 0) return parts.flatMap(branches);
  if (value.type === 'array' && isJson(value.items)) return branches(value.items);
  // A mapping from any name to values of one kind.
  if (isJson(value.propertyNames) && isJson(value.additionalProperties))
    return branches(value.additionalProperties);
  return [value];
}

function textsIn(value: Json): readonly Json[] {
  return branches(value).filter((part) => part.type === 'string');
}

function objectsIn(value: Json): readonly Json[] {
  return branches(value).filter((part) => part.type === 'object');
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
