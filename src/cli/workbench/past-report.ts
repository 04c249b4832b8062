import type { Report } from '../../classifier/index.js';
import type { PastReport } from '../../web/page/shapes.js';

/** A report with all that its decision rests on, so that it can be tried as it was told. */
export function pastReport({ id, text, source, at, utcOffset, partner }: Report): PastReport {
  return { id, text, source, at, utcOffset, partner };
}

/** True for texts that contain every one of some words, however they are written. */
export function containing(find: string): (text: string) => boolean {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  return (text) => words.every((word) => text.toLowerCase().includes(word));
}
