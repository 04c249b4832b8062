// Text of strangers on its way into a field of another system: no control characters, and no longer than it takes.

/** Text without control characters but line breaks and tabs, and without halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      '',
    )
    .toWellFormed();
}

/** The same on one line, and never empty. */
export function oneLine(text: string, longest: number, otherwise: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return cutAt(line === '' ? otherwise : line, longest, '…');
}

/** Text of at most so many UTF-16 units; what was cut is told. */
export function cutText(text: string, longest: number): string {
  return cutAt(text, longest, '\n\n[cut: the rest is in the report]');
}

function cutAt(text: string, longest: number, tail: string): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - tail.length).replace(/[\ud800-\udbff]$/, '')}${tail}`;
}
