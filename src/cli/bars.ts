// Small charts for a terminal.

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A bar whose length is that part of `width`. */
export function bar(value: number, most: number, width = 24): string {
  const parts = most === 0 ? 0 : Math.round((8 * width * value) / most);
  return '█'.repeat(Math.floor(parts / 8)) + (eighths[parts % 8] ?? '');
}

/** One character for each number; nothing for zero. */
export function spark(values: readonly number[]): string {
  const most = Math.max(1, ...values);
  return values
    .map((value) => (value === 0 ? '·' : (levels[Math.min(7, Math.ceil((8 * value) / most) - 1)] ?? '·')))
    .join('');
}
