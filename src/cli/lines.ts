/** One line of input, counted from 1. */
export interface Line {
  readonly number: number;
  /** Empty when the line is too long. */
  readonly text: string;
  readonly tooLong: boolean;
}

const lineFeed = 0x0a;

/**
 * Lines of a byte stream as UTF-8, without their line ends; a byte order mark is dropped and an empty
 * last line is none. Malformed bytes become U+FFFD, so that one bad byte loses no report. Of a line of
 * more than `most` bytes no more is kept than that it was there.
 */
export async function* linesOf(
  input: AsyncIterable<Uint8Array>,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Line> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  const add = (piece: Uint8Array): void => {
    length += piece.length;
    if (length > most) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  const take = (): Line => {
    const tooLong = length > most;
    const line = { number: ++number, text: tooLong ? '' : decoded(pieces, number), tooLong };
    pieces = [];
    length = 0;
    return line;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      yield take();
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

/** A whole byte stream as UTF-8 text. */
export async function textOf(input: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const chunk of input) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function decoded(pieces: readonly Uint8Array[], number: number): string {
  // Only the first line can begin with a byte order mark; elsewhere the character is a part of the text.
  const text = new TextDecoder('utf-8', { ignoreBOM: number > 1 }).decode(Buffer.concat(pieces));
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
