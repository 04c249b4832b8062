// triage.yaml and the secrets that belong to it, checked together: an operator hears of every problem at once, and
// of no secret's value. What is not configured stays local.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { WEBHOOK_SENDERS, type WebhookSender } from './adapters/webhooks/webhook-senders.js';
import { SettingsError } from './config.js';
import { type OutsideFile, outsideSchema } from './outside-schema.js';
import { checkShape } from './rulebook/check-shape.js';
import { showProblem } from './rulebook/problem.js';
import { readYaml } from './rulebook/yaml-file.js';

/** The universal bug backlog in Jira. */
export interface JiraSettings {
  /** Without a slash at the end. */
  readonly site: string;
  /** Null for a Data Center, where the token alone is the credential. */
  readonly email: string | null;
  /** A secret. */
  readonly token: string;
  readonly project: string;
  readonly issueType: string;
  readonly labels: readonly string[];
  /** Names of Jira's priorities by severity. */
  readonly priorities: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The incidents board in Trello. */
export interface TrelloSettings {
  /** Without a slash at the end. */
  readonly api: string;
  readonly board: string;
  /** A secret, like the token. */
  readonly key: string;
  readonly token: string;
  readonly lists: { readonly incoming: string; readonly resolved: string };
}

/** The on-call calendar. */
export interface CalendarSettings {
  /** An address is a secret: whoever knows it can read the calendar. */
  readonly source:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'address'; readonly url: string };
  /** Null: the zone of rules/policy.yaml. */
  readonly zone: string | null;
  readonly ignore: readonly string[];
  readonly refreshMs: number;
  readonly staleMs: number;
}

/** One sender of webhooks that is let in. */
export interface SenderSettings {
  /** The channel that its reports count as said in. */
  readonly channel: string;
  /** A secret; null only for SNS, which signs what it sends. */
  readonly secret: string | null;
  /** Topics of SNS that are let in, by ARN. */
  readonly topics: readonly string[];
}

/** What comes in by webhook. */
export interface WebhookSettings {
  readonly port: number;
  readonly perMinute: number;
  readonly senders: Readonly<Partial<Record<WebhookSender, SenderSettings>>>;
}

/** Null where nothing is configured. */
export interface OutsideSettings {
  readonly jira: JiraSettings | null;
  readonly trello: TrelloSettings | null;
  readonly calendar: CalendarSettings | null;
  readonly webhooks: WebhookSettings | null;
  /** Folder of a second rulebook that decides in the shadow, as an absolute path. */
  readonly shadow: string | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Systems that triage.yaml may name, each in a section of its own. */
export type OutsideSystem = keyof OutsideFile;

/** What can be made of a triage.yaml, whatever else is wrong with it. */
export interface OutsideReading {
  /** Without the systems that are wrong. */
  readonly settings: OutsideSettings;
  readonly problems: readonly string[];
  /** Systems of which it cannot be told how they are configured. */
  readonly wrong: ReadonlySet<OutsideSystem>;
}

/** Reads triage.yaml of the folder `cwd`, or the file that TRIAGE_CONFIG names; throws SettingsError with every problem. */
export function readOutsideSettings(env: Env, cwd: string): OutsideSettings {
  return soundSettings(readOutside(env, cwd));
}

/** Reads it as far as it goes; throws SettingsError only for a file that cannot be read at all. */
export function readOutside(env: Env, cwd: string): OutsideReading {
  const named = env.TRIAGE_CONFIG || undefined;
  const file = resolve(cwd, named ?? 'triage.yaml');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const absent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (absent && named === undefined) return readingFrom('', env, dirname(file));
    const found = absent ? 'there is no such file' : 'the file cannot be read';
    throw new SettingsError(`TRIAGE_CONFIG: ${file}: ${found}; name a triage.yaml, or unset it.`, { cause });
  }
  return readingFrom(text, env, dirname(file));
}

