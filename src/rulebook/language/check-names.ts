// Areas and severities that rules and concepts name: the directory and the policy must know them.

import { cureFor } from '../did-you-mean.js';
import type { Problem } from '../problem.js';
import type { Path, YamlFile } from '../yaml-file.js';
import type { HalfRead, LoadedConcept } from './loaded.js';
import type { Routing } from './read-routing.js';

/** Nothing is checked against a directory or policy that could not be read: that is a problem of its own. */
export function checkNames(
  concepts: readonly LoadedConcept[],
  rules: readonly Named[],
  { areas, severities }: Pick<Routing, 'areas' | 'severities'>,
): readonly Problem[] {
  return [
    ...concepts.flatMap(({ concept, yaml, path }) =>
      unknown(concept.area ?? null, areas, 'area', 'an area of directory.yaml', yaml, path),
    ),
    ...rules.flatMap(({ area, severity, yaml, path }) => [
      ...unknown(area, areas, 'area', 'an area of directory.yaml', yaml, path),
      ...unknown(severity, severities, 'severity', 'a severity of policy.yaml', yaml, path),
    ]),
  ];
}

type Named = Pick<HalfRead, 'area' | 'severity' | 'yaml' | 'path'>;

function unknown(
  name: string | null,
  known: readonly string[] | null,
  key: 'area' | 'severity',
  expected: string,
  yaml: YamlFile,
  path: Path,
): readonly Problem[] {
  if (name === null || known === null || known.includes(name)) return [];
  const where = yaml.at([...path, key]);
  return [
    {
      file: yaml.file,
      ...where,
      found: `the ${key} "${name}"`,
      expected,
      cure: cureFor(name, known, { home: HOMES[key] }),
      severity: 'error',
    },
  ];
}

/** Where authors define more of them. */
const HOMES = {
  area: 'under areas in directory.yaml',
  severity: 'under severities in policy.yaml',
} as const;
