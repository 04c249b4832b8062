// Recognises the formats monitors and bots write in, and the state they announce.

import { scan } from './scan.js';
import type { Token } from './token.js';

export interface Format {
  readonly name: string;
  /** Text that only this format contains, in any case; capitals show how one word is cut into several. */
  readonly marks: readonly string[];
}

export const FORMATS: readonly Format[] = [
  { name: 'alertmanager', marks: ['[firing:', '[resolved]', 'alertmanager', 'alertname', '[firing]'] },
  {
    name: 'datadog',
    marks: ['datadog', '[triggered', '[recovered', '[warn on', '[no data', '[re-triggered', 'synthetics'],
  },
  {
    name: 'pagerduty',
    marks: ['pagerduty', 'triggered #', 'acknowledged #', 'resolved #', 'escalation policy'],
  },
  { name: 'opsgenie', marks: ['opsgenie'] },
  { name: 'sentry', marks: ['sentry', 'new issue in', 'events in the last', 'is regressed', 'crash-free'] },
  { name: 'rollbar', marks: ['rollbar'] },
  { name: 'bugsnag', marks: ['bugsnag'] },
  { name: 'honeybadger', marks: ['honeybadger'] },
  {
    name: 'cloudwatch',
    marks: ['cloudwatch', 'alarm: "', 'in alarm', 'insufficient_data', 'ok -> alarm', 'alarm -> ok'],
  },
  { name: 'aws', marks: ['guardduty', 'aws health', 'amazon ses', 'rds event', 'trusted advisor'] },
  { name: 'pingdom', marks: ['pingdom'] },
  {
    name: 'uptime',
    marks: [
      'uptimerobot',
      'uptime robot',
      'statuscake',
      'better uptime',
      'site24x7',
      'probe servers',
      'check is down',
      'check is up',
      'monitor is down',
      'monitor is up',
      'heartbeat',
    ],
  },
  { name: 'newrelic', marks: ['new relic', 'newrelic', 'apdex', 'violated the policy'] },
  { name: 'grafana', marks: ['grafana', '[alerting]', '[ok]', '[no_data]'] },
  { name: 'prometheus', marks: ['prometheus'] },
  {
    name: 'nagios',
    marks: [
      'nagios',
      'notification type: problem',
      'notification type: recovery',
      'icinga',
      'zabbix',
      'check_mk',
      'service alert:',
      'host alert:',
    ],
  },
  { name: 'splunk', marks: ['splunk', 'kibana alert', 'elastic alert'] },
  {
    name: 'kubernetes',
    marks: [
      'CrashLoopBackOff',
      'oomkilled',
      'kubernetes',
      'kubelet',
      'ImagePullBackOff',
      'replicas',
      'k8s',
      'failedscheduling',
      'nodenotready',
    ],
  },
  {
    name: 'ci',
    marks: [
      'circleci',
      'jenkins',
      'github actions',
      'gitlab ci',
      'travis',
      'buildkite',
      'semaphore',
      'build #',
      'build failed',
      'pipeline #',
      'workflow run',
      'teamcity',
      'codeship',
    ],
  },
  {
    name: 'deploy',
    marks: ['deployed to', 'deploy finished', 'deploying', 'release v', 'heroku', 'hokusai'],
  },
  {
    name: 'statuspage',
    marks: [
      'statuspage',
      'status page',
      'status:',
      'all systems operational',
      'we are continuing to investigate',
      'we are investigating',
      'we are currently investigating',
      'this incident has been resolved',
      'a fix has been implemented',
    ],
  },
  { name: 'cloudflare', marks: ['cloudflare notification', 'cloudflare status'] },
  { name: 'cron', marks: ['cronitor', 'healthchecks.io', "dead man's snitch", 'cron job', 'cronjob'] },
  { name: 'security', marks: ['snyk', 'dependabot', 'gitguardian', 'cve-'] },
  { name: 'intercom', marks: ['intercom', 'new conversation from'] },
  { name: 'zendesk', marks: ['zendesk', 'freshdesk', 'helpscout', 'help scout', 'front app'] },
];

const FIRING = [
  '[firing',
  '[triggered',
  '[alerting]',
  '[re-triggered',
  'triggered #',
  'in alarm',
  'ok -> alarm',
  'status: firing',
  'is down',
  ' alarm:',
  'alarm: "',
  'state: alarm',
  'problem:',
  'notification type: problem',
  'crashloopbackoff',
  'status: red',
  'fatal:',
  '[critical]',
  '[error]',
];
const RESOLVED = [
  '[resolved',
  '[recovered',
  '[ok]',
  'resolved #',
  'alarm -> ok',
  'status: resolved',
  'is up',
  'this incident has been resolved',
  '*resolved*',
  'notification type: recovery',
  'state: ok',
  'recovered:',
  'resolved:',
  'recovery:',
  'back to normal',
  'all systems operational',
  'is back up',
  'is operational',
  'all components operational',
];