/** Settings from the text of triage.yaml and the environment; `folder` is where its relative paths begin. */
export function outsideFrom(text: string, env: Env, folder: string): OutsideSettings {
  return soundSettings(readingFrom(text, env, folder));
}

function soundSettings({ settings, problems }: OutsideReading): OutsideSettings {
  if (problems.length > 0) throw new SettingsError(problems.join('\n'));
  return settings;
}

function readingFrom(text: string, env: Env, folder: string): OutsideReading {
  const yaml = readYaml('triage.yaml', text);
  const empty = yaml.value == null && yaml.problems.length === 0;
  const shape = checkShape(empty ? { ...yaml, value: {} } : yaml, outsideSchema);
  const problems = shape.problems.filter(({ severity }) => severity === 'error').map(showProblem);
  // Secrets are looked at even so: one reading tells all that is to be mended.
  const whole = shape.value ?? partOf(yaml.value);
  const wrong = new Set<OutsideSystem>();
  const secrets = secretsFor(whole, env, (system, problem) => {
    wrong.add(system);
    problems.push(problem);
  });
  const data = shape.value ?? soundPart(whole, wrong);
  const isRead = shape.value !== null || (typeof yaml.value === 'object' && yaml.value !== null);
  if (!isRead) for (const system of SYSTEMS) wrong.add(system);
  const made: OutsideSettings = {
    jira: jiraFrom(data, secrets),
    trello: trelloFrom(data, secrets),
    calendar: calendarFrom(data, env, folder),
    webhooks: webhooksFrom(data, secrets),
    shadow: data.shadow === undefined ? null : resolve(folder, data.shadow.rules),
  };
  const kept = Object.entries(made).map(([system, settings]) => [
    system,
    wrong.has(system as OutsideSystem) ? null : settings,
  ]);
  return { settings: Object.fromEntries(kept) as OutsideSettings, problems, wrong };
}

const SYSTEMS = Object.keys(outsideSchema.shape) as readonly OutsideSystem[];

/** The sections that are right by themselves; the others are added to `wrong`. */
function soundPart(whole: Partial<Record<OutsideSystem, unknown>>, wrong: Set<OutsideSystem>): OutsideFile {
  const parts = SYSTEMS.filter((system) => whole[system] !== undefined).map((system) => {
    const read = outsideSchema.safeParse({ [system]: whole[system] });
    if (!read.success) wrong.add(system);
    return read.success ? read.data : {};
  });
  return Object.assign({}, ...parts);
}

/** Variables that hold secrets, for those who must hide them. */
export const SECRET_VARIABLES: readonly string[] = [
  'TRIAGE_JIRA_TOKEN',
  'TRIAGE_TRELLO_KEY',
  'TRIAGE_TRELLO_TOKEN',
  'TRIAGE_CALENDAR_URL',
  ...WEBHOOK_SENDERS.map(secretOf),
];

function secretOf(sender: WebhookSender): string {
  return `TRIAGE_WEBHOOK_${sender.toUpperCase()}_SECRET`;
}

