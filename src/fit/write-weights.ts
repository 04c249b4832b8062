// Writes fitted numbers back into the files that people review. Only the numbers change: comments, order and
// layout stay as their authors left them.

import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Deciding, DecidingAlone } from '../classifier/index.js';

/** The text of a rule file with new weights; rules that are not in `weights` keep theirs. */
export function withWeights(text: string, weights: ReadonlyMap<string, number>): string {
  const rules = parseDocument(text, { keepSourceTokens: true }).get('rules');
  if (!isSeq(rules)) return text;
  const changes = rules.items.flatMap((rule) => {
    if (!isMap(rule)) return [];
    const weight = weights.get(String(rule.get('id')));
    return weight === undefined ? [] : numberAt(rule.get('weight', true), weight);
  });
  return replaced(text, changes);
}

/** The text of deciding.yaml with new numbers; a key that is not there yet is left out. */
export function withDeciding(text: string, deciding: Deciding): string {
  const document = parseDocument(text, { keepSourceTokens: true });
  const numbers: readonly At[] = [
    ...numbersOf(deciding, []),
    [['leaningWeight'], deciding.leaningWeight],
    ...(deciding.alone === null ? [] : numbersOf(deciding.alone, ['alone'])),
  ];
  return replaced(
    text,
    numbers.flatMap(([path, value]) => numberAt(document.getIn(path, true), value)),
  );
}

type At = readonly [path: readonly string[], number: number];

function numbersOf(
  { start, temperature, undecided }: DecidingAlone,
  under: readonly string[],
): readonly At[] {
  return [
    ...Object.entries(start).map(([name, value]): At => [[...under, 'start', name], value]),
    [[...under, 'temperature'], temperature],
    ...Object.entries(undecided).map(([name, value]): At => [[...under, 'undecided', name], value]),
  ];
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly number: number;
}

function numberAt(node: unknown, number: number): readonly Change[] {
  if (!isScalar(node) || node.range == null) return [];
  const [from, to] = node.range;
  return [{ from, to, number }];
}

function replaced(text: string, changes: readonly Change[]): string {
  return [...changes]
    .sort((a, b) => b.from - a.from)
    .reduce((done, { from, to, number }) => done.slice(0, from) + String(number) + done.slice(to), text);
}
