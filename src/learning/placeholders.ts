// Stand-ins for personal data: the same for the same words, in every fixture, and no way back to them.

import { stirred } from './stirred.js';

const trees =
  'Alder Ashwood Aspen Beechwood Birchfield Boxwood Cedarholm Elmfield Firwood Hawthorne Hazelton Hollybrook Junipero Larchmont Lindenau Maplewood Myrtlefield Oakhurst Pinewood Poplarfield Rowanby Sequoia Sycamore Tamarack Willowby Yewtree'.split(
    ' ',
  );

/** A name for a partner or a person. */
export function nameFor(original: string): string {
  return trees[stirred(original.toLowerCase().trim()) % trees.length] ?? 'Alder';
}
/** Every name that stands in. */
nameFor.all = new Set(trees) as ReadonlySet<string>;

/** An id for a person. */
export function userFor(original: string): string {
  return `U${String(stirred(original) % 100_000_000).padStart(8, '0')}`;
}

/** As many digits, and others. */
export function digitsFor(original: string): string {
  let digits = '';
  for (let round = 0; digits.length < original.length; round += 1)
    digits += String(stirred(`${round} ${original}`));
  return digits.slice(0, original.length);
}
