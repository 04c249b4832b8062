// What an alert is about, whatever its figures: two texts of one fingerprint are one alert that has come twice.

import type { Report } from '../classifier/index.js';

/** Words that tell how an alert stands, and not what it is about. */
const standing =
  /\b(?:firing|alerting|triggered|opened?|reopened|in alarm|alarm|problem|resolved|recover(?:ed|y)|closed|cleared|restored|no data|ok|warn(?:ing)?|critical|error|info|severity)\b/g;

const longest = 300;

/**
 * The fingerprint of an alert: its words without figures, addresses, ids and how it stands. Null for what people
 * say, and for an alert of which nothing would be left.
 */
export function fingerprintOf({ source, text }: Report): string | null {
  if (source.kind !== 'automated') return null;
  const words = subjectOf(text.slice(0, 4 * longest));
  return words.length === 0 ? null : `${source.channel} ${source.user} ${words.join(' ')}`.slice(0, longest);
}

/**
 * True when a word of recovery is about an alert: all words of its title occur in the alert. The rest of such a
 * message tells how things are now, and differs.
 */
export function recoversFrom(recovery: Report, alert: Report): boolean {
  if (recovery.source.kind !== 'automated' || alert.source.kind !== 'automated') return false;
  if (recovery.source.user !== alert.source.user) return false;
  const title = subjectOf(titleOf(recovery.text));
  const words = new Set(subjectOf(alert.text));
  return title.length > 0 && title.every((word) => words.has(word));
}

function subjectOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/<([^<>|]*)\|([^<>]*)>/g, ' $2 ')
    .replace(/<?https?:\/\/[^\s<>]*>?/g, ' ')
    .replace(/:[a-z0-9_+-]+:/g, ' ')
    .replace(standing, ' ')
    .split(/[^\p{L}\p{N}.\-_]+/u)
    .map(withoutFigures)
    .filter((word) => /\p{L}/u.test(word));
}

/** `worker-3` and `worker-4`, or a pod and its successor, are one machine to an alert; `5xx` and `4xx` are not one. */
function withoutFigures(word: string): string {
  const trimmed = word.replace(/^[.\-_]+|[.\-_]+$/g, '');
  if (/^(?:[1-5]xx|p[0-5]|s3|ec2|k8s|http2)$/.test(trimmed)) return trimmed;
  if (/^(?:[0-9a-f]*\d[0-9a-f]*-?){2,}$/.test(trimmed) || /^\d/.test(trimmed)) return '';
  return trimmed
    .replace(/-[a-z0-9]{8,10}-[a-z0-9]{5}$/, '')
    .replace(/\d+/g, '#')
    .replace(/(?:[.\-_]?#)+[a-z]{0,2}$/, '#');
}

function titleOf(text: string): string {
  const [line = ''] = text.split('\n').filter((each) => /\p{L}/u.test(each.replace(standing, '')));
  return line.split(/[,;—]| [-–:|] |\. /)[0] ?? line;
}
