// Why re2 refuses a regular expression, in words for the author of a rule.

/** The reason of an error that re2js throws. */
export function refusal(error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error))
    .replace(/^error parsing regexp: /, '')
    .replaceAll('(?m)(?i)', '');
  const reference = /\\[1-9]/.exec(reason)?.[0];
  if (reference !== undefined) return `${reference} is a back-reference`;
  const around = /\(\?<?[=!]/.exec(reason)?.[0];
  return around === undefined ? reason : `${around}…) looks around`;
}
