// Finds the lowest point of a smooth function: limited-memory BFGS with halving steps (Nocedal and Wright,
// "Numerical Optimization", algorithm 7.5). Deterministic; no randomness.

/** Gives the value at `x` and writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface MinimiseOptions {
  readonly rounds?: number;
  /** Stop when a round gains less than this share of the value. */
  readonly tolerance?: number;
}

/** The point where `objective` is lowest, searched from `start`; `start` is left as it is. */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { rounds = 150, tolerance = 1e-5 }: MinimiseOptions = {},
): Float64Array {
  const x = start.slice();
  const gradient = new Float64Array(x.length);
  let value = objective(x, gradient);
  const memory: Step[] = [];
  for (let round = 0; round < rounds; round++) {
    const direction = descent(gradient, memory);
    const slope = dot(gradient, direction);
    if (slope > -1e-12) break;
    const first = memory.length > 0 ? 1 : Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)));
    const next = walk(objective, x, value, direction, slope, first);
    if (next === null) break;
    remember(memory, minus(next.x, x), minus(next.gradient, gradient));
    const gain = value - next.value;
    x.set(next.x);
    gradient.set(next.gradient);
    value = next.value;
    if (gain < tolerance * Math.max(1, Math.abs(value))) break;
  }
  return x;
}

/** Sum of the products of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
}

const REMEMBERED = 8;

function remember(memory: Step[], moved: Float64Array, turned: Float64Array): void {
  const curvature = dot(moved, turned);
  if (curvature < 1e-12) return;
  memory.push({ moved, turned, curvature });
  if (memory.length > REMEMBERED) memory.shift();
}

function descent(gradient: Float64Array, memory: readonly Step[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares: number[] = [];
  for (const step of memory.toReversed()) {
    const share = dot(step.moved, direction) / step.curvature;
    shares.unshift(share);
    addScaled(direction, step.turned, -share);
  }
  const last = memory.at(-1);
  if (last !== undefined) scale(direction, last.curvature / dot(last.turned, last.turned));
  for (const [i, step] of memory.entries())
    addScaled(direction, step.moved, (shares[i] ?? 0) - dot(step.turned, direction) / step.curvature);
  return direction;
}

function walk(
  objective: Objective,
  x: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
  first: number,
): { readonly x: Float64Array; readonly gradient: Float64Array; readonly value: number } | null {
  const gradient = new Float64Array(x.length);
  for (let length = first; length > 1e-8; length /= 2) {
    const next = x.slice();
    addScaled(next, direction, length);
    const reached = objective(next, gradient);
    if (reached <= value + 1e-4 * length * slope) return { x: next, gradient, value: reached };
  }
  return null;
}

function addScaled(to: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) + factor * (vector[i] ?? 0);
}

function scale(vector: Float64Array, factor: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] ?? 0) * factor;
}

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - (b[i] ?? 0));
}
