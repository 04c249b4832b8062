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

/** How time grows with size: the slope of log time over log size, by least squares; 1 is linear. */
export function exponentOf(sizes: readonly number[], times: readonly number[]): number {
  const points = times.map((time, i) => [Math.log(sizes[i] ?? 1), Math.log(Math.max(time, 1e-9))] as const);
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return covariance / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** CPU time of this process, in milliseconds, that some work takes: what else runs on the machine counts little. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** One line on the machine and the Node that measured. */
export function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} cores ${cores[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, ${platform()} ${release()} ${arch()}, Node ${process.versions.node}`;
}
