import { readSettings } from '../config.js';
import { type DeskClient, runningDesk, segment } from './desk-client.js';
import type { ReportWay } from './desk-views.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { textOf } from './lines.js';
import { harmless, paint } from './paint.js';
import type { Terminal } from './terminal.js';

/** Options of `triage report`. */
export interface ReportOptions {
  readonly channel: string;
  readonly user: string;
  readonly partner?: string;
  readonly kind: 'human' | 'automated';
  readonly json?: boolean;
}

/** Hands a report to the running desk and shows what became of it; exit 1 when it is not decided within 10 s. */
export async function reportVerb(
  text: string | undefined,
  options: ReportOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const said = text ?? (terminal.interactive ? '' : await textOf(terminal.input));
  if (said.trim() === '')
    throw new UsageError('Nothing to report. Say what: triage report "CMS is slow for Kestrel"');
  const { dataFolder } = readSettings(terminal.env, process.cwd());
  const desk = await runningDesk(dataFolder);
  if (desk === null) {
    throw new UsageError(
      `No desk runs on ${dataFolder}. Start one with npm start, or point TRIAGE_DATA to its folder.`,
    );
  }
  const { id } = (await desk.post('/reports', bodyOf(said, options))) as { id: string };
  const way = await followed(desk, id);
  await terminal.out(options.json ? `${JSON.stringify(way, null, 2)}\n` : showWay(way, terminal));
  return way.class === null ? EXIT.no : EXIT.ok;
}

/** Without a time: the desk knows the zone of its policy, in which "at five" is meant. */
function bodyOf(text: string, options: ReportOptions): object {
  return {
    text,
    source: { kind: options.kind, channel: options.channel.replace(/^#/, ''), user: options.user },
    ...(options.partner === undefined ? {} : { partner: options.partner }),
  };
}

/** Asks until nothing is under way any more, for at most ten seconds. */
async function followed(desk: DeskClient, id: string): Promise<ReportWay> {
  for (let tries = 0; ; tries++) {
    const way = (await desk.get(`/reports/${segment(id)}`)) as ReportWay;
    const moving = way.state === 'stored' || way.effects.some(({ state }) => state === 'pending');
    if (!moving || tries >= 100) return way;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function showWay(way: ReportWay, terminal: Terminal): string {
  const p = paint(terminal.colour);
  const lines = [
    `${p.strong(way.id)}  ${p.strong(way.class ?? 'accepted, not decided yet')}  ${p.faint(way.area ?? '')}`,
    ...way.because.map(({ rule, why }) => `  because ${why} ${p.faint(`(${rule})`)}`),
    ...way.effects.map(
      ({ kind, state, ref }) => `  ${kind} ${state}${ref === null ? '' : ` ${p.faint(ref)}`}`,
    ),
    ...way.effects
      .filter(({ kind, text }) => kind === 'reply' && text !== null && text !== '')
      .map(({ text }) => harmless(text ?? '').replace(/^/gm, '    ')),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}
