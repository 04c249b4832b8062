import type { SeenReport } from '../classifier/index.js';

/** What a report must have in common with another to be part of one pattern: a failing function, or the area. */
export function topicsOf(seen: SeenReport): readonly string[] {
  if (seen.functions.length === 0 && !seen.complains) return [];
  const functions = seen.functions.map((name) => `function ${name}`);
  return seen.area === null ? functions : [...functions, `area ${seen.area}`];
}
