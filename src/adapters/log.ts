// The desk's log: one JSON object a line through pino. Ids and numbers only; whatever could carry a secret or a
// person's words is cut out here once more, should a caller ever hand it over.

import { type DestinationStream, type LevelWithSilent, pino } from 'pino';
import type { LogFields, Logger } from '../desk/ports.js';

const hidden = '[hidden]';

/** Fields that may stand in a log line; all others are hidden by name. */
const plainFields: ReadonlySet<string> = new Set([
  'accepted',
  'again',
  'attempts',
  'case',
  'cause',
  'class',
  'desk',
  'dueAt',
  'effect',
  'erased',
  'error',
  'event',
  'failures',
  'how',
  'left',
  'loop',
  'migrations',
  'outcome',
  'parked',
  'port',
  'problem',
  'ref',
  'released',
  'report',
  'restMs',
  'route',
  'rulebook',
  'store',
  'step',
  'stuck',
  'subject',
  'timer',
  'tries',
  'url',
]);

// Ours are short; a sentence of somebody's is not. Keys of effects name a report, a kind and a destination.
const longestValue = 120;
const secretShapes: readonly RegExp[] = [
  /:\/\/[^\s@]+@/g, // a password in an address, whatever signs it has
  /\b(?:Bearer|Basic)\s+\S+/gi,
  /\b(?:pass(?:word|wd)?|pwd|secret|token|api[_-]?key)\s*[=:]\s*\S+/gi,
  /xox[a-z]-[\w-]+|xapp-[\w-]+/g, // Slack
  /AT(?:ATT|TA)[\w=-]+/g, // Atlassian and Trello
  /gh[pousr]_\w{20,}/g, // GitHub
  /\bA[KS]IA[0-9A-Z]{12,}/g, // AWS
  /\beyJ[\w-]{8,}\.[\w-]*(?:\.[\w-]*)?/g, // JSON web token
  /\b[A-Fa-f0-9]{32,}\b/g,
];

/** Of an error only its name or code: its words could quote anything. */
const nameFields: ReadonlySet<string> = new Set(['error', 'cause']);
const nameShape = /^[A-Za-z][\w.:-]{0,60}$/;

/** A file as the place of a log; it and its folder are made when absent. */
export function logToFile(file: string): DestinationStream {
  return pino.destination({ dest: file, mkdir: true, sync: true });
}

/** A logger that writes to `to`, or to standard error: standard output is for results. */
export function pinoLog(level: LevelWithSilent, to?: DestinationStream): Logger {
  const log = pino(
    { level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    to ?? pino.destination(2),
  );
  return {
    debug: (fields, message) => log.debug(safe(fields), message),
    info: (fields, message) => log.info(safe(fields), message),
    warn: (fields, message) => log.warn(safe(fields), message),
    error: (fields, message) => log.error(safe(fields), message),
  };
}

function safe(fields: LogFields): LogFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, safeValue(name, value)]));
}

function safeValue(name: string, value: LogFields[string]): LogFields[string] {
  if (!plainFields.has(name)) return hidden;
  if (typeof value !== 'string') return value;
  const masked = secretShapes.reduce((text, shape) => text.replace(shape, hidden), value);
  if (nameFields.has(name) && !nameShape.test(masked)) return hidden;
  return masked.length <= longestValue ? masked : `${masked.slice(0, longestValue)}…`;
}
