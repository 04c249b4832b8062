// `triage oncall`: who is on call, and `triage oncall check`: what is wrong with the rota by the process.

import { DateTime } from 'luxon';
import { checkRota, LOOK_AHEAD_DAYS, type RotaProblem } from '../adapters/calendar/check-rota.js';
import type { Rotation, Shift } from '../adapters/calendar/shifts.js';
import { sharedNames } from '../adapters/calendar/who.js';
import { localRotation } from '../adapters/local/local-rotation.js';
import { pinoLog } from '../adapters/log.js';
import { readSettings } from '../config.js';
import { DeliveryError } from '../desk/ports.js';
import { readOutsideSettings } from '../outside-settings.js';
import { awayAt, coverOnCall, type Directory, personOf, type RoutingRules } from '../router/index.js';
import { EXIT, type ExitCode, UsageError } from './exit.js';
import { rotaFrom } from './outside.js';
import { rulebookFor } from './rulebook.js';
import type { Terminal } from './terminal.js';

/** Options of `triage oncall` and `triage oncall check`. */
export interface OncallOptions {
  readonly at?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Says who is on call at a time; exit 1 when nobody is. */
export async function oncallVerb(options: OncallOptions, terminal: Terminal): Promise<ExitCode> {
  const rota = await rotaInUse(options, terminal);
  const { directory, policy } = rota.routing;
  const { zone } = policy;
  const at = momentOf(options.at, zone, terminal.now());
  const rotation = await rota.rotation(at - 31 * dayMs, at + 31 * dayMs);
  const now = rotation.shifts.filter((shift) => shift.from <= at && at < shift.to);
  const away = awayAt(directory, at, policy.offsets);
  const lines = onePerPerson(now).map((shift) => lineOf(shift, directory, away));
  const next = nextChange(rotation.shifts, at);
  if (options.json) {
    const document = {
      at: new Date(at).toISOString(),
      from: rota.name,
      people: lines,
      next: next === null ? null : new Date(next).toISOString(),
    };
    await terminal.out(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    await terminal.out(show(lines, at, next, zone));
    terminal.talk(`from ${rota.name}\n`);
    const trouble = await rota.trouble();
    if (trouble !== null) terminal.talk(`${trouble}\n`);
  }
  return lines.length > 0 ? EXIT.ok : EXIT.no;
}

/** Lists what is to be mended in the rota from now, or from a time, on; exit 1 when there is something. */
export async function oncallCheckVerb(options: OncallOptions, terminal: Terminal): Promise<ExitCode> {
  const rota = await rotaInUse(options, terminal);
  const { directory, policy } = rota.routing;
  const at = momentOf(options.at, policy.zone, terminal.now());
  const rotation = await rota.rotation(at - 31 * dayMs, at + 400 * dayMs);
  const problems = [...(await rota.problems(at)), ...checkRota(rotation, directory, at, policy.zone)];
  if (options.json) {
    await terminal.out(`${JSON.stringify({ from: rota.name, problems }, null, 2)}\n`);
  } else {
    for (const { text } of problems) await terminal.out(`${text}\n`);
    terminal.talk(
      problems.length === 0
        ? `${rota.name}: two people at any time for the next ${LOOK_AHEAD_DAYS} days, and planned a month ahead\n`
        : `${rota.name}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}\n`,
    );
  }
  return problems.length === 0 ? EXIT.ok : EXIT.no;
}

interface RotaInUse {
  /** Where it comes from, in words. */
  readonly name: string;
  readonly routing: RoutingRules;
  rotation(from: number, to: number): Promise<Rotation>;
  problems(at: number): Promise<readonly RotaProblem[]>;
  /** What is wrong with what was just read, in one sentence; null when nothing is. */
  trouble(): Promise<string | null>;
}

async function rotaInUse(options: OncallOptions, terminal: Terminal): Promise<RotaInUse> {
  const settings = readSettings(terminal.env, process.cwd());
  const outside = readOutsideSettings(terminal.env, process.cwd());
  const { routing } = await rulebookFor(options.rules ?? settings.rulesFolder ?? undefined);
  const { directory } = routing;
  if (outside.calendar === null) {
    return {
      name: 'the turns of local mode (no calendar is configured)',
      routing,
      rotation: async (from, to) => localRotation(directory, from, to),
      problems: async () => [],
      trouble: async () => null,
    };
  }
  const log = pinoLog('silent');
  const rota = rotaFrom(outside.calendar, { routing, dataFolder: settings.dataFolder, clock: terminal, log });
  return {
    name: 'the on-call calendar',
    routing,
    async rotation(from, to) {
      try {
        return await rota.rotation(from, to);
      } catch (cause) {
        if (cause instanceof DeliveryError) throw new UsageError(cause.message, { cause });
        throw cause;
      }
    },
    trouble: () => rota.problem(),
    async problems(at) {
      const { error, readAt, problems } = await rota.health();
      const old =
        error === null
          ? []
          : [
              `The calendar cannot be read now: ${error} What is shown is the copy of ${readAt === null ? 'before' : new Date(readAt).toISOString()}.`,
            ];
      const shared = sharedNames(directory).map(
        ({ name, people }) =>
          `"${name}" is a name of ${people.join(' and ')}; give each a name of their own in directory.yaml.`,
      );
      return [
        ...[...old, ...problems].map((text) => ({ kind: 'unreadable' as const, from: at, to: at, text })),
        ...shared.map((text) => ({ kind: 'shared-name' as const, from: at, to: at, text })),
      ];
    },
  };
}

function momentOf(text: string | undefined, zone: string, now: number): number {
  if (text === undefined) return now;
  const time = DateTime.fromISO(text.trim().replace(' ', 'T'), { zone });
  if (!time.isValid) {
    throw new UsageError(
      `--at: found "${text}", expected a time like 2026-12-24T18:00, in ${zone} where it names no zone.`,
    );
  }
  return time.toMillis();
}

interface Line {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Who covers, when this person has left; null when the person is here. */
  readonly coveredBy: string | null;
  /** Absent that day: the other of the two is called. */
  readonly away: boolean;
}

function lineOf({ person, from, to }: Shift, directory: Directory, away: readonly string[]): Line {
  const known = personOf(person, directory);
  const [cover] = known?.left === true ? coverOnCall([person], directory) : [];
  return {
    id: person,
    name: known?.name ?? person,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    coveredBy: cover === undefined ? null : (personOf(cover, directory)?.name ?? cover),
    away: away.includes(person),
  };
}

/** Shifts of one person that overlap are one. */
function onePerPerson(shifts: readonly Shift[]): readonly Shift[] {
  const found = new Map<string, Shift>();
  for (const shift of shifts) {
    const known = found.get(shift.person) ?? shift;
    found.set(shift.person, {
      ...known,
      from: Math.min(known.from, shift.from),
      to: Math.max(known.to, shift.to),
    });
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

function nextChange(shifts: readonly Shift[], at: number): number | null {
  const edges = shifts.flatMap(({ from, to }) => [from, to]).filter((edge) => edge > at);
  return edges.length === 0 ? null : Math.min(...edges);
}

function show(lines: readonly Line[], at: number, next: number | null, zone: string): string {
  const say = (time: string | number): string => {
    const moment = typeof time === 'number' ? DateTime.fromMillis(time) : DateTime.fromISO(time);
    return moment.setZone(zone).setLocale('en-GB').toFormat('ccc d LLL yyyy HH:mm');
  };
  const people = lines.map(
    ({ name, to, coveredBy, away }) =>
      `  ${name}, until ${say(to)}${coveredBy === null ? '' : `; has left, ${coveredBy} covers`}${away ? '; is away today' : ''}`,
  );
  return [
    `On call ${say(at)} (${zone}):`,
    ...(people.length === 0 ? ['  nobody'] : people),
    next === null ? 'No change is planned.' : `Next change: ${say(next)}`,
    '',
  ].join('\n');
}
