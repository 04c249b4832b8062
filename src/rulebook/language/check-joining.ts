// Areas and concepts that the policy lets nobody join for: one that was renamed must not be forgotten there.

import { cureFor } from '../did-you-mean.js';
import type { Problem } from '../problem.js';
import { valueAt } from '../value-at.js';
import type { YamlFile } from '../yaml-file.js';

/** What a policy's `joining` names although nothing is called so; null for names that cannot be known. */
export function checkJoining(
  policy: YamlFile,
  areas: readonly string[] | null,
  concepts: readonly string[] | null,
): readonly Problem[] {
  return [
    ...unknownIn(policy, ['joining', 'not-in'], 'area', areas),
    ...unknownIn(policy, ['joining', 'alone'], 'concept', concepts),
  ];
}

function unknownIn(
  policy: YamlFile,
  path: readonly string[],
  kind: 'area' | 'concept',
  known: readonly string[] | null,
): readonly Problem[] {
  const listed = valueAt(policy.value, path);
  const names: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return names.flatMap((name, index): readonly Problem[] => {
    if (known === null || typeof name !== 'string' || known.includes(name)) return [];
    return [
      {
        file: policy.file,
        ...policy.at([...path, index]),
        found: `the ${kind} "${name}"`,
        expected: `the name of ${kind === 'area' ? 'an area' : 'a concept'}`,
        cure: cureFor(name, known, {
          home: kind === 'area' ? 'under areas in directory.yaml' : 'in vocabulary/',
        }),
        severity: 'warning',
      },
    ];
  });
}
