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
    .filter((name) => !differsInNumber(wrong, name) && shareALetter(wrong, name))
    .map((name) => ({ name, distance: editDistance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, Math.floor(wrong.length / 3)) ? best.name : null;
}

function shareALetter(one: string, other: string): boolean {
  const letters = other.toLowerCase();
  return [...one.toLowerCase()].some((letter) => letters.includes(letter));
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

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min(replaced, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
