/** As many as a person reads: a file of another kind is wrong in every line. */
const most = 20;

/** The first problems, one a line, and how many more there are. */
export function sayProblems(problems: readonly string[]): string {
  const left = problems.length - most;
  return [...problems.slice(0, most), ...(left > 0 ? [`and ${left} more of the kind`] : [])].join('\n');
}
