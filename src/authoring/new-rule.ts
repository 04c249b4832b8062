// A new rule as text, put at the end of its file; what stands there already is not touched.

import { Document, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Example } from '../rulebook/language/rules-schema.js';
import type { When } from '../rulebook/language/when-schema.js';

/** A rule as its author told it. */
export interface NewRule {
  readonly id: string;
  readonly why: string;
  /** Null for a decisive rule. */
  readonly weight: number | null;
  readonly when: When;
  readonly examples: readonly Example[];
  readonly nearMisses: readonly Example[];
}

/** The rule as an entry of a rule file, `  - id: …`, ending in a line break. */
export function ruleText(rule: NewRule, indent = '  '): string {
  const { id, why, weight, when, examples, nearMisses } = rule;
  const strength = weight === null ? { decisive: true } : { weight };
  const document = new Document([
    { id, why, ...strength, when, examples: [...examples], 'near-misses': [...nearMisses] },
  ]);
  visit(document, {
    Seq(_, node) {
      if (node.items.length > 0 && isFlat(node)) node.flow = true;
    },
    Pair(_, pair) {
      const told = isScalar(pair.key) && (pair.key.value === 'examples' || pair.key.value === 'near-misses');
      // Reports are sentences: one a line reads better than a list in brackets.
      return told ? visit.SKIP : undefined;
    },
  });
  return document
    .toString({ lineWidth: 110, indent: 2, flowCollectionPadding: false })
    .replace(/^(?=.)/gm, indent);
}

/** Names, or lists of names: what reads well in brackets. */
function isFlat(node: unknown): boolean {
  return isScalar(node) || (isSeq(node) && node.items.every(isFlat));
}

/** The text of a rule file with one more rule; null when the file has no list of rules to add to. */
export function withRule(file: string, rule: NewRule): string | null {
  const rules = parseDocument(file).get('rules');
  if (!isSeq(rules)) return null;
  if (rules.items.length === 0) {
    const opened = file.replace(/^(rules:)[ \t]*\[\s*\]/m, '$1');
    return opened === file ? null : `${opened.trimEnd()}\n${ruleText(rule)}`;
  }
  if (rules.flow) return null;
  const indent = /^([ \t]*)- /m.exec(file)?.[1] ?? '  ';
  return `${file.trimEnd()}\n\n${ruleText(rule, indent)}`;
}
