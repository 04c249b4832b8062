// The entries of a file that cannot be parsed as a whole: those with a mistake are blanked out, so that the others,
// each still at its place, can be read.

/** The text without the entries that hold one of the offsets; null where nothing can be told apart, or nothing is left. */
export function withoutEntries(text: string, offsets: readonly number[]): string | null {
  const starts = entryStarts(text);
  const holding = offsets.map((offset) => starts.findLastIndex((start) => start <= offset));
  const wrong = new Set(holding);
  if (starts.length < 2 || holding.length === 0 || wrong.has(-1)) return null;
  const ends = [...starts.slice(1), text.length];
  const left = starts.filter(
    (start, index) => !wrong.has(index) && isWritten(text.slice(start, ends[index])),
  );
  if (left.length === 0) return null;
  return [...wrong].reduce((rest, index) => blank(rest, starts[index] ?? 0, ends[index] ?? 0), text);
}

/** Whether some offset stands in an entry that holds one of the others, or next to such an entry. */
export function touch(text: string, offsets: readonly number[], others: readonly number[]): boolean {
  const starts = entryStarts(text);
  const at = (offset: number) => starts.findLastIndex((start) => start <= offset);
  const held = new Set(offsets.map(at));
  return others.map(at).some((entry) => [entry - 1, entry, entry + 1].some((near) => held.has(near)));
}

const HEADER = /^(?:rules|concepts|conditions):[ \t]*(?:#.*)?$/m;

/** Where the entries begin: all rows as far to the right as the first one below the header. */
function entryStarts(text: string): readonly number[] {
  const header = HEADER.exec(text);
  if (header === null) return [];
  const from = header.index + header[0].length;
  const indent = /\n([ ]*)(?=[^\s#])/.exec(text.slice(from))?.[1];
  if (indent === undefined) return [];
  const rows = new RegExp(`^${indent}(?:- ?(?=\\S)|(?=[\\w"']))`, 'gm');
  rows.lastIndex = from;
  return [...text.matchAll(rows)].map(({ index }) => index).filter((index) => index >= from);
}

/** Blanked before, it is no entry any more. */
function isWritten(entry: string): boolean {
  return /^(?!\s*#)\s*\S/m.test(entry);
}

function blank(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${text.slice(start, end).replace(/[^\n]/g, ' ')}${text.slice(end)}`;
}
