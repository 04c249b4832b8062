// Words that other tools and plain English have for what is called otherwise here: no spelling leads from one to the
// other.

/** The known word that a word of other tools stands for; null when it stands for none of them. */
export function wordMeant(word: string, known: readonly string[]): string | null {
  const name = word.toLowerCase();
  if (!Object.hasOwn(OTHER_WORDS, name)) return null;
  return OTHER_WORDS[name]?.find((meant) => known.includes(meant)) ?? null;
}

/** Where a word can stand for several, the first that is known at the place counts. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  // Keys of a rule and of a concept.
  name: ['id'],
  reason: ['why'],
  because: ['why'],
  description: ['why', 'about'],
  score: ['weight'],
  if: ['when'],
  condition: ['when'],
  conditions: ['when'],
  positives: ['examples'],
  tests: ['examples'],
  negatives: ['near-misses'],
  counterexamples: ['near-misses'],
  synonyms: ['words'],
  phrases: ['words'],
  keywords: ['words', 'mentions'],
  en: ['words'],
  except: ['not'],
  exclude: ['not'],
  unless: ['not'],
  // Short forms.
  and: ['all'],
  every: ['all'],
  or: ['any'],
  either: ['any'],
  contains: ['mentions'],
  includes: ['mentions'],
  says: ['mentions'],
  concept: ['mentions'],
  regex: ['matches'],
  regexp: ['matches'],
  pattern: ['matches'],
  time: ['hours'],
  count: ['affected'],
  who: ['source'],
  from: ['source'],
  // Values.
  bot: ['automated'],
  robot: ['automated'],
  monitor: ['automated'],
  machine: ['automated'],
  alert: ['automated'],
  person: ['human'],
  people: ['human'],
  user: ['human'],
  night: ['off'],
  evening: ['off'],
  weekend: ['off'],
  office: ['working'],
  day: ['working'],
  single: ['one'],
  some: ['few'],
  several: ['few'],
  everybody: ['all'],
  everyone: ['all'],
  outage: ['incident'],
  urgent: ['urgent-non-incident'],
  bug: ['non-incident'],
  nothing: ['none'],
  noise: ['none'],
  // Operators.
  '=': ['equal'],
  '==': ['equal'],
  is: ['equal'],
  equals: ['equal'],
  '!=': ['notEqual'],
  '<': ['lessThan'],
  '<=': ['lessThanInclusive'],
  '>': ['greaterThan'],
  '>=': ['greaterThanInclusive'],
};
