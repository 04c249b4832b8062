// What a UTF-16 unit is to the scanner, by table, so that no regular expression runs per character.

// Words go on with the first three.
export const LETTER = 1;
export const DIGIT = 2;
export const MARK = 3;
export const SPACE = 4;
export const NEWLINE = 5;
export const SENTENCE_END = 6;
export const QUOTE = 7;
export const COMMA = 8;
export const CLAUSE_END = 9;
export const HYPHEN = 10;
export const IDEOGRAPH = 11;
export const EMOJI = 12;
export const APOSTROPHE = 13;
export const OTHER = 14;

const table = new Uint8Array(0x10000);

/** The class of the UTF-16 unit `code`; halves of surrogate pairs are `OTHER`. */
export function classOf(code: number): number {
  const known = table[code] ?? 0;
  if (known !== 0) return known;
  const found = classify(code);
  table[code] = found;
  return found;
}

/** The class of a code point beyond the basic plane. */
export function classOfAstral(point: number): number {
  if (point >= 0x1f000 && point <= 0x1faff) return EMOJI;
  if (point >= 0x20000 && point <= 0x3ffff) return IDEOGRAPH;
  if (point >= 0xe0000) return MARK;
  return /\p{L}/u.test(String.fromCodePoint(point)) ? LETTER : OTHER;
}

/** Lower case without accents: what two spellings of one word have in common. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function classify(code: number): number {
  const char = String.fromCharCode(code);
  if (char === '\n' || char === '\r' || code === 0x2028 || code === 0x2029) return NEWLINE;
  if (code <= 32 || code === 127 || /\s|[\u200b\u200e\u200f\u2060\ufeff]/u.test(char)) return SPACE;
  if (code >= 48 && code <= 57) return DIGIT;
  if ("'’‘´`ʼ＇".includes(char)) return APOSTROPHE;
  if ('.!?…。！？'.includes(char)) return SENTENCE_END;
  if ('"“”„«»‟「」'.includes(char)) return QUOTE;
  if (',，、،'.includes(char)) return COMMA;
  if (';:—–()[]|·•；：'.includes(char)) return CLAUSE_END;
  if (char === '-' || code === 0x2010 || code === 0x2011) return HYPHEN;
  if (isIdeograph(code)) return IDEOGRAPH;
  if (
    (code >= 0x2600 && code <= 0x27bf) ||
    (code >= 0x2b00 && code <= 0x2bff) ||
    (code >= 0x23e9 && code <= 0x23fa)
  )
    return EMOJI;
  if (code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f) || /\p{M}/u.test(char)) return MARK;
  if (code >= 0xd800 && code <= 0xdfff) return OTHER;
  return /\p{L}/u.test(char) ? LETTER : OTHER;
}

function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0x0e00 && code <= 0x0eff)
  );
}
