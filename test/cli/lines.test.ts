import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/cli/lines.js';
import { processorMs } from '../support/processor-time.js';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string, size: number, most?: number) {
  const lines = [];
  for await (const line of linesOf(inPieces(text, size), most)) lines.push(line);
  return lines;
}

describe('lines of a byte stream', () => {
  it.each([1, 2, 3, 100])('are the same in pieces of %i bytes', async (size) => {
    const lines = await read('\ufeffä\r\n\n🔥 \ufeff\nlast', size);
    expect(lines.map(({ number, text }) => [number, text])).toEqual([
      [1, 'ä'],
      [2, ''],
      [3, '🔥 \ufeff'],
      [4, 'last'],
    ]);
  });

  it('that are too long are counted and not kept', async () => {
    expect(await read('123456789\n12345678\n', 4, 8)).toEqual([
      { number: 1, text: '', tooLong: true },
      { number: 2, text: '12345678', tooLong: false },
    ]);
  });

  it('take time in proportion to their length', async () => {
    const ms = await processorMs(async () => {
      const [line] = await read('a'.repeat(32 * 1024 * 1024), 4096);
      expect(line?.text.length).toBe(32 * 1024 * 1024);
    });
    expect(ms).toBeLessThan(2_000);
  });
});
