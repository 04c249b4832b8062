// Payloads and specifications that others published, kept beside the project and never inside it. Without them the
// tests that need them are skipped, and say so; in CI they fail.

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../shared/contracts');

/** True when the published contracts are there. */
export const haveContracts = existsSync(folder);

/** The path of a contract. */
export function contractPath(...parts: readonly string[]): string {
  return resolve(folder, ...parts);
}

/** The JSON value of a contract. */
export function contractJson(...parts: readonly string[]): unknown {
  return JSON.parse(readFileSync(contractPath(...parts), 'utf8'));
}

/** Registers tests that need the contracts; without them one line is printed, and CI fails. */
export function withContracts(what: string, register: () => void): void {
  if (haveContracts) {
    register();
    return;
  }
  if (process.env.CI === 'true') {
    it(`${what}: the published contracts are there`, () => expect(haveContracts, folder).toBe(true));
    return;
  }
  console.log(`skipped: ${what} (no ../shared/contracts beside the project)`);
  it.skip(what, () => {});
}
