// The environment, read once and checked whole: an operator hears of every wrong variable at the start,
// with what was found, what was expected, and nothing of a secret's value.

import { resolve } from 'node:path';
import { z } from 'zod';

const port = wholeNumber(0, 65_535);
const days = wholeNumber(1, 36_500);
const minutes = wholeNumber(0, 10_080);

const settingsSchema = z.object({
  /** Folder of the data file, relative to where the desk is started. */
  TRIAGE_DATA: z.string().min(1).default('./data'),
  /** Folder of the rules; the shipped ones when absent. */
  TRIAGE_RULES: z.string().min(1).optional(),
  /** Port of the desk on 127.0.0.1; 0 takes a free one. */
  TRIAGE_PORT: port.default(4545),
  /** Days that the words of a report are kept once its case is over; for ever when absent. */
  TRIAGE_RETAIN_DAYS: days.optional(),
  /** How often the desk hands itself a report, in minutes; 0 never. */
  TRIAGE_SELF_TEST_MINUTES: minutes.default(15),
  /** Where the page is served to others than this machine, like 0.0.0.0:8080; only on this machine when absent. */
  TRIAGE_PAGE_ADDRESS: z
    .string()
    .regex(
      /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i,
      'expected an address like 0.0.0.0:8080',
    )
    .optional(),
  /** Who may use the page: a token each. */
  TRIAGE_PAGE_TOKENS: z
    .string()
    .regex(
      /^(?:[\w.-]+:[\w-]{16,200})(?:,[\w.-]+:[\w-]{16,200})*$/,
      'expected person:token pairs with a comma between, tokens of 16 letters or more, like ada:1c2f…,reader:77ab…',
    )
    .optional(),
  TRIAGE_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected an address like postgresql://user@host/database')
    .optional(),
  /** With both tokens the desk works in Slack. */
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-[\w-]{5,}$/, 'expected an app-level token, which begins with xapp-')
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-[\w-]{5,}$/, 'expected a bot token, which begins with xoxb-')
    .optional(),
  /** Where Slack's Web API is; another than Slack's own only for a simulated workspace. */
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'expected an address like https://slack.com/api/' })
    .default('https://slack.com/api/'),
});

/** Variables of the environment that are read here. */
export const SETTING_VARIABLES: readonly string[] = Object.keys(settingsSchema.shape);

/** What the operator has set, checked and with defaults filled in. */
export interface Settings {
  /** Absolute path. */
  readonly dataFolder: string;
  /** Absolute path, or null for the shipped rules. */
  readonly rulesFolder: string | null;
  readonly port: number;
  /** How long the words of a report are kept once its case is over, in milliseconds; null keeps them for ever. */
  readonly retainMs: number | null;
  /** How often the desk tests itself, in milliseconds; null when it does not. */
  readonly selfTestMs: number | null;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Null for local mode. The tokens are secrets. */
  readonly slack: { readonly appToken: string; readonly botToken: string; readonly apiUrl: string } | null;
  readonly page: PageSettings;
  /** Holds a password: never log it. */
  readonly databaseUrl: string | null;
}

/** How the page is reached. */
export interface PageSettings {
  /** Null where it is served to this machine alone. */
  readonly address: { readonly host: string; readonly port: number } | null;
  /** By token, which is a secret; empty where whoever reaches the page may act as anybody. */
  readonly visitors: ReadonlyMap<string, PageVisitor>;
}

/** Who has a token of the page; the person is an id of the directory. */
export interface PageVisitor {
  readonly person: string | null;
  readonly may: 'read' | 'act';
}

