import { maskSecrets } from '../router/index.js';
import type { HistoryReport } from './history.js';

const longest = 120;

/** The beginning of what was said, on one line; nothing of what was said in private, or is gone. */
export function excerptOf({ report, private: isPrivate, erased }: HistoryReport): string {
  if (erased) return '(erased)';
  if (isPrivate) return '(said in private)';
  const line = maskSecrets(report.text).replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1).toWellFormed()}…` : line;
}
