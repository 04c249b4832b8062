// Texts that have been slow for readers of their kind; a bench repeats each to the size it wants.

/** What is repeated, by name. */
export const HOSTILE: Readonly<Record<string, string>> = {
  prose: 'Checkout is down for three galleries since 9:40, please fix by 5pm. ',
  'near-matches': 'not really ever quite ',
  denials: 'not no never without ',
  resolutions: 'is fixed. down. ',
  'one word': 'a',
  digits: '1234567890',
  dates: '14 April 2024 ',
  'clock times': 'in 5 minutes ',
  'open markup': '<@a',
  'open links': '<https://a|',
  quotes: '"a ',
  fences: '``` ',
  'line breaks': '\n at ',
  shortcodes: ':a',
  emoji: '👨‍👩‍👧😡',
  names: 'Gallery Okada & Sons, ',
  abbreviations: 'a. ',
  hyphens: 'a-b-',
  ideographs: '日本',
  'mistyped words': 'paymnet chekout ',
  'half expressions': 'no lots of all 5 returning 50 not one ',
};

/** The unit repeated and cut to a size in UTF-16 units. */
export function repeated(unit: string, size: number): string {
  return unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
}
