// What is no mistake, but what nobody would miss: conditions that no rule uses, examples told twice.

import type { Problem } from '../problem.js';
import type { Written } from '../written.js';
import type { LoadedRule } from './loaded.js';
import { namesUsed } from './read-conditions.js';

/** Named conditions that neither a rule nor another condition uses. */
export function unusedConditions({ conditions, rules }: Written): readonly Problem[] {
  const used = new Set([
    ...rules.flatMap(({ entry }) => namesUsed(entry.when)),
    ...conditions.flatMap(({ when }) => namesUsed(when)),
  ]);
  return conditions
    .filter(({ name }) => !used.has(name))
    .map(({ name, yaml }) => ({
      file: yaml.file,
      ...yaml.atKey(['conditions'], name),
      found: `the condition "${name}", which no rule uses`,
      expected: 'conditions that rules share',
      cure: `Use it (condition: ${name}), or remove it.`,
      severity: 'hint',
    }));
}

/** Reports that stand twice among the examples or near misses of one rule: the second shows nothing new. */
export function repeatedExamples(rules: readonly LoadedRule[]): readonly Problem[] {
  return rules.flatMap(({ entry, yaml, path }) =>
    (['examples', 'near-misses'] as const).flatMap((kind) => {
      const told = entry[kind].map((example) => JSON.stringify(example));
      return told.flatMap((example, index): readonly Problem[] => {
        if (told.indexOf(example) === index) return [];
        return [
          {
            file: yaml.file,
            ...yaml.at([...path, kind, index]),
            found: `the same report a second time among the ${kind} of "${entry.id}"`,
            expected: 'each report once',
            cure: 'Remove it, or write another that shows more of what the rule means.',
            severity: 'hint',
          },
        ];
      });
    }),
  );
}
