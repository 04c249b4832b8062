import type { Report } from '../../classifier/index.js';
import type { PastReport } from '../../web/page/shapes.js';

/** A report with all that its decision rests on, so that it can be tried as it was told. */
export function pastReport({ id, text, source, at, utcOffset, partner }: Report): PastReport {
  return { id, text, source, at, utcOffset, partner };
}
