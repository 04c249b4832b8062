// Which words are akin: word vectors that somebody learnt from a large body of text say that `outage` is nearer to
// `blackout` than to `painting`. Fitting uses them to carry what one word teaches over to its kin; what was carried
// ends up in the word model's own scores, and the vectors are needed no more.

/** Word vectors, the commonest word first; all of one length. */
export interface WordVectors {
  readonly words: readonly string[];
  readonly vectorOf: (index: number) => ArrayLike<number>;
  readonly length: number;
}

/** Words as points whose inner product says how akin they are. */
export interface Kinship {
  readonly width: number;
  /** Every word with a point, the commonest first. */
  readonly words: readonly string[];
  /** The point of a word, shorter for the commonest words, which say little; null for an unknown word. */
  readonly pointOf: (word: string) => Float64Array | null;
}

export interface KinshipOptions {
  /** How many of the commonest words take part. */
  readonly vocabulary?: number;
  /** How many landmarks words are compared with. */
  readonly landmarks?: number;
  /** The higher, the closer words must be to count as kin. */
  readonly sharpness?: number;
}

/**
 * Places words by their likeness to landmarks chosen among `common` (the stems of the reports, commonest first):
 * the Nyström approximation of the kernel `exp(sharpness × (cosine − 1))`. `stemOf` joins forms of one word.
 */
export function kinshipOf(
  vectors: WordVectors,
  common: readonly string[],
  stemOf: (word: string) => string,
  { vocabulary = 30_000, landmarks = 300, sharpness = 5 }: KinshipOptions = {},
): Kinship {
  const stems = stemVectors(vectors, stemOf, vocabulary);
  const chosen = spreadOut(
    common.flatMap((word) => stems.get(word)?.vector ?? []).slice(0, 5 * landmarks),
    landmarks,
  );
  const likeness = (a: Float64Array, b: Float64Array) => Math.exp(sharpness * (inner(a, b) - 1));
  const root = cholesky(chosen.map((a) => chosen.map((b) => likeness(a, b))));
  const points = new Map<string, Float64Array>();
  const pointOf = (word: string): Float64Array | null => {
    const stem = stems.get(word);
    if (stem === undefined) return null;
    const known = points.get(word);
    if (known !== undefined) return known;
    const share = Math.min(1, Math.log(2 + stem.rank) / 8);
    const point = solve(
      root,
      chosen.map((landmark) => likeness(landmark, stem.vector)),
    ).map((at) => at * share);
    points.set(word, point);
    return point;
  };
  return { width: chosen.length, words: [...stems.keys()], pointOf };
}

interface StemVector {
  readonly vector: Float64Array;
  readonly rank: number;
}

/** One vector of length 1 per stem: its words' vectors, the commoner the heavier, around the mean of all words. */
function stemVectors(
  vectors: WordVectors,
  stemOf: (word: string) => string,
  vocabulary: number,
): Map<string, StemVector> {
  const sums = new Map<string, { readonly sum: Float64Array; readonly rank: number; weight: number }>();
  const mean = new Float64Array(vectors.length);
  const count = Math.min(vocabulary, vectors.words.length);
  for (let i = 0; i < count; i++) {
    const vector = vectors.vectorOf(i);
    for (let d = 0; d < mean.length; d++) mean[d] = (mean[d] ?? 0) + (vector[d] ?? 0) / count;
    const word = vectors.words[i] ?? '';
    if (!/^[a-z]+$/.test(word)) continue;
    const stem = stemOf(word);
    const entry = sums.get(stem) ?? { sum: new Float64Array(vectors.length), rank: i, weight: 0 };
    sums.set(stem, entry);
    const weight = 1 / (i + 10);
    entry.weight += weight;
    for (let d = 0; d < entry.sum.length; d++) entry.sum[d] = (entry.sum[d] ?? 0) + weight * (vector[d] ?? 0);
  }
  return new Map(
    [...sums].map(([stem, { sum, rank, weight }]) => [
      stem,
      { rank, vector: unit(sum.map((value, d) => value / weight - (mean[d] ?? 0))) },
    ]),
  );
}

/** Each next landmark is the one least like those before it, so that they cover what people write about. */
function spreadOut(candidates: readonly Float64Array[], count: number): readonly Float64Array[] {
  const chosen: Float64Array[] = candidates.slice(0, 1);
  const nearest = candidates.map(() => Number.NEGATIVE_INFINITY);
  while (chosen.length < Math.min(count, candidates.length)) {
    const last = chosen.at(-1) ?? new Float64Array(0);
    let best = 0;
    for (const [i, candidate] of candidates.entries()) {
      nearest[i] = Math.max(nearest[i] ?? -1, inner(candidate, last));
      // Candidates come commonest first: of two that are equally far, the commoner is the better landmark.
      if (
        rareness(nearest[i] ?? 0, i, candidates.length) <
        rareness(nearest[best] ?? 0, best, candidates.length)
      )
        best = i;
    }
    chosen.push(candidates[best] ?? last);
    nearest[best] = Number.POSITIVE_INFINITY;
  }
  return chosen;
}

function rareness(nearest: number, rank: number, of: number): number {
  return nearest + 0.3 * (rank / of);
}

/** The lower triangular root of a symmetric matrix, with a little added to its diagonal for safety. */
function cholesky(matrix: readonly (readonly number[])[]): readonly Float64Array[] {
  const root: Float64Array[] = [];
  for (const [i, row] of matrix.entries()) {
    const next = new Float64Array(i + 1);
    for (let j = 0; j <= i; j++) {
      const above = j === i ? next : (root[j] ?? next);
      let rest = (row[j] ?? 0) + (i === j ? 1e-3 : 0);
      for (let k = 0; k < j; k++) rest -= (next[k] ?? 0) * (above[k] ?? 0);
      next[j] = i === j ? Math.sqrt(Math.max(rest, 1e-9)) : rest / (above[j] ?? 1);
    }
    root.push(next);
  }
  return root;
}

/** The x for which `root · x = values`. */
function solve(root: readonly Float64Array[], values: readonly number[]): Float64Array {
  const x = new Float64Array(values.length);
  for (const [i, row] of root.entries()) {
    let rest = values[i] ?? 0;
    for (let k = 0; k < i; k++) rest -= (row[k] ?? 0) * (x[k] ?? 0);
    x[i] = rest / (row[i] ?? 1);
  }
  return x;
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(inner(vector, vector)) || 1;
  return vector.map((value) => value / length);
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}
