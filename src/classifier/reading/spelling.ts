// How words, names and addresses are spelt: what the scanner knows of writing, apart from walking the text.

/** Verbs that "not" joins: "does not" is read as "doesnt". */
export const AUXILIARIES = new Set(
  'can could do does did is are was were will would has have had should must may might ai need'.split(' '),
);
/** What stands before an apostrophe as a word of its own, in French and Italian. */
export const ELISIONS = new Set(
  'l d j m t s n c qu jusqu lorsqu puisqu quelqu all dall dell nell sull un quest quell dov com'.split(' '),
);
/** Words whose full stop ends no sentence. */
export const ABBREVIATIONS = new Set(
  'eg ie e.g i.e etc approx ca no nr mr mrs ms dr st vs incl resp bzw zb inc ltd bros co min max tel ref p pp vol'.split(
    ' ',
  ),
);
/** Prefixes that a hyphen joins: "re-index" is read as "reindex". */
export const JOINED_PREFIXES = new Set('re un pre de dis mis e non co'.split(' '));
/** Longer words are cut for reading; their spans are not. */
export const LONGEST_NORM = 64;

/** Whether the letter at a place is a capital of any alphabet. */
export function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return code >= 65 && code <= 90;
  const char = text.charAt(at);
  return char !== char.toLowerCase();
}

/** Whether no letter in a range is a small one. */
export function isAllCapitals(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) return false;
    if (code > 127 && text.charAt(i) !== text.charAt(i).toUpperCase()) return false;
  }
  return true;
}

/** `can` becomes `cant`, `does` becomes `doesnt`. */
export function negatedForm(auxiliary: string): string {
  return auxiliary === 'will' ? 'wont' : auxiliary === 'can' ? 'cant' : `${auxiliary}nt`;
}

const ENDINGS = /['’‘´`ʼ＇](?:s|re|ll|ve|d|m)$/;

/** `gallery's` becomes `gallery`, `don't` becomes `dont`. */
export function withoutApostrophe(word: string): string {
  const base = word.replace(ENDINGS, '');
  return base === word ? word.replace(/['’‘´`ʼ＇]/g, '') : base;
}

/** The host of an address, in lower case. */
export function hostOf(address: string): string {
  if (address.startsWith('mailto:')) return '@email';
  return (/^(?:https?:\/\/)?([^/?#|]*)/i.exec(address)?.[1] ?? address).toLowerCase().slice(0, LONGEST_NORM);
}
