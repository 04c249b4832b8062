import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import type { WordChange } from './rule-change.js';

/** The text of a vocabulary file with one more entry at the end of the concept's list, written as that list is. */
export function withWords(text: string, { kind, concept, words }: WordChange): string {
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