/** The name of the format of a text, given in lower case and as tokens, or null. */
export function formatOf(lower: string, tokens: readonly Token[]): string | null {
  let best: Mark | null = null;
  // Each mark is looked for once, however often its first word stands in the text.
  const looked = new Set<Mark>();
  for (const token of tokens) {
    if (token.kind === 'link')
      best = better(best, HOSTS.find((mark) => token.norm.includes(mark.text)) ?? null);
    for (const mark of MARKS.get(token.norm) ?? NO_MARKS) {
      if (looked.has(mark)) continue;
      looked.add(mark);
      if (lower.includes(mark.text)) best = better(best, mark);
    }
  }
  return best === null ? null : (FORMATS[best.format]?.name ?? null);
}

interface Mark {
  readonly text: string;
  readonly written: string;
  /** Index of its format: the first format with a mark wins. */
  readonly format: number;
}

const NO_MARKS: readonly Mark[] = [];
const ALL_MARKS: readonly Mark[] = FORMATS.flatMap(({ marks }, format) =>
  marks.map((text) => ({ text: text.toLowerCase(), written: text, format })),
);
/** Marks by their first word, so that only those are looked for whose first word occurs. */
const MARKS: ReadonlyMap<string, readonly Mark[]> = byFirstWord();
const HOSTS: readonly Mark[] = ALL_MARKS.filter((mark) => /^[a-z]{5,}$/.test(mark.text));

function byFirstWord(): Map<string, Mark[]> {
  const index = new Map<string, Mark[]>();
  for (const mark of ALL_MARKS) {
    for (const first of new Set([mark.text, mark.written].map((text) => scan(text)[0]?.norm ?? text))) {
      index.set(first, [...(index.get(first) ?? []), mark]);
    }
  }
  return index;
}

function better(a: Mark | null, b: Mark | null): Mark | null {
  if (a === null || b === null) return a ?? b;
  return b.format < a.format ? b : a;
}

/** The state a bot's text announces by its marks, or null. */
export function announcedState(lower: string): 'firing' | 'resolved' | null {
  const resolved = earliest(lower, RESOLVED);
  const firing = earliest(lower, FIRING);
  if (resolved < 0 && firing < 0) return null;
  if (resolved < 0) return 'firing';
  return firing < 0 || resolved <= firing ? 'resolved' : 'firing';
}

function earliest(text: string, marks: readonly string[]): number {
  const places = marks.map((mark) => text.indexOf(mark)).filter((place) => place >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

export interface SeverityRead {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A severity as stated, in capitals for scales (`P1`, `SEV2`), and where it stands. */
export function severityIn(text: string, tokens: readonly Token[]): SeverityRead | null {
  for (const token of tokens) {
    const isLevel = LEVELS.has(token.norm) && isBracketed(text, token);
    if (!isLevel && !SEVERITY_WORDS.test(token.norm)) continue;
    const part = text.slice(token.start, token.end + 24);
    const found = isLevel ? /^\w+/.exec(part) : (SCALE.exec(part) ?? NAMED.exec(part));
    if (found === null) continue;
    const name = isLevel ? token.norm : nameOf(found);
    return { name, start: token.start, end: token.start + found[0].length };
  }
  return null;
}

const LEVELS = new Set(['critical', 'high', 'major', 'warning', 'warn', 'minor', 'low', 'info', 'error']);
const SEVERITY_WORDS = /^(?:p[0-5]|sev[0-5]?|severity|prio|priority|level|urgency)$/;
const SCALE = /^(?:(?:sev|severity|prio|priority)[ :=_-]{0,2}[ps]?([0-5])|(p)([0-5]))(?!\w)/i;
const NAMED =
  /^(?:sev|severity|prio|priority|level|urgency)["*_]{0,2} ?[:=/-]? ?["*_]{0,2}(critical|emergency|disaster|high|error|major|warning|warn|medium|minor|low|info|informational|urgent)\b/i;

function nameOf(found: RegExpExecArray): string {
  if (found[2] !== undefined) return `P${found[3] ?? ''}`;
  const value = found[1] ?? '';
  return /^\d$/.test(value) ? `${/^s/i.test(found[0]) ? 'SEV' : 'P'}${value}` : value.toLowerCase();
}

function isBracketed(text: string, token: Token): boolean {
  return (
    '[('.includes(text.charAt(token.start - 1)) && '])'.includes(text.charAt(token.end)) && token.start > 0
  );
}
