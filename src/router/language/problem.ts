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

/** The known name that a misspelt one most likely means; null when none is near. */
export function nearestName(wrong: string, known: readonly string[]): string | null {
  const ranked = known
    .filter((name) => !differsInNumber(wrong, name))
    .map((name) => ({ name, distance: editDistance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, Math.floor(wrong.length / 3)) ? best.name : null;
}

/** P7 is no P1 that somebody mistyped. */
export function differsInNumber(one: string, other: string): boolean {
  const [letters, numbers] = [/\d+/g, /\D+/g].map((left) =>
    [one, other].map((name) => name.replace(left, '')),
  );
  return letters?.[0] === letters?.[1] && numbers?.[0] !== numbers?.[1] && !numbers?.includes('');
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
    cure: near === null ? `use a ${what} of that list, or define "${name}"` : `did you mean "${near}"?`,
  };
}

/** So many names are listed beside the one that was meant. */
const MOST_LISTED = 16;

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: [...b].length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
