// The facts that rules may compare, and which operators fit each.

import { REPORT_CLASSES, SCOPES } from '../../classifier/index.js';
import type { NameKind } from './known-names.js';
import { HOURS, KINDS, SPEECH, STATES } from './when-schema.js';

/** What kind of value a fact has; `values` lists all it can be, where that is known. */
export interface FactType {
  readonly type: 'word' | 'words' | 'number' | 'flag' | 'text' | 'hits' | 'seen';
  readonly values?: readonly string[];
  /** What its words are names of, where they must be defined somewhere. */
  readonly names?: NameKind;
}

const word = (values?: readonly string[]): FactType => (values ? { type: 'word', values } : { type: 'word' });
const words = (values?: readonly string[]): FactType =>
  values ? { type: 'words', values } : { type: 'words' };
const names = (type: 'word' | 'words', of: NameKind): FactType => ({ type, names: of });
const number: FactType = { type: 'number' };
const flag: FactType = { type: 'flag' };

/** Every fact by name. */
export const FACTS: Readonly<Record<string, FactType>> = {
  text: { type: 'text' },
  hits: { type: 'hits' },
  seen: { type: 'seen' },
  words: number,
  sentences: number,
  exclamations: number,
  questions: number,
  shouting: number,
  clockTimes: number,
  numbers: number,
  emoji: number,
  links: number,
  people: number,
  percent: number,
  truncated: flag,
  kind: word(KINDS),
  channel: names('word', 'channel'),
  mentions: names('words', 'concept'),
  denies: names('words', 'concept'),
  functions: names('words', 'function'),
  criticalFunctions: names('words', 'function'),
  failures: names('words', 'concept'),
  failing: word(['critical', 'ordinary']),
  scope: word(SCOPES),
  affected: number,
  partners: words(),
  partnerCount: number,
  deadline: flag,
  deadlineAt: number,
  deadlineInMinutes: number,
  deadlineBefore: names('word', 'event'),
  speech: words(SPEECH),
  state: word(STATES),
  hours: word(HOURS),
  format: word(),
  environment: word(),
  severityStated: word(),
  language: word(),
  readable: flag,
  theatre: flag,
  wakes: flag,
  code: flag,
  ...Object.fromEntries(REPORT_CLASSES.map((name) => [`leaning:${name}`, number])),
};

/** The operators that can apply to each type of fact. */
export const OPERATORS_OF: Readonly<Record<FactType['type'], readonly string[]>> = {
  word: ['equal', 'notEqual', 'in', 'notIn'],
  words: ['contains', 'doesNotContain', 'someFact:in'],
  number: ['equal', 'notEqual', 'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'],
  flag: ['equal', 'notEqual'],
  text: ['matches'],
  hits: ['near'],
  seen: ['simultaneous'],
};
