// One small change of a rulebook, and the files with it. Comments, order and layout stay as their authors left them.

import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { Concept } from '../classifier/index.js';
import { withWeights } from '../fit/write-weights.js';

export type RuleChange =
  | { readonly kind: 'weight'; readonly rule: string; readonly from: number; readonly to: number }
  /** The concept is found in these words too. */
  | { readonly kind: 'word'; readonly concept: string; readonly words: string }
  /** Where these words stand, the concept does not. */
  | { readonly kind: 'look-alike'; readonly concept: string; readonly words: string };

/** A change of the vocabulary. */
export type WordChange = Exclude<RuleChange, { kind: 'weight' }>;

/** The text files of a rules folder, by path. */
export type RuleTexts = ReadonlyMap<string, string>;

/** The files with some changes; a change that finds no place in them changes nothing. */
export function withChanges(files: RuleTexts, changes: readonly RuleChange[]): RuleTexts {
  return changes.reduce((changed, change) => withChange(changed, change), files);
}

/** The concept with the words of a change; another concept stays as it is. */
export function withPhrase(concept: Concept, { kind, concept: name, words }: WordChange): Concept {
  if (concept.name !== name) return concept;
  return kind === 'word'
    ? { ...concept, phrases: [...concept.phrases, { text: words, language: 'en' }] }
    : { ...concept, not: [...concept.not, words] };
}

/** "raise incident-x from 0.2 to 0.35", for people. */
export function changeInWords(change: RuleChange): string {
  switch (change.kind) {
    case 'weight':
      return `${change.to > change.from ? 'raise' : 'lower'} ${change.rule} from ${change.from} to ${change.to}`;
    case 'word':
      return `add "${change.words}" to the words of ${change.concept}`;
    case 'look-alike':
      return `add "${change.words}" to the look-alikes of ${change.concept}`;
  }
}

function withChange(files: RuleTexts, change: RuleChange): RuleTexts {
  return new Map(
    [...files].map(([file, text]) => {
      if (change.kind === 'weight')
        return [file, isRules(file) ? withWeights(text, new Map([[change.rule, change.to]])) : text];
      return [file, file.startsWith('vocabulary/') ? withWords(text, change) : text];
    }),
  );
}

function isRules(file: string): boolean {
  return /^(?:incident|urgent-non-incident|non-incident|none)\.yaml$/.test(file);
}

/** One more entry at the end of the concept's list, in the manner in which the list is written. */
function withWords(text: string, { kind, concept, words }: WordChange): string {
  const entry = parseDocument(text, { keepSourceTokens: true }).getIn(['concepts', concept], true);
  if (!isMap(entry)) return text;
  const key = kind === 'word' ? 'words' : 'not';
  const list = entry.get(key, true);
  const written = stringify(words).trim();
  if (isSeq(list) && list.range != null) {
    const last = list.items.at(-1);
    const end = isScalar(last) ? last.range?.[1] : undefined;
    if (list.flow && end !== undefined) return `${text.slice(0, end)}, ${written}${text.slice(end)}`;
    if (end === undefined) return text;
    const indent = /(?:^|\n)([ \t]*)-[^\n]*$/.exec(text.slice(0, end))?.[1] ?? '      ';
    const line = lineEnd(text, end);
    return `${text.slice(0, line)}\n${indent}- ${written}${text.slice(line)}`;
  }
  const first = entry.items[0]?.key;
  if (!isScalar(first) || first.range == null || entry.range == null) return text;
  const start = first.range[0];
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const end = text.slice(0, entry.range[1]).trimEnd().length;
  if (entry.flow) {
    const inside = text.slice(0, end - 1).trimEnd().length;
    return `${text.slice(0, inside)}, ${key}: [${written}]${text.slice(inside)}`;
  }
  return `${text.slice(0, end)}\n${indent}${key}: [${written}]${text.slice(end)}`;
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}
