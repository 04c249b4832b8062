import { REPORT_CLASSES, type ReportClass } from '../classifier/index.js';
import { type Sample, sampleOf, weekAt } from '../history/index.js';
import { atDesk } from './desk-door.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { harmless } from './paint.js';
import { readPast } from './read-past.js';
import { readTime } from './read-time.js';
import { rulebookFor } from './rulebook.js';
import type { Terminal } from './terminal.js';

/** Options of `triage sample`. */
export interface SampleOptions {
  readonly as: string;
  readonly history?: string;
  readonly at?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

const weekMs = 7 * 86_400_000;

/** Lists the decisions that somebody is asked about this week, or takes an answer to one. */
export async function sampleVerb(
  report: string | undefined,
  answer: string | undefined,
  options: SampleOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { zone } = (await rulebookFor(options.rules)).routing.policy;
  const at = options.at === undefined ? terminal.now() - weekMs : readTime(options.at, zone)?.at;
  if (at === undefined) throw new UsageError(`--at is "${options.at}", expected a time like 2026-03-02.`);
  const sample = sampleOf(await readPast(options, terminal), weekAt(at, zone));
  if (report !== undefined) return take(report, answer, sample, options, terminal);
  await terminal.out(options.json ? `${JSON.stringify(sample, null, 2)}\n` : shown(sample));
  return EXIT.ok;
}

async function take(
  report: string,
  answer: string | undefined,
  sample: Sample,
  { as }: SampleOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const said = answer === 'yes' ? 'yes' : REPORT_CLASSES.find((name) => name === answer);
  if (said === undefined)
    throw new UsageError(`Say yes, or the class that it is: ${REPORT_CLASSES.join(', ')}.`);
  if (!sample.asked.some((one) => one.report === report)) {
    terminal.talk(
      `${report} is none of those of ${sample.week} that wait for an answer; triage sample lists them\n`,
    );
    return EXIT.no;
  }
  const given: 'yes' | ReportClass = said;
  const taken = await atDesk(terminal, (desk) =>
    desk.answerSample({ report, week: sample.week, answer: given }, as),
  );
  if (taken.outcome === 'changed') await terminal.out(`${report}  ${given}, by ${as}\n`);
  else terminal.talk(`${taken.why}\n`);
  return taken.outcome === 'refused' ? EXIT.no : EXIT.ok;
}

function shown({ week, asked, answered, right }: Sample): string {
  const lines = asked.map(
    ({ report, class: of, confidence, excerpt }) =>
      `${report}  ${of}, ${Math.round(100 * confidence)} % sure\n    ${harmless(excerpt)}\n`,
  );
  return `Was this right? ${week}: ${answered} answered, ${right} right, ${asked.length} to be asked\n${lines.join('')}`;
}
