import { nearestName } from './nearest-name.js';

/**
 * One mistake in a rule file, told by its path inside the file: what was found, what was expected, the cure.
 * `line` and `column` count from 1 and are given where the file is no YAML (reply templates).
 */
export interface PathProblem {
  readonly path: readonly (string | number)[];
  readonly line?: number;
  readonly column?: number;
  readonly found: string;
  readonly expected: string;
  readonly cure: string;
}

/** A problem where a name is given that nobody defines; none where it is not given, or where nobody can tell what is known. */
export function nameProblems(
  path: readonly (string | number)[],
  what: string,
  name: string | undefined,
  known: readonly string[] | undefined,
): readonly PathProblem[] {
  return name === undefined || known === undefined || known.includes(name)
    ? []
    : [unknownName(path, what, name, known)];
}

function unknownName(
  path: readonly (string | number)[],
  what: string,
  name: string,
  known: readonly string[],
): PathProblem {
  const near = nearestName(name, known);
  return {
    path,
    found: `the ${what} "${name}"`,
    expected:
      near !== null && known.length > MOST_LISTED
        ? `one of the ${known.length} that there are`
        : `one of ${[...known].sort().join(', ') || '(none is defined)'}`,
    cure: near === null ? `use one of that list${defining(what, name)}` : `did you mean "${near}"?`,
  };
}

/** How one more of them is defined; what only the program knows has no such place. */
function defining(what: string, name: string): string {
  const place = HOMES[what];
  return place === undefined ? '' : `, or define "${name}" ${place}`;
}

const HOMES: Readonly<Record<string, string>> = {
  area: 'under areas in directory.yaml',
  person: 'under people in directory.yaml',
  role: 'under groups in directory.yaml',
  severity: 'under severities in policy.yaml',
  channel: 'under channels in policy.yaml',
  template: 'as a text of replies/',
};

/** So many names are listed beside the one that was meant. */
const MOST_LISTED = 16;