/** The operator has set something that cannot be used; the message names every such variable. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

const secretVariables: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'SLACK_APP_TOKEN',
  'SLACK_BOT_TOKEN',
  'TRIAGE_PAGE_TOKENS',
]);

/** Settings from environment variables; throws SettingsError that lists all problems at once. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, cwd: string): Settings {
  const known = Object.fromEntries(
    Object.keys(settingsSchema.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]),
  );
  const parsed = settingsSchema.safeParse(known);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((issue) => sayIssue(issue, known)).join('\n'));
  }
  const { TRIAGE_DATA, TRIAGE_RULES, TRIAGE_PORT, TRIAGE_LOG, DATABASE_URL } = parsed.data;
  const { TRIAGE_RETAIN_DAYS, TRIAGE_SELF_TEST_MINUTES } = parsed.data;
  return {
    dataFolder: resolve(cwd, TRIAGE_DATA),
    rulesFolder: TRIAGE_RULES === undefined ? null : resolve(cwd, TRIAGE_RULES),
    port: TRIAGE_PORT,
    retainMs: TRIAGE_RETAIN_DAYS === undefined ? null : TRIAGE_RETAIN_DAYS * 86_400_000,
    selfTestMs: TRIAGE_SELF_TEST_MINUTES === 0 ? null : TRIAGE_SELF_TEST_MINUTES * 60_000,
    logLevel: TRIAGE_LOG,
    slack: slackOf(parsed.data),
    page: pageOf(parsed.data),
    databaseUrl: DATABASE_URL ?? null,
  };
}

function slackOf({
  SLACK_APP_TOKEN: appToken,
  SLACK_BOT_TOKEN: botToken,
  SLACK_API_URL,
}: z.infer<typeof settingsSchema>): Settings['slack'] {
  if (appToken === undefined && botToken === undefined) return null;
  if (appToken === undefined || botToken === undefined) {
    const missing = appToken === undefined ? 'SLACK_APP_TOKEN' : 'SLACK_BOT_TOKEN';
    throw new SettingsError(
      `${missing}: is not set; Slack needs both tokens. Set it, or unset the other (docs/slack.md).`,
    );
  }
  return { appToken, botToken, apiUrl: SLACK_API_URL.endsWith('/') ? SLACK_API_URL : `${SLACK_API_URL}/` };
}

/** Names of tokens that belong to nobody of the directory. */
const specialVisitors: ReadonlyMap<string, PageVisitor> = new Map([
  ['reader', { person: null, may: 'read' }],
  ['operator', { person: null, may: 'act' }],
]);

function pageOf({ TRIAGE_PAGE_ADDRESS, TRIAGE_PAGE_TOKENS }: z.infer<typeof settingsSchema>): PageSettings {
  const visitors = new Map(
    (TRIAGE_PAGE_TOKENS?.split(',') ?? []).map((pair) => {
      const [person = '', token = ''] = pair.split(':');
      return [token, specialVisitors.get(person) ?? { person, may: 'act' as const }];
    }),
  );
  if (TRIAGE_PAGE_ADDRESS === undefined) return { address: null, visitors };
  if (visitors.size === 0) {
    throw new SettingsError(
      'TRIAGE_PAGE_TOKENS: is not set; a page that others can reach needs a token each, like ada:1c2f…,reader:77ab… (docs/page.md).',
    );
  }
  const at = TRIAGE_PAGE_ADDRESS.lastIndexOf(':');
  const host = TRIAGE_PAGE_ADDRESS.slice(0, at).replace(/^\[|\]$/g, '');
  return { address: { host, port: Number(TRIAGE_PAGE_ADDRESS.slice(at + 1)) }, visitors };
}

function wholeNumber(least: number, most: number) {
  const error = `expected a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, error)
    .transform(Number)
    .pipe(z.number().min(least, error).max(most, error));
}

function sayIssue(issue: z.core.$ZodIssue, env: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const found = secretVariables.has(name)
    ? 'a value that is not shown'
    : JSON.stringify(shortened(env[name] ?? ''));
  return `${name}: found ${found}; ${issue.message}. Set it in the environment or in .env, or unset it.`;
}

function shortened(value: string): string {
  return value.length > 60 ? `${value.slice(0, 59)}…` : value;
}