/** What sections there are, of a file that is wrong in some other way. */
function partOf(value: unknown): { readonly [section in keyof OutsideFile]?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

type Secrets = ReadonlyMap<string, string>;

type Complain = (system: OutsideSystem, problem: string) => void;

function secretsFor(
  file: { readonly [section in keyof OutsideFile]?: unknown },
  env: Env,
  complain: Complain,
): Secrets {
  const secrets = new Map<string, string>();
  const take = (system: OutsideSystem, name: string, needed: string | null): void => {
    const value = env[name]?.trim() ?? '';
    if (value !== '') secrets.set(name, value);
    else if (needed !== null)
      complain(system, `${name}: is not set; ${needed} Set it in the environment or in .env.`);
    if (value !== '' && value.length < 8)
      complain(system, `${name}: found fewer than 8 characters, expected a real secret.`);
  };
  if (file.jira !== undefined)
    take('jira', 'TRIAGE_JIRA_TOKEN', 'jira in triage.yaml needs an API token (docs/jira.md).');
  if (file.trello !== undefined) {
    take('trello', 'TRIAGE_TRELLO_KEY', 'trello in triage.yaml needs an API key (docs/trello.md).');
    take('trello', 'TRIAGE_TRELLO_TOKEN', 'trello in triage.yaml needs a token (docs/trello.md).');
  }
  if (file.calendar !== undefined || env.TRIAGE_CALENDAR_URL) checkCalendar(file.calendar, env, complain);
  for (const sender of sendersOf(file.webhooks)) {
    take(
      'webhooks',
      secretOf(sender),
      sender === 'sns'
        ? null
        : `webhooks.senders.${sender} in triage.yaml needs a secret (docs/webhooks.md).`,
    );
  }
  return secrets;
}

function sendersOf(webhooks: unknown): readonly WebhookSender[] {
  const senders = partOf((partOf(webhooks) as { readonly senders?: unknown }).senders);
  return WEBHOOK_SENDERS.filter((sender) => sender in senders);
}

function checkCalendar(calendar: unknown, env: Env, complain: Complain): void {
  const file = (partOf(calendar) as { readonly file?: unknown }).file;
  const url = env.TRIAGE_CALENDAR_URL?.trim() ?? '';
  if (url !== '' && !/^(https?|webcal):\/\/\S+$/i.test(url)) {
    complain(
      'calendar',
      'TRIAGE_CALENDAR_URL: found a value that is not shown, expected an address of http, https or webcal.',
    );
  }
  if (url !== '' && file !== undefined) {
    complain('calendar', 'calendar.file and TRIAGE_CALENDAR_URL are both set; expected one of the two.');
  }
  if (url === '' && file === undefined) {
    complain(
      'calendar',
      'calendar: has neither a file nor an address; set calendar.file in triage.yaml, or TRIAGE_CALENDAR_URL in the environment (docs/calendar.md).',
    );
  }
}

function jiraFrom({ jira }: OutsideFile, secrets: Secrets): JiraSettings | null {
  if (jira === undefined) return null;
  const { site, email, project, labels, priorities, fields } = jira;
  const token = secrets.get('TRIAGE_JIRA_TOKEN') ?? '';
  return {
    site,
    email: email ?? null,
    token,
    project,
    issueType: jira['issue-type'],
    labels,
    priorities,
    fields,
  };
}

function trelloFrom({ trello }: OutsideFile, secrets: Secrets): TrelloSettings | null {
  if (trello === undefined) return null;
  const key = secrets.get('TRIAGE_TRELLO_KEY') ?? '';
  return { ...trello, key, token: secrets.get('TRIAGE_TRELLO_TOKEN') ?? '' };
}

function calendarFrom({ calendar }: OutsideFile, env: Env, folder: string): CalendarSettings | null {
  const url = env.TRIAGE_CALENDAR_URL?.trim() ?? '';
  if (calendar === undefined && url === '') return null;
  const { file = '', zone, ignore = [] } = calendar ?? {};
  return {
    source:
      url === ''
        ? { kind: 'file', path: resolve(folder, file) }
        : { kind: 'address', url: url.replace(/^webcal:/i, 'https:') },
    zone: zone ?? null,
    ignore,
    refreshMs: (calendar?.['refresh-minutes'] ?? 5) * 60_000,
    staleMs: (calendar?.['stale-hours'] ?? 24) * 3_600_000,
  };
}

function webhooksFrom({ webhooks }: OutsideFile, secrets: Secrets): WebhookSettings | null {
  if (webhooks === undefined) return null;
  const senders: Partial<Record<WebhookSender, SenderSettings>> = {};
  for (const name of sendersOf(webhooks)) {
    const sender = webhooks.senders[name];
    if (sender === undefined) continue;
    const topics = 'topics' in sender ? sender.topics : [];
    senders[name] = { channel: sender.channel, secret: secrets.get(secretOf(name)) ?? null, topics };
  }
  return { port: webhooks.port, perMinute: webhooks['per-minute'], senders };
}
