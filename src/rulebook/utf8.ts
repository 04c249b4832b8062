// The text of a file: bounded in size, and UTF-8 or refused with the place of the first byte that is not.

import { type Position, type Problem, START } from './problem.js';
import { isUnreadable, type RuleFile } from './rule-files.js';

/** The text of a file, or null and why it cannot be read. */
export function readUtf8(
  file: string,
  bytes: RuleFile,
): { readonly text: string | null; readonly problems: readonly Problem[] } {
  if (isUnreadable(bytes))
    return {
      text: null,
      problems: [fault(file, START, bytes.unreadable, 'a file that can be read', 'Put the file there.')],
    };
  if (bytes.length > LARGEST_FILE) {
    const found = `a file of ${bytes.length} bytes`;
    return {
      text: null,
      problems: [fault(file, START, found, `at most ${LARGEST_FILE} bytes`, 'Split it.')],
    };
  }
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  if (text !== null || typeof bytes === 'string') return { text, problems: [] };
  const [first = 0, second = 0] = bytes;
  if (first >= 0xfe && first + second === 0xfe + 0xff)
    return { text, problems: [fault(file, START, 'a file in UTF-16', 'UTF-8', 'Save the file as UTF-8.')] };
  const where = firstBadByte(bytes);
  return {
    text,
    problems: [fault(file, where, 'bytes that are not UTF-8', 'UTF-8', 'Save the file as UTF-8.')],
  };
}

const LARGEST_FILE = 16 * 1024 * 1024;
/** The text of bytes, or null; `cut` allows them to end inside a character, which is then left out. */
function decode(bytes: Uint8Array, cut = false): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
  } catch {
    return null;
  }
}

/** The place of the first byte that is not UTF-8; columns count UTF-16 units, as everywhere here. */
function firstBadByte(bytes: Uint8Array): Position {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(10, from);
    const to = end === -1 ? bytes.length : end;
    const row = bytes.subarray(from, to);
    if (decode(row) === null) return { line, column: soundStart(row).length + 1 };
    from = to + 1;
  }
  return START;
}

/** The longest start of a line that is UTF-8. */
function soundStart(row: Uint8Array): string {
  let sound = '';
  let bad = row.length + 1;
  for (let length = 0; length + 1 < bad; ) {
    const middle = Math.floor((length + bad) / 2);
    const text = decode(row.subarray(0, middle), true);
    if (text === null) bad = middle;
    else {
      length = middle;
      sound = text;
    }
  }
  return sound;
}

function fault(file: string, where: Position, found: string, expected: string, cure: string): Problem {
  return { file, ...where, found, expected, cure, severity: 'error' };
}
