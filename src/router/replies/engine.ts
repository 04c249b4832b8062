// Liquid with what a reply needs and nothing else: no disk, no clock, no randomness, no way around the escaping.
// The only file that knows liquidjs.

import { Liquid } from 'liquidjs';

/** Filters and tags that templates may use; `mention` is our own. */
export const REPLY_FILTERS = [
  'append',
  'capitalize',
  'default',
  'downcase',
  'first',
  'join',
  'last',
  'mention',
  'minus',
  'plus',
  'prepend',
  'replace',
  'size',
  'strip',
  'truncate',
  'upcase',
] as const;
export const REPLY_TAGS = ['assign', 'case', 'comment', 'for', 'if', 'unless', '#'] as const;

/** People who are to be mentioned where the message allows it, and named where it does not. */
export class Mention {
  constructor(readonly people: readonly { readonly id: string; readonly name: string }[]) {}
  toString(): string {
    return this.people.map((person) => person.name).join(', ');
  }
}

/** An engine whose printed values all go through `print`. */
export function replyEngine(print: (value: unknown) => string): Liquid {
  const engine = new Liquid({
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    // Else it asks the system for one, which takes longer than all replies; no filter that is allowed uses it.
    locale: 'en-GB',
    outputEscape: print,
    templates: {},
    parseLimit: 100_000,
    memoryLimit: 1_000_000,
  });
  engine.registerFilter('mention', (value: unknown) => new Mention(peopleIn(value)));
  for (const name of Object.keys(engine.filters))
    if (!REPLY_FILTERS.some((allowed) => allowed === name)) engine.unregisterFilter(name);
  for (const name of Object.keys(engine.tags))
    if (!REPLY_TAGS.some((allowed) => allowed === name)) delete engine.tags[name];
  return engine;
}

function peopleIn(value: unknown): readonly { id: string; name: string }[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(isPerson);
}

function isPerson(value: unknown): value is { id: string; name: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}
