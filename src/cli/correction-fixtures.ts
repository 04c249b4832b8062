import type { CorrectionFixture, MadeFixture } from '../learning/index.js';

/**
 * The text of a fixture file with the new ones at its end. Those that it has already stay as they are, with the name of
 * who has read them.
 */
export function withFixtures(
  there: string,
  made: readonly MadeFixture[],
): { readonly text: string; readonly fresh: number } {
  const known = new Set(
    there
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (JSON.parse(line) as { readonly id?: string }).id),
  );
  const fresh = made.flatMap((one): readonly CorrectionFixture[] =>
    one.outcome === 'made' && !known.has(one.fixture.id) ? [one.fixture] : [],
  );
  const kept = there === '' || there.endsWith('\n') ? there : `${there}\n`;
  return {
    text: kept + fresh.map((fixture) => `${JSON.stringify(fixture)}\n`).join(''),
    fresh: fresh.length,
  };
}
