/** One line of input, counted from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * Lines of a byte stream as UTF-8, without their line ends; a byte order mark is dropped and an empty
 * last line is none. Malformed bytes become U+FFFD, so that one bad byte loses no report.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let number = 0;
  for await (const chunk of input) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield { number: ++number, text: withoutReturn(part) };
  }
  rest += decoder.decode();
  if (rest !== '') yield { number: ++number, text: withoutReturn(rest) };
}

/** A whole byte stream as UTF-8 text. */
export async function textOf(input: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const chunk of input) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
