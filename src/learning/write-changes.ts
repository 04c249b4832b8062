// Changes written into the files of a rulebook. Comments, order and layout stay as their authors left them.

import { withRule } from '../authoring/index.js';
import { withWeights } from '../fit/write-weights.js';
import { isWordChange, type RuleChange } from './rule-change.js';
import { withException } from './write-exception.js';
import { withWords } from './write-words.js';

/** The text files of a rules folder, by path. */
export type RuleTexts = ReadonlyMap<string, string>;

/** The files with some changes; a change that finds no place in them changes nothing. */
export function withChanges(files: RuleTexts, changes: readonly RuleChange[]): RuleTexts {
  return changes.reduce(withChange, files);
}

function withChange(files: RuleTexts, change: RuleChange): RuleTexts {
  return new Map([...files].map(([file, text]) => [file, changed(file, text, change)]));
}

function changed(file: string, text: string, change: RuleChange): string {
  if (isWordChange(change)) return file.startsWith('vocabulary/') ? withWords(text, change) : text;
  if (change.kind === 'rule')
    return file === `${change.class}.yaml` ? (withRule(text, change.rule) ?? text) : text;
  if (!/^(?:incident|urgent-non-incident|non-incident|none)\.yaml$/.test(file)) return text;
  return change.kind === 'weight'
    ? withWeights(text, new Map([[change.rule, change.to]]))
    : withException(text, change.rule, change.when);
}
