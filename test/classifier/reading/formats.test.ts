import { describe, expect, it } from 'vitest';
import { findCues } from '../../../src/classifier/reading/find-cues.js';
import { FORMATS } from '../../../src/classifier/reading/format-marks.js';
import { formatOf } from '../../../src/classifier/reading/formats.js';
import { scan } from '../../../src/classifier/reading/scan.js';

const shown = FORMATS.flatMap(({ name, marks }) => marks.map((mark) => ({ name, mark })));

describe('the format of a text', () => {
  it.each(shown)('is $name where it says $mark', ({ name, mark }) => {
    for (const text of [`Note: ${mark} 5`, mark.toLowerCase()])
      expect(formatOf(text.toLowerCase(), scan(text), findCues(scan(text))), text).toBe(name);
  });
});
