// `triage doctor`: what is live, what is local, what is wrong and how to mend it.

import { pinoLog } from '../adapters/log.js';
import { readSettings, type Settings, SettingsError } from '../config.js';
import { type OutsideReading, type OutsideSystem, readOutside } from '../outside-settings.js';
import { loadRulebookFolder, type Rulebook, SHIPPED_RULES, showProblem } from '../rulebook/index.js';
import type { Configured, DoctorCheck, Standing, State } from './doctor-check.js';
import { DOCTOR_CHECKS } from './doctor-checks.js';
import { EXIT, type ExitCode } from './exit.js';
import { harmless, type Paint, paint } from './paint.js';
import { unreadable } from './rulebook.js';
import type { Terminal } from './terminal.js';
import { mistypedVariables } from './variables.js';

/** Options of `triage doctor`. */
export interface DoctorOptions {
  readonly rules?: string;
  readonly json?: boolean;
}

interface Part extends Standing {
  readonly name: string;
}

/** Looks at everything and tells it; exit 1 when something is wrong. */
export async function doctorVerb(options: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const { parts, configured, unknown } = await readConfiguration(options, terminal);
  const looked =
    configured === null
      ? []
      : await Promise.all(DOCTOR_CHECKS.map((check) => lookAt(check, configured, unknown)));
  const all = [...parts, ...looked];
  const wrong = all.filter(({ state }) => state === 'wrong').length;
  if (options.json) {
    await terminal.out(`${JSON.stringify({ ok: wrong === 0, parts: all }, null, 2)}\n`);
  } else {
    const p = paint(terminal.colour);
    for (const part of all) await terminal.out(show(part, p));
    terminal.talk(`${summary(wrong, configured !== null)}\n`);
  }
  return wrong === 0 ? EXIT.ok : EXIT.no;
}

/** What cannot be told of one system keeps no other from being looked at. */
async function lookAt(
  { name, section, look }: DoctorCheck,
  configured: Configured,
  unknown: ReadonlySet<OutsideSystem>,
): Promise<Part> {
  if (section === undefined || !unknown.has(section)) return { name, ...(await look(configured)) };
  const notes = [`not looked at: ${section} in triage.yaml, or its secret, has to be mended first`];
  return { name, state: 'wrong', notes };
}

interface Configuration {
  readonly parts: readonly Part[];
  /** Systems of which triage.yaml does not tell how they are configured. */
  readonly unknown: ReadonlySet<OutsideSystem>;
  /** Null when it cannot be read: then nothing else can be looked at. */
  readonly configured: Configured | null;
}

/** Environment, triage.yaml and rules, each read although another is wrong. */
async function readConfiguration(options: DoctorOptions, terminal: Terminal): Promise<Configuration> {
  const cwd = process.cwd();
  const settings = attempt(() => readSettings(terminal.env, cwd));
  const outside = attempt(() => readOutside(terminal.env, cwd));
  const folder = options.rules ?? settings.value?.rulesFolder ?? SHIPPED_RULES;
  const { rulebook, part: rules } = await readRules(folder);
  const environment = settingsPart(settings, mistypedVariables(terminal.env));
  const parts = [environment, outsidePart(outside), rules];
  const unknown = outside.value?.wrong ?? new Set();
  if (settings.value === null || outside.value === null) return { parts, configured: null, unknown };
  const configured = {
    settings: settings.value,
    outside: outside.value.settings,
    routing: rulebook?.routing ?? null,
    dataFolder: settings.value.dataFolder,
    clock: terminal,
    log: pinoLog('silent'),
  };
  return { parts, configured, unknown };
}

interface Attempt<T> {
  readonly value: T | null;
  readonly problems: readonly string[];
}

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { value: read(), problems: [] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { value: null, problems: error.message.split('\n') };
  }
}

function settingsPart({ value, problems }: Attempt<Settings>, mistyped: readonly string[]): Part {
  const name = 'environment';
  const notes = [...problems, ...mistyped];
  if (notes.length > 0) return { name, state: 'wrong', notes };
  return { name, state: 'local', notes: [`data in ${value?.dataFolder ?? ''}`] };
}

function outsidePart({ value, problems }: Attempt<OutsideReading>): Part {
  const name = 'triage.yaml';
  const notes = [...problems, ...(value?.problems ?? [])];
  if (value === null || notes.length > 0) return { name, state: 'wrong', notes };
  const named = Object.entries(value.settings).flatMap(([system, settings]) =>
    settings === null ? [] : [system],
  );
  if (named.length === 0) return { name, state: 'off', notes: ['names no system outside'] };
  return { name, state: 'live', notes: [`names ${named.join(', ')}`] };
}

async function readRules(folder: string): Promise<{ rulebook: Rulebook | null; part: Part }> {
  const name = 'rules';
  try {
    const { rulebook, problems } = await loadRulebookFolder(folder);
    if (rulebook === null) {
      const errors = problems.filter(({ severity }) => severity === 'error').map(showProblem);
      return { rulebook, part: { name, state: 'wrong', notes: [folder, ...errors] } };
    }
    const examples = rulebook.routing.directory.people.filter(({ example }) => example === true).length;
    const notes = [
      `${folder}, rulebook ${rulebook.version.slice(0, 8)}`,
      ...(examples > 0
        ? [`${examples} people of directory.yaml are examples: replace them before going live`]
        : []),
    ];
    return { rulebook, part: { name, state: 'local', notes } };
  } catch (error) {
    const { message } = unreadable(folder, error);
    return { rulebook: null, part: { name, state: 'wrong', notes: [message] } };
  }
}

const widest = Math.max(
  ...['environment', ...DOCTOR_CHECKS.map(({ name }) => name)].map(({ length }) => length),
);

function show({ name, state, notes }: Part, p: Paint): string {
  const [first = '', ...others] = notes.flatMap((note) => harmless(note).split('\n'));
  const indent = ' '.repeat('wrong  '.length + widest + 2);
  const head = `${inColour(state, p)(state.padEnd(7))}${name.padEnd(widest + 2)}${first}`;
  return `${[head, ...others.map((note) => `${indent}${note}`)].join('\n')}\n`;
}

function inColour(state: State, p: Paint): (text: string) => string {
  return state === 'wrong' ? p.bad : state === 'live' ? p.good : p.faint;
}

function summary(wrong: number, looked: boolean): string {
  if (wrong === 0) return 'nothing is wrong';
  const rest = looked ? '' : '; the systems outside are looked at once the settings can be read';
  return `${wrong} ${wrong === 1 ? 'part is' : 'parts are'} wrong${rest}`;
}
