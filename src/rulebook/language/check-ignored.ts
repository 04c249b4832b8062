// Rules that the policy names: a rule that was renamed must not be forgotten there.

import { WORD_MODEL } from '../../classifier/index.js';
import { cureFor } from '../did-you-mean.js';
import type { Problem } from '../problem.js';
import { valueAt } from '../value-at.js';
import type { YamlFile } from '../yaml-file.js';

/** What a policy's `needs-a-tool: ignoring` names although no rule is called so, or begins so where it ends in a star. */
export function checkIgnored(policy: YamlFile, rules: readonly string[]): readonly Problem[] {
  const named = valueAt(policy.value, IGNORING);
  const names: readonly unknown[] = Array.isArray(named) ? named : [];
  const known = [...rules, WORD_MODEL];
  return names.flatMap((name, index) => {
    if (typeof name !== 'string') return [];
    const beginning = name.endsWith('*') ? name.slice(0, -1) : null;
    if (beginning === null ? known.includes(name) : known.some((each) => each.startsWith(beginning)))
      return [];
    const [found, expected] =
      beginning === null
        ? [`the rule "${name}"`, 'the id of a rule']
        : [`"${name}", which no rule begins with`, 'how ids of rules begin'];
    return [
      {
        file: policy.file,
        ...policy.at([...IGNORING, index]),
        found,
        expected,
        cure: beginning === null ? cureFor(name, known, { listed: true }) : 'Correct it, or remove it.',
        severity: 'warning',
      },
    ];
  });
}

const IGNORING = ['needs-a-tool', 'ignoring'];
