// What every bench shares: medians with their spread, and the machine they were measured on.

import { arch, cpus, platform, release, totalmem } from 'node:os';

/** The middle of some figures, with the lowest and the highest. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly runs: number;
}

/** Median, lowest and highest of at least one figure. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), low: at(0), high: at(1), runs: sorted.length };
}

/** A figure with its spread, for a table. */
export function saySpread({ median, low, high, runs }: Spread, unit: string, digits = 0): string {
  const say = (figure: number) => figure.toFixed(digits);
  return `${say(median)} ${unit} (${say(low)} to ${say(high)}, ${runs} runs)`;
}

/** One line on the machine and the Node that measured. */
export function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} cores ${cores[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, ${platform()} ${release()} ${arch()}, Node ${process.versions.node}`;
}
