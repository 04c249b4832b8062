import { createHash } from 'node:crypto';
import type { RuleFile, RuleFiles } from './rule-files.js';

/** Content hash of a rules folder: 16 hexadecimal digits, the same for the same files in any order. */
export function versionOf(files: RuleFiles): string {
  const hash = createHash('sha256');
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bytes = content instanceof Uint8Array ? content : Buffer.from(textOf(content));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 16);
}

function textOf(content: Exclude<RuleFile, Uint8Array>): string {
  return typeof content === 'string' ? content : `\0${content.unreadable}`;
}
