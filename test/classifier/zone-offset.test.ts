import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { offsetIn } from '../../src/classifier/zone-offset.js';

describe('the offset of a zone', () => {
  it('is what luxon says, in every zone, at any moment from 1972 to 2040', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
    const moments = fc.integer({ min: Date.UTC(1972, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(zones, moments, (zone, at) => {
        expect(offsetIn(zone, at)).toBe(DateTime.fromMillis(at, { zone }).offset);
      }),
      { numRuns: 300 },
    );
  });

  it('is 0 in a zone that nobody knows', () => {
    expect(offsetIn('Mars/Olympus', 0)).toBe(0);
  });
});
