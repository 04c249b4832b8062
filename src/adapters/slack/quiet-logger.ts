import { type Logger, LogLevel } from '@slack/web-api';

/**
 * For Slack's libraries: they print whole payloads, people's words and all, at debug level, and write to standard
 * output. What matters arrives as errors, and those we log ourselves.
 */
export const quietLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};
