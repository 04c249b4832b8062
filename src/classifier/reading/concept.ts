// What a vocabulary is made of, as authors write it.

/** What a concept does for the reading, beside being found; `docs/rule-language.md` says what each is for. */
export const ROLES = [
  'failure',
  'downtime',
  'fault',
  'event',
  'negation',
  'absence',
  'clause',
  'resolution',
  'retraction',
  'hypothesis',
  'quotation',
  'past',
  'scope-one',
  'scope-few',
  'scope-many',
  'scope-all',
  'affected',
  'counted',
  'partner',
  'deadline-cue',
  'urgency',
  'question',
  'request',
  'status',
  'thanks',
  'joke',
  'chatter',
  'test',
  'planned',
  'firing',
  'production',
  'staging',
] as const;
export type Role = (typeof ROLES)[number];

/** A phrase as written, and the ISO code of its language. */
export interface Phrase {
  readonly text: string;
  readonly language: string;
}

/** A meaning, and the words people use for it. */
export interface Concept {
  readonly name: string;
  readonly about?: string;
  readonly area?: string;
  readonly function?: 'critical' | 'ordinary';
  readonly roles: readonly Role[];
  readonly deniable: boolean;
  readonly phrases: readonly Phrase[];
  /** Look-alikes, in any language: where one of these stands, the concept does not. */
  readonly not: readonly string[];
}
