import { REPORT_CLASSES } from '../classifier/index.js';
import type { Scorecard } from '../fit/scorecard.js';

/** The figures for people: how many, per class, the confusion matrix, and what hides behind the undecided. */
export function showScorecard(card: Scorecard): string {
  return [
    `${card.reports} reports: ${card.right} right, ${card.reports - card.right} wrong of which ${card.undecided} undecided; ` +
      `macro-F1 ${card.macroF1.toFixed(3)}; ${card.missedIncidents} of ${card.incidents} incidents missed`,
    '',
    table([
      ['class', 'reports', 'precision', 'recall', 'F1'],
      ...card.perClass.map((one) => [
        one.class,
        String(one.reports),
        share(one.precision),
        share(one.recall),
        share(one.f1),
      ]),
    ]),
    '',
    'labelled (rows) and decided (columns)',
    table([
      ['', ...REPORT_CLASSES, 'undecided'],
      ...REPORT_CLASSES.map((label) => [
        label,
        ...[...REPORT_CLASSES, 'undecided' as const].map((decided) => String(card.confusion[label][decided])),
      ]),
    ]),
    ...(card.undecided === 0
      ? []
      : [
          '',
          'best guess behind the undecided (columns)',
          table([
            ['', ...REPORT_CLASSES],
            ...REPORT_CLASSES.map((label) => [
              label,
              ...REPORT_CLASSES.map((guess) => String(card.hidden[label][guess])),
            ]),
          ]),
        ]),
    '',
  ].join('\n');
}

/** Rows as aligned columns: the first to the left, numbers to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
