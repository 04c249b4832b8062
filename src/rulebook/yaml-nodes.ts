// Mistakes that a document shows although the parser takes it: texts cut short, keys used twice, aliases of nothing.

import { type Document, isAlias, isCollection, isMap, isScalar, isSeq, visit, type YAMLMap } from 'yaml';
import type { SyntaxFault } from './yaml-syntax.js';

/** Aliases that may be followed in one file, the ones inside them included. */
export const MOST_ALIASES = 100;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A sign that no text has and no editor shows; null where there is none. */
export function firstControlCharacter(text: string): SyntaxFault | null {
  const found = CONTROL.exec(text);
  if (found === null) return null;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const cure = 'Delete it.';
  return { offset: found.index, found: `a control character (U+${code})`, expected: 'text', cure };
}

export function withoutControlCharacters(text: string): string {
  return text.replace(new RegExp(CONTROL, 'g'), '');
}

/** Aliases of anchors that are not there before them, or that they stand in themselves. */
export function badAliases(document: Document): readonly SyntaxFault[] {
  const anchors = new Set<string>();
  const bad: SyntaxFault[] = [];
  visit(document, {
    Node(_, node, within) {
      if (isAlias(node)) {
        const offset = node.range?.[0] ?? 0;
        const inside = within.some((around) => isCollection(around) && around.anchor === node.source);
        if (inside)
          bad.push({
            offset,
            found: `the alias "*${node.source}" inside what it stands for`,
            expected: 'values that end somewhere',
            cure: 'Write the value out.',
          });
        else if (!anchors.has(node.source))
          bad.push({
            offset,
            found: `the alias "*${node.source}" of no anchor`,
            expected: 'an anchor written before it',
            cure: `Put it in quotes if the "*" is meant as such: "*${node.source}".`,
          });
      } else if ('anchor' in node && node.anchor) anchors.add(node.anchor);
    },
  });
  return bad;
}

/** Texts that lose their end: YAML takes ` #incidents` for a comment. Comments of people have a space after the #. */
export function cutTexts(document: Document): readonly SyntaxFault[] {
  const cut: SyntaxFault[] = [];
  visit(document, {
    Scalar(key, { type, comment, range }) {
      if (key === 'key' || type !== 'PLAIN' || !comment || /^[\s#]/.test(comment)) return;
      cut.push({
        offset: range?.[0] ?? 0,
        found: `a text that ends before "#${comment.split('\n')[0] ?? ''}", which is a comment in YAML`,
        expected: 'the whole text',
        cure: 'Put the text in quotes, or leave a space after the #.',
      });
    },
  });
  return cut;
}

/** Keys that their mapping has already, and the one name that a mapping of JavaScript cannot hold like any other. */
export function badKeys(document: Document): readonly SyntaxFault[] {
  const bad: SyntaxFault[] = [];
  eachMap(document.contents, (map) => {
    const seen = new Set<unknown>();
    for (const { key } of map.items) {
      if (!isScalar(key)) continue;
      const offset = key.range?.[0] ?? 0;
      if (key.value === '__proto__')
        bad.push({ offset, found: 'the key "__proto__"', expected: 'another name', cure: 'Rename it.' });
      else if (seen.has(key.value))
        bad.push({
          offset,
          found: `the key "${String(key.value)}", which is already in this mapping`,
          expected: 'each key once',
          cure: 'Merge the two, or rename one.',
        });
      seen.add(key.value);
    }
  });
  return bad;
}

/** The library's own walk takes ten times as long, as it lets its visitors change the document. */
function eachMap(node: unknown, visitMap: (map: YAMLMap) => void): void {
  if (isMap(node)) {
    visitMap(node);
    for (const { value } of node.items) eachMap(value, visitMap);
  } else if (isSeq(node)) for (const item of node.items) eachMap(item, visitMap);
}

/** Where the alias stands whose values, with the aliases inside them, are the first that are too many. */
export function firstUnfolding(document: Document): number {
  const inside = new Map<string, number>();
  let first = 0;
  visit(document, {
    Alias(_, { source, range }, within) {
      const unfolded = 1 + (inside.get(source) ?? 0);
      for (const { anchor } of within.filter((node) => isCollection(node)))
        if (anchor !== undefined) inside.set(anchor, (inside.get(anchor) ?? 0) + unfolded);
      const total = Math.max(unfolded, ...inside.values());
      if (total <= MOST_ALIASES) return;
      first = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return first;
}
