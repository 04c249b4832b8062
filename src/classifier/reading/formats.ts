// Recognises the formats monitors and bots write in, and the state they announce.

export interface Format {
  readonly name: string;
  /** Text that only this format contains, lower case; the first format with one wins. */
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
      'crashloopbackoff',
      'oomkilled',
      'kubernetes',
      'kubelet',
      'imagepullbackoff',
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

/** The name of the format of a text that is in lower case, or null. */
export function formatOf(lower: string): string | null {
  return FORMATS.find((format) => format.marks.some((mark) => lower.includes(mark)))?.name ?? null;
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

/** A severity as stated, in capitals for scales (`P1`, `SEV2`), and where it stands. */
export function severityIn(
  text: string,
): { readonly name: string; readonly start: number; readonly end: number } | null {
  const scale =
    /\b(?:(?:sev(?:erity)?|prio(?:rity)?|p|s)[ :=_-]{0,2}([0-5])|([0-5]) ?- ?(?:critical|high))\b/i.exec(
      text,
    );
  if (scale !== null && isScale(scale[0])) {
    const digit = scale[1] ?? scale[2] ?? '';
    const name = /^s/i.test(scale[0]) ? `SEV${digit}` : `P${digit}`;
    return { name, start: scale.index, end: scale.index + scale[0].length };
  }
  const word =
    /\b(?:severity|priority|level|urgency)\b["*_]{0,2} ?[:=/-]? ?["*_]{0,2}(critical|emergency|disaster|high|error|major|warning|warn|medium|minor|low|info|informational|urgent)\b/i.exec(
      text,
    ) ?? /[[(](critical|high|major|warning|warn|minor|low|info|error)[\])]/i.exec(text);
  if (word === null) return null;
  return { name: (word[1] ?? '').toLowerCase(), start: word.index, end: word.index + word[0].length };
}

/** "s 3" in a sentence is no severity, "S3" is a store of files: only the long forms and P1 to P5 count. */
function isScale(found: string): boolean {
  return /^(?:sev|severity|prio|priority)/i.test(found) || /^P[0-5]$/i.test(found);
}
