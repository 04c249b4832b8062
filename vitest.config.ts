import { defineConfig } from 'vitest/config';

const inCi = process.env.CI === 'true';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Bounds for what hangs, and no measure of speed: a machine may be slow, or busy with something else.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // .ci/run counts from the file, so that its last line says what really ran.
    reporters: inCi ? ['default', 'json'] : ['default'],
    outputFile: { json: 'coverage/test-results.json' },
  },
});
