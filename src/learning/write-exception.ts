// A rule that is silent in one more case. Its `when` is written anew; all around it stays as its authors left it.

import { Document, isMap, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { When } from '../rulebook/language/when-schema.js';

/** The text of a rule file in which a rule does not fire where `exception` holds; as it was where there is no such rule. */
export function withException(text: string, rule: string, exception: When): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const rules = document.get('rules');
  if (!isSeq(rules)) return text;
  const entry = rules.items.find((item): item is YAMLMap => isMap(item) && item.get('id') === rule);
  const when = entry?.get('when', true);
  if (!isMap(when) || when.range == null) return text;
  addTo(when, document, exception);
  const [start, end] = when.range;
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const written = new Document(when)
    .toString({ lineWidth: 110, flowCollectionPadding: true })
    .trimEnd()
    .replaceAll('\n', `\n${' '.repeat(column)}`);
  const rest = text.slice(end);
  return `${text.slice(0, start)}${written}${rest.startsWith('\n') ? '' : '\n'}${rest}`;
}

/** Beside what the rule excepts already. */
function addTo(when: YAMLMap, document: Document, exception: When): void {
  const held: unknown = when.get('not', true);
  const added = document.createNode(exception, { flow: true });
  if (!isMap(held)) {
    when.set('not', added);
    return;
  }
  const any: unknown = held.items.length === 1 ? held.get('any', true) : undefined;
  if (isSeq(any)) any.add(added);
  else when.set('not', document.createNode({ any: [held, added] }) as unknown as Pair);
}
