import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/exit.js';
import { compareWithKnown, readKnownWrong, writeKnownWrong } from '../../src/cli/known-wrong.js';
import type { Judged } from '../../src/fit/scorecard.js';

const right: Judged = { id: 'right', label: 'none', decided: 'none', bestGuess: 'none' };
const wrong: Judged = { id: 'wrong', label: 'incident', decided: 'undecided', bestGuess: 'incident' };

describe('the list of what is known to be wrong', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'triage-known-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('a wrong fixture that is not listed has regressed', () => {
    expect(compareWithKnown([right, wrong], new Map()).regressed).toEqual([wrong]);
  });

  it('a listed fixture that turns right is told, so that the list gets shorter', () => {
    expect(compareWithKnown([right], new Map([['right', 'incident']])).mended).toEqual([right]);
  });

  it('a listed fixture that is now wrong in another way is told', () => {
    expect(compareWithKnown([wrong], new Map([['wrong', 'none']])).changed).toEqual([wrong]);
  });

  it('what is written is read back, and right fixtures do not stand in it', () => {
    const file = join(folder, 'known-wrong.json');
    writeKnownWrong(file, [right, wrong]);
    expect(readKnownWrong(file)).toEqual(new Map([['wrong', 'undecided']]));
  });

  it('without a list nothing is expected', () => {
    expect(readKnownWrong(join(folder, 'known-wrong.json'))).toBeNull();
  });

  it('a broken list is refused, not taken for an empty one', () => {
    const file = join(folder, 'known-wrong.json');
    writeFileSync(file, '{"a": "perhaps"}');
    expect(() => readKnownWrong(file)).toThrow(UsageError);
  });
});
