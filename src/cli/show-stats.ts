import { DateTime } from 'luxon';
import { REPORT_CLASSES } from '../classifier/index.js';
import type { Accuracy, Share, Spread, Stats } from '../history/index.js';
import { bar, spark } from './bars.js';
import { harmless, type Paint } from './paint.js';
import { table } from './show-scorecard.js';

const mostRows = 12;

/** The figures as tables and small charts. */
export function showStats(stats: Stats, p: Paint): string {
  const { period, zone, weeks, reports, areas, classes, partners, hours, alarms } = stats;
  return [
    p.strong(`${reports} reports from ${day(period.from, zone)} to ${day(period.to, zone)}`),
    ...alarms.map(({ sentence }) => p.bad(`! ${sentence}`)),
    '',
    table([
      ['week', ...REPORT_CLASSES, 'undecided', 'uncorrected', 'sampled right'],
      ...weeks.map(({ week, reports: of, accuracy }) => [
        week,
        ...[...REPORT_CLASSES, 'undecided' as const].map((name) => String(of[name])),
        percent(accuracy.uncorrected),
        percent(accuracy.sampled),
      ]),
    ]),
    '',
    ...chart('by area', areas),
    ...chart('by class', classes),
    ...chart('by partner', partners),
    `by hour (${zone})  ${spark(hours)}  0 to 23 h, at most ${Math.max(...hours)}`,
    '',
    `taken up   ${spread(stats.toAcknowledge)}`,
    `  incidents ${spread(stats.incidentsToAcknowledge)}; in time: ${withRange(stats.inTime)}`,
    `resolved   ${spread(stats.toResolve)}`,
    `said in the incidents channel and no incident: ${withRange(stats.misreported)}`,
    '',
    ...accuracyLines(stats.accuracy, p),
    '',
  ].join('\n');
}

/** How often the desk was right, with what that figure cannot tell. */
export function accuracyLines(accuracy: Accuracy, p: Paint): readonly string[] {
  const { sampled, uncorrected, undecided, missed, perClass, reliability } = accuracy;
  return [
    p.strong('How often the desk is right'),
    `  of sampled decisions, by people's word     ${withRange(sampled)}`,
    `  decisions that nobody corrected            ${withRange(uncorrected)}`,
    p.faint(
      '    people correct only what they notice: this figure is too good; answer the weekly sample for an honest one',
    ),
    `  left undecided, a person was asked         ${withRange(undecided)}`,
    `  incidents called harmless, of those known  ${withRange(missed)}`,
    ...perClass.map(
      ({ class: name, kept }) => `  ${`called ${name} and kept`.padEnd(42)} ${withRange(kept)}`,
    ),
    ...(sampled.of === 0
      ? []
      : [
          '  confidence, and how often it was right (sampled)',
          ...reliability
            .filter(({ right }) => right.of > 0)
            .map(
              ({ believed, right, from, to }) =>
                `    ${Math.round(100 * from)} to ${Math.round(100 * to)} %: believed ${Math.round(100 * (believed ?? 0))} %, right ${withRange(right)}`,
            ),
        ]),
  ];
}

function chart(title: string, rows: Stats['areas']): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostRows);
  const most = shown[0]?.count ?? 0;
  const width = Math.max(...shown.map(({ name }) => name.length));
  const rest = rows.slice(mostRows).reduce((sum, { count }) => sum + count, 0);
  return [
    title,
    ...shown.map(
      ({ name, count }) =>
        `  ${harmless(name).padEnd(width)} ${String(count).padStart(5)} ${bar(count, most)}`,
    ),
    ...(rest > 0 ? [`  and ${rest} in ${rows.length - mostRows} others`] : []),
    '',
  ];
}

function percent({ share }: Share): string {
  return share === null ? '–' : `${(100 * share).toFixed(0)} %`;
}

/** "87 % (13 of 15; 62 to 96 %)": the range holds the truth 95 times of 100. */
export function withRange({ share, low, high, count, of }: Share): string {
  if (share === null || low === null || high === null) return 'no case yet';
  return `${(100 * share).toFixed(0)} % (${count} of ${of}; ${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} %)`;
}

function spread({ median, slow, of }: Spread): string {
  return median === null || slow === null
    ? 'no case yet'
    : `half within ${span(median)}, nine of ten within ${span(slow)} (${of} cases)`;
}

function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  const hours = ms / 3_600_000;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}

function day(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone, locale: 'en-GB' }).toFormat('d LLL yyyy');
}
