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
const secrets =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|ATATT[\w-]+|gh[pousr]_\w{20,}|\b[A-Fa-f0-9]{32,}\b|:\/\/[^\s/@]+@|Bearer\s+\S+/g;

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
  const masked = value.replace(secrets, hidden);
  return masked.length <= longestValue ? masked : `${masked.slice(0, longestValue)}…`;
}
