// Sparse vectors: what a report looks like to a linear model.

/** Values at some columns; all other columns are zero. Columns stand once each. */
export interface Sparse {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Several vectors side by side, each with its own columns: `widths[i]` columns belong to part i. */
export function sideBySide(parts: readonly Sparse[], widths: readonly number[]): Sparse {
  const length = parts.reduce((sum, part) => sum + part.columns.length, 0);
  const columns = new Int32Array(length);
  const values = new Float64Array(length);
  let at = 0;
  let offset = 0;
  for (const [i, part] of parts.entries()) {
    for (const column of part.columns) columns[at++] = column + offset;
    values.set(part.values, at - part.columns.length);
    offset += widths[i] ?? 0;
  }
  return { columns, values };
}
